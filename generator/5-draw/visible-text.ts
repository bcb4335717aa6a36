import { unseen } from "../source/escape-unseen.js";

const gap = new RegExp(String.raw`[\s${unseen}]+`, "gu");

/**
 * Puts a string on one line. Removes invisible characters, such as marks that change the text direction, and keeps at
 * most two combining marks in a row.
 */
export function visibleText(text: string): string {
  return text
    .replace(gap, " ")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .trim();
}
