/**
 * Returns the longest name at the start of the text that is followed by a separator or by the end of the text. Names
 * can contain separators.
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
