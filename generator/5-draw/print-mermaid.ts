import type { Chart, ChartArrow, ChartBox } from "./chart.js";
import { wrapText } from "./wrap-text.js";

/** Mermaid breaks lines itself, but only at spaces. */
const longestWord = 40;

/**
 * A chart in the language of Mermaid.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function printMermaid({ boxes, arrows }: Chart): string {
  const lines = ["flowchart TD", ...boxes.map(printBox), ...arrows.map(printArrow)];
  const unreachable = boxes.filter(({ isReachable }) => !isReachable).map(({ id }) => id);
  if (unreachable.length > 0) {
    lines.push("classDef unreachable stroke-dasharray: 4 4", `class ${unreachable} unreachable`);
  }
  return lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join("\n");
}

/** The start may list many inputs, which do not fit between the round ends of a stadium shape. */
const shapes = {
  start: ['("', '")'],
  step: ['["', '"]'],
  workflow: ['[["', '"]]'],
  end: ['(["', '"])'],
} as const satisfies Record<ChartBox["kind"], readonly [string, string]>;

function printBox({ id, kind, title, lines }: ChartBox): string {
  const [open, close] = shapes[kind];
  const texts = lines.map(printText);
  return `${id}${open}${[`<b>${printText(title)}</b>`, ...texts].join("<br>")}${close}`;
}

const strokes = { success: "-->", failure: "-.->", data: "-.-o" } as const;

/** The label of an arrow is a box too, because labels of arrows may overlap in Mermaid. */
function printArrow({ from, to, kind, lines }: ChartArrow, index: number): string {
  const stroke = strokes[kind];
  if (lines.length === 0) return `${from} ${stroke} ${to}`;
  return `${from} ${stroke} a${index}("${lines.map(printText).join("<br>")}") ${stroke} ${to}`;
}

function printText(text: string): string {
  const words = text.split(" ").map((word) => wrapText(word, longestWord).map(escapeText));
  return words.map((parts) => parts.join("<br>")).join(" ");
}

/**
 * Escapes characters with a meaning in Mermaid, in its Markdown or in HTML as numeric codes, so that a
 * string cannot end early.
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
function escapeText(text: string): string {
  return text.replace(
    /[^\p{L}\p{M}\p{N} ,.:/_$()={}?!'+-]|^[-+]|(?<=^\d+)[.)]|:(?=\/\/)|\$(?=\$)/gu,
    (character) => {
      return `#${character.codePointAt(0)};`;
    },
  );
}
