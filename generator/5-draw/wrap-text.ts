import { widthOf } from "../diagnostics/formats/shown-text.js";

/** A text in lines of at most so many columns, which end at spaces where they can. */
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

/** The parts of a word that is too long, which end where names and paths do if they can. */
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
