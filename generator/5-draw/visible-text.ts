/**
 * Puts a string on one line. Removes invisible characters, such as marks that change the text direction, and keeps at
 * most two combining marks in a row.
 */
export function visibleText(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .trim();
}
