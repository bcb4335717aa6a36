/**
 * The longest of the names that a text starts with, followed by its end or by one of the given
 * characters: names may hold the characters that separate them from what comes after.
 */
export function longestPrefix(
  text: string,
  names: { readonly has: (name: string) => boolean },
  separators: string,
): string | undefined {
  for (let end = text.length; end > 0; end -= 1) {
    const isEnd = end === text.length || separators.includes(text.charAt(end));
    if (isEnd && names.has(text.slice(0, end))) return text.slice(0, end);
  }
  return undefined;
}
