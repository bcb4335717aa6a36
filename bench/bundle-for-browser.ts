/** Bundles TypeScript like an application for the browser, and measures the size of the bundle. */

import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

export interface Bundle {
  /** Minified ES module. */
  readonly text: string;
  readonly bytes: number;
  /** After `gzip -9`. */
  readonly gzippedBytes: number;
  /** Imports that remain in the bundle, such as `node:crypto`. */
  readonly imports: readonly string[];
}

/**
 * Bundles an entry module, given as code, with everything that it imports and uses.
 * @param folder the base of relative imports in `entry`
 */
export async function bundleForBrowser(
  entry: string,
  folder: string,
  plugins: readonly Plugin[] = [],
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: entry, resolveDir: folder, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    external: ["node:*"],
    plugins: [...plugins],
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  return {
    text: Buffer.from(contents).toString("utf8"),
    bytes: contents.length,
    gzippedBytes: gzipSync(contents, { level: 9 }).length,
    imports: Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.map(({ path }) => path),
    ),
  };
}
