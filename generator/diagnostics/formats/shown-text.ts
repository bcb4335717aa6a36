import { escapeUnseen } from "../../source/escape-unseen.js";

/** The maximum number of code units read from a line on each side of a span. */
const nearby = 400;

/** Makes untrusted text safe for a terminal: it can neither move the cursor nor change colours. */
export function shownText(text: string): string {
  return escapeUnseen(text.replaceAll("\t", "  "));
}

/** The width of a string in terminal columns. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + widthOfCharacter(character), 0);
}

/** The end of a line that fits into the columns; an ellipsis marks the omitted part. */
export function endOf(text: string, columns: number): string {
  const near = shownText(text.slice(-nearby));
  if (text.length <= nearby && widthOf(near) <= columns) return near;
  return `…${fitting([...near].reverse(), columns - 1)
    .reverse()
    .join("")}`;
}

/** The start of a line that fits into the columns; an ellipsis marks the omitted part. */
export function startOf(text: string, columns: number): string {
  const near = shownText(text.slice(0, nearby));
  if (text.length <= nearby && widthOf(near) <= columns) return near;
  return `${fitting([...near], columns - 1).join("")}…`;
}

/** The longest prefix that fits into the columns. */
function fitting(characters: readonly string[], columns: number): string[] {
  let width = 0;
  const tooMany = characters.findIndex((character) => {
    width += widthOfCharacter(character);
    return width > columns;
  });
  return tooMany === -1 ? [...characters] : characters.slice(0, tooMany);
}

function widthOfCharacter(character: string): number {
  if (/^\p{M}$/u.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Characters that Unicode calls wide or fullwidth: East Asian scripts and emoji. */
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
