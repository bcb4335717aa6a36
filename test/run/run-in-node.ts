import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { bundleForBrowser } from "../../bench/bundle-for-browser.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Bundles a module, given as code whose imports are relative to the project, and runs it in its own process.
 * Resolves with its output; rejects if it fails.
 */
export async function runInNode(code: string, node = process.execPath): Promise<string> {
  const { text } = await bundleForBrowser(code, root);
  const folder = await mkdtemp(join(tmpdir(), "run-in-node-"));
  try {
    const file = join(folder, "bundle.mjs");
    await writeFile(file, text);
    const { stdout, stderr } = await promisify(execFile)(node, [file]);
    if (stderr !== "") throw new Error(stderr);
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
