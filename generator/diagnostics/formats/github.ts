import { escapeUnseen } from "../../source/escape-unseen.js";
import { type Place, rangeOf, showPlace } from "../../source/source-text.js";
import type { Diagnostic } from "../diagnostics.js";

const commands = { error: "error", warning: "warning", info: "notice" } as const;

/** Prints workflow commands of GitHub Actions, which annotate the lines of a pull request. */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(formatOne).join("");
}

function formatOne({ severity, code, message, fix, place, related }: Diagnostic): string {
  const properties = { ...(place && propertiesOf(place)), title: code };
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const lines = [
    message,
    ...related.map((other) => `${other.message} at ${showPlace(other.place)}`),
  ];
  const text = [...lines, `fix: ${fix}`].map((line) => data(escapeUnseen(line))).join("%0A");
  return `::${commands[severity]} ${shown.join(",")}::${text}\n`;
}

function propertiesOf(place: Place) {
  const { line, column, endLine, endColumn } = rangeOf(place);
  const file = { file: place.source.name, line, endLine };
  // GitHub accepts columns only for a range within one line; its endColumn is inclusive.
  return endLine > line
    ? file
    : { ...file, col: column, endColumn: Math.max(column, endColumn - 1) };
}

function property(value: string | number): string {
  return data(escapeUnseen(String(value)))
    .replaceAll(":", "%3A")
    .replaceAll(",", "%2C");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
