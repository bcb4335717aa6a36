import { lineText, positionAt, showPlace } from "../source/source-text.js";
import type { Diagnostic } from "./diagnostics.js";

/**
 * One diagnostic as it is read on a screen:
 *
 *     error payload-type: "Created" is not assignable to "Name" | "CreationTime" | "Status"
 *       specs/arazzo/register.yml:53:17
 *        53 |         SortBy: Created
 *           |                 ^^^^^^^
 *        = ListTrainingJobs declares SortBy at specs/openapi/sagemaker.yml:364:17
 *        = fix: use one of the declared values
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, code, message, fix, place, related } = diagnostic;
  const lines = [`${severity} ${code}: ${message}`];
  const gutter = place ? " ".repeat(String(positionAt(place.source, place.start).line).length) : "";
  if (place) lines.push(`  ${showPlace(place)}`, ...frame(place, gutter));
  for (const other of related) {
    lines.push(`   ${gutter}= ${other.message} at ${showPlace(other.place)}`);
  }
  lines.push(`   ${gutter}= fix: ${fix}`);
  return lines.map(printable).join("\n");
}

/** The line at fault, underlined from the start of the place to its end or the end of the line. */
function frame({ source, start, end }: NonNullable<Diagnostic["place"]>, gutter: string): string[] {
  const { line, column } = positionAt(source, start);
  const text = lineText(source, line);
  const length = Math.max(1, Math.min(end - start, text.length - column + 1));
  const indent = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [`   ${line} | ${text}`, `   ${gutter} | ${indent}${"^".repeat(length)}`];
}

/** Text of a stranger must not move the cursor or recolour the terminal. */
function printable(line: string): string {
  return line.replace(/(?!\t)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�");
}
