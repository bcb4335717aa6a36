const lineWidth = 100;

/** Puts each member of a union on a line of its own where the line would be too long. */
export function breakLongUnions(code: string): string {
  return code
    .split("\n")
    .map((line) => (line.length > lineWidth ? breakUnion(line) : line))
    .join("\n");
}

function breakUnion(line: string): string {
  if (/^\s*\*/.test(line)) return line;
  const indent = /^\s*/.exec(line)?.[0] ?? "";
  const [, head = "", type = "", tail = ""] =
    /^(\s*(?:(?:"(?:[^"\\]|\\.)*"|[\w$]+)\??: )?)(.*?)(;?)$/.exec(line) ?? [];
  const members = splitUnion(type);
  if (members.length < 2) return line;
  return [head.trimEnd(), ...members.map((member) => `${indent}  | ${member}`)].join("\n") + tail;
}

/** The members of a union type, at its outermost level. */
function splitUnion(type: string): readonly string[] {
  const members: string[] = [];
  let member = "";
  let depth = 0;
  for (const token of type.match(/"(?:[^"\\]|\\.)*"| \| |./g) ?? []) {
    if (/^[([{<]$/.test(token)) depth += 1;
    if (/^[)\]}>]$/.test(token)) depth -= 1;
    if (token === " | " && depth === 0) {
      members.push(member);
      member = "";
    } else {
      member += token;
    }
  }
  return [...members, member];
}
