import { Code } from "./code.js";

export interface Import {
  readonly names?: readonly string[];
  readonly types?: readonly string[];
  readonly from: string;
}

/** One import (or export) declaration for each module of which something is used. */
export function importLines(
  imports: readonly Import[],
  keyword: "import" | "export" = "import",
): readonly Code[] {
  const declare = keyword === "import" ? Code.of`import` : Code.of`export`;
  return imports.flatMap(({ names = [], types = [], from }) => {
    if (names.length + types.length === 0) return [];
    const isTypeOnly = names.length === 0;
    const specifiers = [
      ...names.map((name) => ({ name, code: Code.name(name) })),
      ...types.map((name) => {
        const code = Code.name(name);
        return { name, code: isTypeOnly ? code : Code.of`type ${code}` };
      }),
    ].sort((a, b) => (a.name < b.name ? -1 : 1));
    const module = Code.literal(from);
    const list = Code.object(specifiers.map(({ code }) => code));
    return isTypeOnly
      ? Code.of`${declare} type ${list} from ${module};`
      : Code.of`${declare} ${list} from ${module};`;
  });
}
