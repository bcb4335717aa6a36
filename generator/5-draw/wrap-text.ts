import { widthOf } from "../diagnostics/formats/shown-text.js";

/** Breaks a string into lines of at most `columns` columns, at spaces where possible. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => cut(each, columns))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** Breaks a word that is too long, at the ends of names and path segments where possible. */
function cut(word: string, columns: number): readonly string[] {
  if (widthOf(word) <= columns) return [word];
  const parts: string[] = [];
  let part = "";
  for (const piece of word
    .split(/(?<=[/.,_&?=#-])|(?=[A-Z])/u)
    .flatMap((each) => pieces(each, columns))) {
    if (part !== "" && widthOf(part + piece) > columns) {
      parts.push(part);
      part = "";
    }
    part += piece;
  }
  return [...parts, part];
}

function pieces(text: string, columns: number): readonly string[] {
  if (widthOf(text) <= columns) return [text];
  const parts: string[] = [];
  let part = "";
  for (const character of text) {
    if (widthOf(part + character) > columns) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}
