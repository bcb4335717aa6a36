const lineWidth = 100;

/**
 * Puts each part of a union or intersection on a line of its own where the line would be too long.
 * @param before how many columns come before the first line
 */
export function breakLongTypes(code: string, before: number): string {
  return code
    .split("\n")
    .map((line, index) => {
      return line.length + (index === 0 ? before : 0) > lineWidth ? breakLine(line) : line;
    })
    .join("\n");
}

function breakLine(line: string): string {
  if (/^\s*\*/.test(line)) return line;
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const [, head = "", type = "", tail = ""] =
    /^(\s*(?:(?:"(?:[^"\\]|\\.)*"|[\w$]+)\??: )?)(.*?)(;?)$/.exec(line) ?? [];
  const lines = (operator: string, parts: readonly string[]) =>
    parts.map((part) => `${indent}  ${operator} ${part}`);
  for (const operator of ["|", "&"]) {
    const parts = splitType(type, ` ${operator} `);
    if (parts.length > 1) return [head.trimEnd(), ...lines(operator, parts)].join("\n") + tail;
  }
  const [, items = "", brackets = ""] = /^\((.*)\)((?:\[\])+)$/.exec(type) ?? [];
  const parts = splitType(items, " | ");
  if (parts.length < 2) return line;
  return [`${head}(`, ...lines("|", parts), `${indent})${brackets}${tail}`].join("\n");
}

/** The parts of a type between an operator, at its outermost level. */
function splitType(type: string, operator: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  let depth = 0;
  for (const token of type.match(/"(?:[^"\\]|\\.)*"| [|&] |./g) ?? []) {
    if (/^[([{<]$/.test(token)) depth += 1;
    if (/^[)\]}>]$/.test(token)) depth -= 1;
    // What is closed here was opened in an earlier line.
    if (depth < 0) return [];
    if (token === operator && depth === 0) {
      parts.push(part);
      part = "";
    } else {
      part += token;
    }
  }
  return [...parts, part];
}
