/** What the checks of responses cost: CPU time for each response, and bytes in the bundle of the seed. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { bundleForBrowser } from "../bundle-for-browser.js";
import type { Figure, Row } from "../figure.js";
import { runNode } from "../run-process.js";

export const measureChecks: Figure = async ({ root, application }) => {
  const { output } = await runNode([application("checks")]);
  const times: Readonly<Record<string, readonly number[]>> = JSON.parse(output);
  const rows = Object.entries(times).map(([name, ours]): Row => {
    return { what: `9 check, ${name}`, unit: "µs", ours, beside: "limit", theirs: [1], goal: 1 };
  });
  const bundle = (plugins: readonly Plugin[]) =>
    bundleForBrowser('export * from "./seed-client.js";', join(root, "bench"), plugins);
  const [checked, unchecked] = [await bundle([]), await bundle([withoutChecks])];
  const ours = [checked.gzippedBytes - unchecked.gzippedBytes];
  const size = { what: "9 checks, gzipped", unit: "bytes", ours } as const;
  return [...rows, { ...size, beside: "limit", theirs: [400], goal: 1 }];
};

/** Bundles the seed as it would be without checks of responses and inputs. */
const withoutChecks: Plugin = {
  name: "without-checks",
  setup({ onLoad }) {
    const contents = "export const checkResponse = (place, request, response) => response;";
    onLoad({ filter: /\/runtime\/check-response\.ts$/ }, () => ({ contents, loader: "ts" }));
    const accepting = "export const checkInput = () => {};";
    onLoad({ filter: /\/runtime\/check-input\.ts$/ }, () => ({
      contents: accepting,
      loader: "ts",
    }));
    onLoad({ filter: /\/apis\/[^/]*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      return { contents: text.replace(/^ {4}reads: .*,\n/gm, ""), loader: "ts" };
    });
  },
};
