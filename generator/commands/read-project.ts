import { existsSync } from "node:fs";
import { basename, relative, resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostics.js";
import type { ImportExtension } from "../source/import-extension.js";
import { nearestFile } from "../source/nearest-file.js";
import type { SignerPackage } from "../source/signer-package.js";
import type { Tsconfig, UnreadableTsconfig } from "../typescript/read-tsconfig.js";
import { type DiskCache, fingerprint } from "./disk-cache.js";
import { declaredPackages } from "./missing-packages.js";

/** The settings that follow from the project around the output folder. */
export interface Project {
  readonly importExtension: ImportExtension;
  readonly signerPackage: SignerPackage;
  /** The file that decides the extension of imports; undefined if an option decides or no such file exists. */
  readonly decidedBy: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The existing files that affect the extension of imports. */
  readonly files: readonly string[];
}

/**
 * Reads the nearest `package.json`, and the nearest `tsconfig.json` or `deno.json`, in the output folder or above. In one
 * folder, `tsconfig.json` takes precedence over `deno.json`.
 *
 * @param given the extension that the user chose; it overrides the project's
 */
export async function readProject(
  out: string,
  given: ImportExtension | undefined,
  disk: DiskCache | undefined,
): Promise<Project> {
  const folder = resolve(out);
  const path = nearestFile(folder, ["tsconfig.json", "deno.json", "deno.jsonc"]);
  const diagnostics = new Diagnostics();
  const read = await readNearest();
  const found = read && "importExtension" in read ? read : undefined;
  return {
    importExtension: given ?? found?.importExtension ?? "js",
    signerPackage: signerPackageIn(folder),
    decidedBy: given === undefined && found ? shown(found.path) : undefined,
    diagnostics: diagnostics.all,
    files: read?.consulted.filter((file) => /\.jsonc?$/.test(file) && existsSync(file)) ?? [],
  };

  async function readNearest() {
    if (path === undefined) return undefined;
    if (basename(path) !== "tsconfig.json") {
      return { path, importExtension: "ts", consulted: [path] } as const;
    }
    const tsconfig = await readCached(path, folder, disk);
    const file = shown(tsconfig.path);
    if ("problem" in tsconfig) {
      diagnostics.report("tsconfig-not-readable", undefined, { file, problem: tsconfig.problem });
      return tsconfig;
    }
    for (const shortfall of tsconfig.shortfalls) {
      diagnostics.report("tsconfig-too-old", undefined, { file, ...shortfall });
    }
    return tsconfig;
  }
}

interface CachedTsconfig {
  readonly tsconfig: Tsconfig | UnreadableTsconfig;
  /** The fingerprints of the files that `tsconfig` depends on. */
  readonly fingerprints: string;
}

/** Loads the TypeScript compiler only if one of the files has changed. */
async function readCached(
  path: string,
  folder: string,
  disk: DiskCache | undefined,
): Promise<Tsconfig | UnreadableTsconfig> {
  const key = JSON.stringify([path, folder]);
  const text = await disk?.read(key);
  const known: CachedTsconfig | undefined = text === undefined ? undefined : JSON.parse(text);
  if (known && known.fingerprints === (await fingerprintsOf(known.tsconfig.consulted)))
    return known.tsconfig;
  const { readTsconfig } = await import("../typescript/read-tsconfig.js");
  const tsconfig = readTsconfig(path, folder);
  const fingerprints = await fingerprintsOf(tsconfig.consulted);
  await disk?.write(key, JSON.stringify({ tsconfig, fingerprints } satisfies CachedTsconfig));
  return tsconfig;
}

async function fingerprintsOf(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map(fingerprint))).join();
}

/** A project that does not have the original package yet should install its successor. */
function signerPackageIn(folder: string): SignerPackage {
  const declared = declaredPackages(folder);
  return !declared || declared.has("@aws-sdk/signature-v4")
    ? "@aws-sdk/signature-v4"
    : "@smithy/signature-v4";
}

/** A path relative to the working directory, with forward slashes. */
function shown(path: string): string {
  return relative("", path).replaceAll("\\", "/");
}
