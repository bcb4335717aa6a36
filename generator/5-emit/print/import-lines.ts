import { Code } from "../../code/code.js";
import type { Import } from "../../model/emitted.js";
import { type ImportExtension, withExtension } from "../../source/import-extension.js";

/** One import (or export) declaration for each module of which something is used. */
export function importLines(
  imports: readonly Import[],
  extension: ImportExtension,
  keyword: "import" | "export" = "import",
): readonly Code[] {
  const declare = keyword === "import" ? Code.of`import` : Code.of`export`;
  return [...imports]
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .flatMap(({ namespace, names = [], types = [], from }) => {
      const module = Code.literal(withExtension(from, extension));
      if (namespace !== undefined) {
        return Code.of`${declare} * as ${Code.name(namespace)} from ${module};`;
      }
      if (names.length + types.length === 0) return [];
      const isTypeOnly = names.length === 0;
      const specifiers = [
        ...names.map((name) => ({ name, code: Code.name(name) })),
        ...types.map((name) => {
          const code = Code.name(name);
          return { name, code: isTypeOnly ? code : Code.of`type ${code}` };
        }),
      ].sort((a, b) => (orderOf(a.name) < orderOf(b.name) ? -1 : 1));
      const list = Code.object(specifiers.map(({ code }) => code));
      return isTypeOnly
        ? Code.of`${declare} type ${list} from ${module};`
        : Code.of`${declare} ${list} from ${module};`;
    });
}

/** Letters in the order of the alphabet, of two that are the same the capital one first. */
function orderOf(name: string): string {
  return name.replace(/[a-z]/gi, (letter) => {
    const lower = letter.toLowerCase();
    return lower + (letter === lower ? "b" : "a");
  });
}
