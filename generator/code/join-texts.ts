/** Joins adjacent strings. */
export function joinTexts<Other extends object>(
  parts: readonly (string | Other)[],
): readonly (string | Other)[] {
  const joined: (string | Other)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const isText = typeof last === "string" && typeof part === "string";
    joined.splice(isText ? -1 : joined.length, 1, isText ? last + part : part);
  }
  return joined;
}
