import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { CaseFile, ConformanceCase, ConformanceRun } from "./conformance-case.js";

export const suite = resolve(import.meta.dirname, "..");

/** A sentence of the standard, in `requirements.yaml`. */
export interface Requirement {
  readonly id: string;
  readonly versions: readonly ("1.0" | "1.1")[];
  readonly section: string;
  readonly sentence: string;
  readonly notObservable?: string;
}

export function readRequirements(): readonly Requirement[] {
  return readYaml(join(suite, "requirements.yaml"));
}

/** Reads all cases, sorted by area and name. */
export function readCases(): readonly ConformanceCase[] {
  return foldersIn(join(suite, "cases")).flatMap((area) =>
    foldersIn(join(suite, "cases", area)).map((name) => readCase(area, name)),
  );
}

function readCase(area: string, name: string): ConformanceCase {
  const folder = join(suite, "cases", area, name);
  const file = readYaml<CaseFile>(join(folder, "case.yaml"));
  const [entry = "arazzo.yaml", ...others] = file.documents ?? [];
  const pathOf = (document: string) => join(folder, document);
  return {
    ...file,
    id: `${area}/${name}`,
    area,
    paths: [pathOf(entry), ...others.map(pathOf)],
    files: new Map(Object.entries(file.map ?? {}).map(([uri, path]) => [uri, pathOf(path)])),
  };
}

export function runsOf(conformanceCase: ConformanceCase): readonly ConformanceRun[] {
  return conformanceCase.runs.map((run) => ({
    ...run,
    id: `${conformanceCase.id}: ${run.name}`,
    case: conformanceCase,
  }));
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The caller knows the form of the file; the tests check the cases by their JSON Schema. */
export function readYaml<Content>(path: string): Content {
  return parse(readFileSync(path, "utf8"));
}
