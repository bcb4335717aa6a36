import { unseen } from "../source/escape-unseen.js";

/**
 * Splits prose from a document into lines for a comment. The lines cannot end the comment or act as a compiler
 * directive.
 */
export function commentLines(text: string, width: number): readonly string[] {
  const paragraphs = harmless(text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim());
  return paragraphs
    .filter((paragraph) => paragraph !== "")
    .flatMap((paragraph, index) => [...(index > 0 ? [""] : []), ...wrap(paragraph, width)]);
}

const unseenInLine = new RegExp(String.raw`(?!\n)[${unseen}]+`, "gu");

function harmless(text: string): string {
  return text
    .replace(unseenInLine, " ")
    .replaceAll("*/", "*\\/")
    .replace(/<(?=\/script|!--)/gi, "< ")
    .replace(/(?<=source)(?=(?:Mapping)?URL\s*=)/g, " ")
    .replace(/@(?=ts-|jsx|license|preserve|__PURE__)/g, "@ ")
    .replace(/[#@]__/g, "$& ");
}

/**
 * A doc comment, on one line if it fits. The strings of a paragraph start on new lines. The example follows the
 * paragraphs, with its own line breaks.
 */
export function docCommentText(
  paragraphs: readonly (readonly string[])[],
  width: number,
  example?: string,
): string {
  const filled = paragraphs.map((texts) => texts.flatMap((text) => commentLines(text, width)));
  const code = example === undefined ? [] : ["@example", ...harmless(example).split("\n")];
  const lines = [...filled, code]
    .filter((paragraph) => paragraph.length > 0)
    .flatMap((paragraph, index) => [...(index === 0 ? [] : [""]), ...paragraph]);
  if (lines.length <= 1) return `/** ${lines[0] ?? ""} */`;
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

/** Each item of a Markdown list starts on its own line. */
function wrap(paragraph: string, width: number): readonly string[] {
  const blocks = paragraph.split(/\n(?=\s*(?:[-*+]|\d+\.)\s)/);
  return blocks.flatMap((block) => fill(block.split(/\s+/).filter(Boolean), width));
}

function fill(words: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}
