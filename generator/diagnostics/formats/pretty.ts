import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { lineText, type Place, positionAt, showPlace } from "../../source/source-text.js";
import type { Severity } from "../catalogue.js";
import type { Diagnostic } from "../diagnostics.js";
import { endOf, shownText, startOf, widthOf } from "./shown-text.js";

/** The maximum width of a quoted line, in terminal columns. */
const columns = 100;

const severityColours = { error: "red", warning: "yellow", info: "blue" } as const;

type Colour = (typeof severityColours)[Severity];
type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/**
 * Prints diagnostics for a terminal. Only the first diagnostic of each code has the reason and the links:
 *
 *     error payload-type: "SortBy" must be "Name", "CreationTime" or "Status", not "Created"
 *       specs/arazzo/register.yml:53:17
 *        53 |         SortBy: Created
 *           |                 ^^^^^^^
 *        = ListTrainingJobs declares SortBy at specs/openapi/sagemaker.yml:364:17
 *        = fix: use "Name", "CreationTime" or "Status"
 *        = why: The schema does not allow this value.
 *        = see docs/diagnostics.md#payload-type
 *
 *     1 error
 */
export function formatPretty(diagnostics: readonly Diagnostic[], hasColours = false): string {
  if (diagnostics.length === 0) return "";
  const paint: Paint = (style, text) =>
    hasColours ? styleText(style, text, { validateStream: false }) : text;
  const explained = new Set<string>();
  const blocks = diagnostics.map((diagnostic) => {
    const isFirst = !explained.has(diagnostic.code);
    explained.add(diagnostic.code);
    return formatOne(diagnostic, isFirst, paint);
  });
  return [...blocks, countSeverities(diagnostics)].map((block) => `${block}\n`).join("\n");
}

function formatOne(diagnostic: Diagnostic, isFirst: boolean, paint: Paint): string {
  const { severity, code, message, fix, why, standard, place, related } = diagnostic;
  const colour = severityColours[severity];
  const name = paint([colour, "bold"], `${severity} ${code}:`);
  const line = place && String(positionAt(place.source, place.start).line);
  const indent = " ".repeat(3 + (line?.length ?? 0));
  const notes = related.map((other) => `${shownText(other.message)} at ${shownPlace(other.place)}`);
  notes.push(`${paint("green", "fix:")} ${shownText(fix)}`);
  if (isFirst) notes.push(`why: ${why}`);
  if (isFirst && standard !== undefined) notes.push(`standard: ${standard}`);
  if (isFirst) notes.push(`see ${pageOf(code)}`);
  return [
    `${name} ${paint("bold", shownText(message))}`,
    ...(place ? [`  ${paint("cyan", shownPlace(place))}`, ...frame(place, colour, paint)] : []),
    ...notes.map((note) => `${indent}${paint("dim", "=")} ${note}`),
  ].join("\n");
}

/** Link to the page of a code. The path is relative if the package is inside the working directory. */
function pageOf(code: string): string {
  const page = fileURLToPath(new URL("../../../docs/diagnostics.md", import.meta.url));
  const path = relative(process.cwd(), page);
  return `${(/^\.\.|:/.test(path) ? page : path).replaceAll("\\", "/")}#${code}`;
}

function shownPlace(place: Place): string {
  return shownText(showPlace(place));
}

/** The first line of a span, underlined up to the end of the span or of the line. */
function frame({ source, start, end }: Place, colour: Colour, paint: Paint): readonly string[] {
  const { line, column } = positionAt(source, start);
  const text = lineText(source, line);
  const from = column - 1;
  const to = Math.min(from + end - start, text.length);
  const isLong = text.length > columns || widthOf(shownText(text)) > columns;
  const [most, half] = isLong ? [columns, columns / 2] : [Infinity, Infinity];
  const before = endOf(text.slice(0, from), half);
  const at = startOf(text.slice(from, to), half);
  const left = most - widthOf(before) - widthOf(at);
  const after = isLong && at.endsWith("…") ? "" : startOf(text.slice(to), left);
  const carets = " ".repeat(widthOf(before)) + paint(colour, "^".repeat(widthOf(at) || 1));
  const gutter = " ".repeat(String(line).length);
  return [
    `   ${paint("dim", `${line} |`)} ${before}${at}${after}`.trimEnd(),
    `   ${gutter} ${paint("dim", "|")} ${carets}`,
  ];
}

/** For example `1 error, 2 warnings`. */
function countSeverities(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  return severities
    .map((severity) => {
      const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
      return count === 0 ? "" : `${count} ${severity}${count === 1 ? "" : "s"}`;
    })
    .filter((counted) => counted !== "")
    .join(", ");
}
