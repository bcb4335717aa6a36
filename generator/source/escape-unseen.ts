/**
 * Escapes characters in string literals that editors do not show or show as something else, and character sequences
 * that would end a script element.
 */
export function escapeUnseen(literals: string): string {
  return literals
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeUnits)
    .replace(/<(?=\/script|!--)/gi, "\\u003c");
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}
