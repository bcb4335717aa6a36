/** Text of a description in one line, without what is not seen or turns the direction of reading. */
export function visibleText(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .trim();
}
