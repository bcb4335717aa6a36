/** Where the benchmarks install and make what they measure; all of it can be thrown away. */

import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";

export interface Workplace {
  /** The root of this project. */
  readonly root: string;
  /** The folder whose `node_modules` has the peers. */
  readonly folder: string;
  /** The arguments for Node that start the command of this project. */
  readonly command: readonly string[];
  /** The compiled modules of `bench/applications`, by their names. */
  readonly application: (name: string) => string;
  /** A file of a peer's package. */
  readonly peer: (path: string) => string;
}

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "bench/.cache");

/** Installs the peers unless they are there, and compiles the applications and the command. */
export async function prepareWorkplace(): Promise<Workplace> {
  await mkdir(folder, { recursive: true });
  await installPeers();
  await compileApplications();
  return {
    root,
    folder,
    command: [await compileCommand()],
    application: (name) => join(folder, `bench/applications/${name}.js`),
    peer: (path) => join(folder, "node_modules", path),
  };
}

async function installPeers(): Promise<void> {
  const lock = await readFile(join(root, "bench/peers/package-lock.json"), "utf8");
  const installed = join(folder, "package-lock.json");
  if ((await readFile(installed, "utf8").catch(() => "")) === lock) return;
  console.error("installing the peers …");
  await rm(installed, { force: true });
  const files = ["package.json", ".npmrc"];
  for (const file of files) await cp(join(root, "bench/peers", file), join(folder, file));
  await cp(join(root, "bench/peers/package-lock.json"), installed);
  try {
    await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  } catch (error) {
    await rm(installed, { force: true });
    throw error;
  }
}

/** Copies them, and compiles them module by module, as `tsc` would for an application in Node. */
async function compileApplications(): Promise<void> {
  for (const part of ["bench/applications", "generated"]) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  const applications = await readdir(join(root, "bench/applications"));
  const generated = await readdir(join(root, "generated"), { recursive: true });
  await build({
    entryPoints: [
      ...applications.map((file) => join(root, "bench/applications", file)),
      ...generated
        .filter((file) => file.endsWith(".ts"))
        .map((file) => join(root, "generated", file)),
    ],
    outbase: root,
    outdir: folder,
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  await writeFile(join(folder, "generated/package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "bench/package.json"), '{ "type": "module" }');
}

/** The command as it is published. */
async function compileCommand(): Promise<string> {
  const out = join(folder, "package");
  await rm(out, { recursive: true, force: true });
  const files = await readdir(join(root, "generator"), { recursive: true });
  await build({
    entryPoints: files
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(root, "generator", file)),
    outbase: root,
    outdir: out,
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  await cp(join(root, "templates"), join(out, "templates"), { recursive: true });
  await writeFile(join(out, "package.json"), '{ "type": "module" }');
  return join(out, "generator/cli.js");
}
