import { Code } from "../../code/code.js";
import { joinTexts } from "../../code/join-texts.js";

const lineWidth = 89;

/** Texts and values that stay together in a line. */
export type Atom = readonly (string | Code)[];

/** The strings that a long one is the sum of, each short enough for a line if its atoms are. */
export function templateLines(atoms: readonly Atom[]): readonly Code[] {
  return fillLines(atoms).map(viewText);
}

/** A literal where a template would have no holes, and no template around a single hole. */
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
