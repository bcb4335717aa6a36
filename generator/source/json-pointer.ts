/**
 * The unescaped tokens of a JSON Pointer; undefined if the string is not one.
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function parseJsonPointer(pointer: string): readonly string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function formatJsonPointer(tokens: readonly (string | number)[]): string {
  return tokens
    .map((token) => `/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The runtime expression for a property or element of the value of another expression. */
export function expressionWithin(expression: string, token: string): string {
  const pointer = formatJsonPointer([token]);
  return expression.includes("#") ? `${expression}${pointer}` : `${expression}#${pointer}`;
}
