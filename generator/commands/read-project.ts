import { basename, relative, resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../diagnostics/diagnostics.js";
import type { ImportExtension } from "../source/import-extension.js";
import type { SignerPackage } from "../source/signer-package.js";
import { declaredPackages } from "./missing-packages.js";
import { nearestFile } from "./nearest-file.js";

/** What the project around the output folder decides of the generated code. */
export interface Project {
  readonly importExtension: ImportExtension;
  readonly signerPackage: SignerPackage;
  /** The file that decides how imports end; undefined if the command does, or if there is none. */
  readonly decidedBy: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the nearest `package.json`, and the nearest `tsconfig.json` or `deno.json`, in the output folder or above; in one folder the `tsconfig.json`
 * counts.
 *
 * @param given the extension that the user chose, which overrules the project's
 */
export async function readProject(
  out: string,
  given: ImportExtension | undefined,
): Promise<Project> {
  const folder = resolve(out);
  const path = nearestFile(folder, ["tsconfig.json", "deno.json", "deno.jsonc"]);
  const diagnostics = new Diagnostics();
  const found = await readExtension();
  return {
    importExtension: given ?? found?.importExtension ?? "js",
    signerPackage: signerPackageIn(folder),
    decidedBy: given === undefined && found ? shown(found.path) : undefined,
    diagnostics: diagnostics.all,
  };

  async function readExtension() {
    if (path === undefined) return undefined;
    if (basename(path) !== "tsconfig.json") return { path, importExtension: "ts" } as const;
    const { readTsconfig } = await import("../typescript/read-tsconfig.js");
    const read = readTsconfig(path, folder);
    const file = shown(read.path);
    if ("problem" in read) {
      diagnostics.report("tsconfig-not-readable", undefined, { file, problem: read.problem });
      return undefined;
    }
    for (const shortfall of read.shortfalls) {
      diagnostics.report("tsconfig-too-old", undefined, { file, ...shortfall });
    }
    return read;
  }
}

/** The signer that the nearest `package.json` declares; its successor is what new projects install. */
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
