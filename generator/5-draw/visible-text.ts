/** A string on one line, without invisible characters and marks that change the text direction. */
export function visibleText(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .trim();
}
