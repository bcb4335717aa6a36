/**
 * The longest of the names that a text starts with, followed by its end or by one of the given
 * characters: names may hold the characters that separate them from what comes after.
 */
export function longestPrefix(
  text: string,
  names: readonly string[],
  separators: string,
): string | undefined {
  return names
    .filter(
      (name) =>
        name !== "" &&
        text.startsWith(name) &&
        (text.length === name.length || separators.includes(text.charAt(name.length))),
    )
    .sort((a, b) => b.length - a.length)[0];
}
