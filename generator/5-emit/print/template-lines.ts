import { Code } from "../../code/code.js";
import { joinTexts } from "../../code/join-texts.js";

const lineWidth = 89;

/** Strings and values that stay together on a line. */
export type Atom = readonly (string | Code)[];

/** Splits a long string into strings that fit on a line. An atom that does not fit gets its own line. */
export function templateLines(atoms: readonly Atom[]): readonly Code[] {
  return fillLines(atoms).map(viewText);
}

/** A string literal if there are no holes, and just the value if there is only a hole. */
function viewText(parts: readonly (string | Code)[]): Code {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== "string") return only;
  return parts.every((part) => typeof part === "string")
    ? Code.literal(parts.join(""))
    : Code.template(parts);
}

function fillLines(atoms: readonly Atom[]): readonly Atom[] {
  const whole = atoms.flat();
  if (viewText(whole).text.length <= lineWidth) return [joinTexts(whole)];
  const lines: (string | Code)[][] = [];
  for (const atom of atoms) {
    const last = lines.at(-1);
    const fits = last && viewText([...last, ...atom]).text.length <= lineWidth;
    if (fits) last.push(...atom);
    else lines.push([...atom]);
  }
  return lines.map(joinTexts);
}
