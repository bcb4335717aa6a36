import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { write } from "../../../generator/7-write/write.js";
import type { Compilation, CompileOptions } from "../../../generator/compilation.js";
import { compile } from "../../../generator/compile.js";
import type { Diagnostic } from "../../../generator/diagnostics/diagnostics.js";
import { showPlace } from "../../../generator/source/source-text.js";
import { type GeneratedCode, importGenerated } from "../../corpus/generated-workflows.js";
import type { ConformanceCase } from "./conformance-case.js";

export interface CompiledCases {
  readonly code: GeneratedCode;
  /** The paths of the generated files. */
  readonly files: readonly string[];
  /** The errors in the documents of a case, by its id. */
  readonly errors: ReadonlyMap<string, readonly string[]>;
}

/**
 * Compiles cases in a few compilations, since each takes seconds: those whose documents have to be refused on their own.
 * @param out the folder for the code
 */
export async function compileCases(
  cases: readonly ConformanceCase[],
  out: string,
): Promise<CompiledCases> {
  const isRefused = ({ runs }: ConformanceCase) =>
    runs.every(({ end }) => end === "refused" || end === "invalid");
  const errors = new Map<string, readonly string[]>();
  // Without it, some documents that the standard forbids are accepted as deviations.
  await findErrors(cases.filter(isRefused), { strict: true });
  const compilation = await findErrors(cases.filter((each) => !isRefused(each)));
  const isComplete = cases.every((each) => isRefused(each) === errors.has(each.id));
  const { files } = isComplete
    ? compilation
    : await compileTogether(cases.filter(({ id }) => !errors.has(id)));
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await write(files, out);
  return { code: await importGenerated(out), files: files.map(({ path }) => path), errors };

  async function findErrors(
    some: readonly ConformanceCase[],
    options: CompileOptions = {},
  ): Promise<Compilation> {
    const compilation = await compileTogether(some, options);
    for (const diagnostic of compilation.diagnostics) {
      if (diagnostic.severity !== "error") continue;
      const owner = some.find((each) => isIn(diagnostic, each));
      if (owner === undefined) throw new Error(`an error outside the cases: ${show(diagnostic)}`);
      errors.set(owner.id, [...(errors.get(owner.id) ?? []), show(diagnostic)]);
    }
    return compilation;
  }
}

function compileTogether(
  cases: readonly ConformanceCase[],
  options: CompileOptions = {},
): Promise<Compilation> {
  const map = new Map(cases.flatMap(({ files }) => [...files]));
  return compile(
    cases.flatMap(({ paths }) => paths),
    { ...options, map },
  );
}

function isIn({ place }: Diagnostic, { paths: [entry] }: ConformanceCase): boolean {
  return place?.source.path.startsWith(`${dirname(entry)}/`) ?? false;
}

function show({ code, message, place }: Diagnostic): string {
  return `${code}: ${message} (${place === undefined ? "no place" : showPlace(place)})`;
}
