/** Characters that editors do not show or show as something else, for a character class in a `u` expression. */
export const unseen = String.raw`\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}`;

const eachUnseen = new RegExp(`[${unseen}]`, "gu");

/**
 * Escapes characters in string literals that editors do not show or show as something else, and character sequences
 * that would end a script element.
 */
export function escapeUnseen(literals: string): string {
  return literals.replace(eachUnseen, escapeUnits).replace(/<(?=\/script|!--)/gi, "\\u003c");
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }).join("");
}
