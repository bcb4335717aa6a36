import { Code, type Part } from "../../code/code.js";
import type { Export, ImportedName } from "../../model/emitted.js";
import { type ImportExtension, withExtension } from "../../source/import-extension.js";

/** Placeholder for the imports of a file, which are known only when the rest of the file is printed. */
export const collectedImports = Code.of``;

/**
 * The import declarations for printed code.
 * @param path the file that the code is printed in, relative to the output folder
 */
export function importLines(
  printed: readonly Part[],
  path: string,
  extension: ImportExtension,
): readonly Code[] {
  const modules = new Map<string, Map<string, ImportedName>>();
  const collect = (part: Part) => {
    if (!(part instanceof Code)) return;
    for (const each of part.imports) {
      const names = modules.get(each.from) ?? new Map<string, ImportedName>();
      modules.set(each.from, names.set(each.name, each));
    }
    part.parts.forEach(collect);
  };
  printed.forEach(collect);
  modules.delete(path.replace(/\.ts$/, ""));
  const up = path.includes("/") ? "../" : "./";
  const declarations = [...modules].map(([from, names]) => {
    const named = (kind: ImportedName["kind"]) =>
      [...names.values()].filter((each) => each.kind === kind).map(({ name }) => name);
    const [namespace] = named("namespace");
    const module = Code.literal(withExtension(up + from, extension));
    const line =
      namespace === undefined
        ? declaration(Code.of`import`, named("value"), named("type"), module)
        : Code.of`import * as ${Code.name(namespace)} from ${module};`;
    return { from: up + from, line };
  });
  return inOrder(declarations);
}

/** The export declarations of the index. */
export function exportLines(
  exports: readonly Export[],
  extension: ImportExtension,
): readonly Code[] {
  return inOrder(
    exports.map(({ values, types, from }) => {
      const module = Code.literal(withExtension(`./${from}`, extension));
      return { from, line: declaration(Code.of`export`, values, types, module) };
    }),
  );
}

function inOrder(
  lines: readonly { readonly from: string; readonly line: Code }[],
): readonly Code[] {
  return [...lines].sort((a, b) => (a.from < b.from ? -1 : 1)).map(({ line }) => line);
}

function declaration(
  keyword: Code,
  values: readonly string[],
  types: readonly string[],
  module: Code,
): Code {
  const isTypeOnly = values.length === 0;
  const mark = isTypeOnly ? Code.of`` : Code.of`type `;
  const specifiers = [
    ...values.map((name) => ({ name, code: Code.name(name) })),
    ...types.map((name) => ({ name, code: Code.of`${mark}${Code.name(name)}` })),
  ].sort((a, b) => (orderOf(a.name) < orderOf(b.name) ? -1 : 1));
  const codes = specifiers.map(({ code }) => code);
  const [only] = codes;
  // Formatters do not break a list of one name.
  const list = only && codes.length === 1 ? Code.of`{ ${only} }` : Code.object(codes);
  return Code.of`${keyword}${isTypeOnly ? Code.of` type` : Code.of``} ${list} from ${module};`;
}

/** A sort key that ignores case, except that a capital letter comes before the same small letter. */
function orderOf(name: string): string {
  return name.replace(/[a-z]/gi, (letter) => {
    const lower = letter.toLowerCase();
    return lower + (letter === lower ? "b" : "a");
  });
}
