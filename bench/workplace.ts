/** The folder of the benchmarks for peers and generated files. It can be deleted. */

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
  /** Deletes the cache of the command in this folder. */
  readonly forget: () => Promise<void>;
  /** A file of a peer's package. */
  readonly peer: (path: string) => string;
}

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "bench/.cache");

/** Installs the peers unless they are there, compiles the applications, and builds the package. */
export async function prepareWorkplace(): Promise<Workplace> {
  await mkdir(folder, { recursive: true });
  await installPeers();
  await compileApplications();
  await run("npm", ["run", "build"], { cwd: root });
  return {
    root,
    folder,
    command: [join(root, "dist/cli.js")],
    application: (name) => join(folder, `bench/applications/${name}.js`),
    forget: () => {
      const memory = join(folder, "node_modules/.cache/arazzo-typescript");
      return rm(memory, { recursive: true, force: true });
    },
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
