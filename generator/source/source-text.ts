import { countLeading } from "./count-leading.js";

/** The content of one file. */
export interface SourceText {
  /** The location: an absolute path or a URL. */
  readonly path: string;
  /** The location for messages: a relative path with forward slashes, or a URL without its query. */
  readonly name: string;
  /** The location for generated files: a path relative to the project of the file, or a URL without its query. */
  readonly projectName: string;
  readonly text: string;
}

/** Line and column start at 1. Columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A span of a file in offsets; `end` is exclusive. */
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

export function rangeOf({ source, start, end }: Place) {
  const after = positionAt(source, Math.max(start, end));
  return { ...positionAt(source, start), endLine: after.line, endColumn: after.column };
}

/** The text of a line without its line break. Lines start at 1. */
export function lineText(source: Text, line: number): string {
  const starts = lineStarts(source);
  return source.text.slice(starts[line - 1], starts[line]).replace(/\r?\n?$/, "");
}

/** `specs/pets.yaml:3:7`, which editors and terminals turn into a link. */
export function showPlace({ source, start }: Place): string {
  const { line, column } = positionAt(source, start);
  return `${source.name}:${line}:${column}`;
}

type Text = Pick<SourceText, "text">;

/** Computed once per text, because a text with errors often has many. */
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

export function isWithin(inner: Place, outer: Place): boolean {
  return inner.source === outer.source && inner.start >= outer.start && inner.end <= outer.end;
}
