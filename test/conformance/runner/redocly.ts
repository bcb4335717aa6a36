import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

/** Redocly's command line, installed beside this project. */
export interface Redocly {
  readonly version: string;
  /** The script for Node. */
  readonly script: string;
}

const folder = resolve(
  import.meta.dirname,
  "../../../node_modules/.arazzo-typescript-conformance/redocly",
);

/** Installs the newest version. It is not a dependency of this project. */
export async function installRedocly(): Promise<Redocly> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{"private":true}');
  await promisify(execFile)(
    "npm",
    ["install", "--ignore-scripts", "--no-audit", "--no-fund", "@redocly/cli@latest"],
    { cwd: folder },
  );
  const package_ = join(folder, "node_modules/@redocly/cli");
  const { version } = JSON.parse(await readFile(join(package_, "package.json"), "utf8"));
  return { version, script: join(package_, "bin/cli.js") };
}
