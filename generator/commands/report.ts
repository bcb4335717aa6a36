import { Option } from "@commander-js/extra-typings";
import type { Diagnostic } from "../diagnostics/diagnostics.js";
import { type Format, formats } from "../diagnostics/formats/format.js";
import type { Terminal } from "./terminal.js";

export function formatOption() {
  return new Option("--format <format>", "output format for problems")
    .choices(["pretty", "json", "github", "sarif"] as const satisfies readonly Format[])
    .default("pretty" as const);
}

/** Prints diagnostics, with colours if the terminal supports them and NO_COLOR is not set. */
export function report(
  diagnostics: readonly Diagnostic[],
  format: Format,
  { stdout }: Terminal,
): void {
  const hasColours = stdout.isTTY === true && stdout.hasColors?.() === true;
  stdout.write(formats[format](diagnostics, hasColours));
}
