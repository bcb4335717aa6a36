import { escapeUnseen } from "../../source/escape-unseen.js";

/** The most code units of one line that are looked at on each side of a place. */
const nearby = 400;

/** Text of a stranger for a screen: it can neither move the cursor nor recolour the terminal. */
export function shownText(text: string): string {
  return escapeUnseen(text.replaceAll("\t", "  "));
}

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + widthOfCharacter(character), 0);
}

/** A text that shows the end of another in at most so many columns, with a mark for what was cut. */
export function endOf(text: string, columns: number): string {
  const near = shownText(text.slice(-nearby));
  if (text.length <= nearby && widthOf(near) <= columns) return near;
  return `…${fitting([...near].reverse(), columns - 1)
    .reverse()
    .join("")}`;
}

/** A text that shows the start of another in at most so many columns, with a mark for what was cut. */
export function startOf(text: string, columns: number): string {
  const near = shownText(text.slice(0, nearby));
  if (text.length <= nearby && widthOf(near) <= columns) return near;
  return `${fitting([...near], columns - 1).join("")}…`;
}

/** As many of the characters as fit into so many columns. */
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

/** What Unicode calls wide or fullwidth: the scripts of East Asia and what is drawn as an emoji. */
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
