/** The text of one file. */
export interface SourceText {
  /** The absolute path. */
  readonly path: string;
  /** The path as it is shown: relative to the working directory, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

/** A line and a column, both counted from 1; a column is a UTF-16 code unit. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A part of a file, from the offset `start` up to, not including, `end`. */
export interface Place {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

export function positionAt({ text }: SourceText, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** Where a place starts, and where the text after it does. */
export function rangeOf({ source, start, end }: Place) {
  const after = positionAt(source, Math.max(start, end));
  return { ...positionAt(source, start), endLine: after.line, endColumn: after.column };
}

/** The line (counted from 1) without its line break. */
export function lineText({ text }: SourceText, line: number): string {
  return (text.split("\n")[line - 1] ?? "").replace(/\r$/, "");
}

/** `specs/pets.yaml:3:7`, as editors and terminals make it a link. */
export function showPlace({ source, start }: Place): string {
  const { line, column } = positionAt(source, start);
  return `${source.name}:${line}:${column}`;
}
