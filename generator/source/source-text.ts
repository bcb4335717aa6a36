import { countLeading } from "./count-leading.js";

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

export function positionAt(source: Text, offset: number): Position {
  const starts = lineStarts(source);
  const line = countLeading(starts, (start) => start <= offset);
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

/** Where a place starts, and where the text after it does. */
export function rangeOf({ source, start, end }: Place) {
  const after = positionAt(source, Math.max(start, end));
  return { ...positionAt(source, start), endLine: after.line, endColumn: after.column };
}

/** The line (counted from 1) without its line break. */
export function lineText(source: Text, line: number): string {
  const starts = lineStarts(source);
  return source.text.slice(starts[line - 1], starts[line]).replace(/\r?\n?$/, "");
}

/** `specs/pets.yaml:3:7`, as editors and terminals make it a link. */
export function showPlace({ source, start }: Place): string {
  const { line, column } = positionAt(source, start);
  return `${source.name}:${line}:${column}`;
}

type Text = Pick<SourceText, "text">;

/** Where the lines of a text start: found once, as a text has many faults if it has one. */
function lineStarts(source: Text): readonly number[] {
  const known = startsOfLines.get(source);
  if (known) return known;
  const { text } = source;
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  startsOfLines.set(source, starts);
  return starts;
}

const startsOfLines = new WeakMap<Text, readonly number[]>();
