/**
 * Lines for a comment, from a text of a description, which can neither end the comment nor be
 * read as a directive of a compiler.
 */
export function commentLines(text: string, width: number): readonly string[] {
  const paragraphs = harmless(text)
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim());
  return paragraphs
    .filter((paragraph) => paragraph !== "")
    .flatMap((paragraph, index) => [...(index > 0 ? [""] : []), ...wrap(paragraph, width)]);
}

function harmless(text: string): string {
  return text
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll("*/", "*\\/")
    .replace(/<(?=\/script|!--)/gi, "< ")
    .replace(/(?<=source)(?=(?:Mapping)?URL\s*=)/g, " ")
    .replace(/@(?=ts-|jsx|license|preserve|__PURE__)/g, "@ ")
    .replace(/[#@]__/g, "$& ");
}

/**
 * A doc comment, in one line if it fits; each paragraph is a list of texts that start new lines. The
 * example stands at the end, in its own lines.
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

/** Lists keep their lines; all else is filled. */
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
