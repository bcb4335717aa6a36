import type { Command } from "@commander-js/extra-typings";
import { hasErrors } from "../diagnostics/diagnostics.js";
import { compile } from "../index.js";
import { declareDocumentCommand } from "./document-command.js";
import { fixDocuments } from "./fix-documents.js";
import { formatOption, report } from "./report.js";
import { readSettings } from "./settings.js";
import type { Terminal } from "./terminal.js";

const examples = `
Examples:
  arazzo-typescript check specs/refund.arazzo.yaml
  arazzo-typescript check specs --strict --format github
  arazzo-typescript check specs --fix
  cat refund.arazzo.yaml | arazzo-typescript check -`;

export function declareCheck(program: Command, terminal: Terminal): void {
  declareDocumentCommand(program, "check")
    .summary("check documents and report problems")
    .description("Checks Arazzo documents and reports problems. Writes nothing without --fix.")
    .option("--fix", "apply the fixes that need no decision, and show the changes")
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (files, flags) => {
      const { documents, ...options } = await readSettings(files, flags, terminal);
      const diagnostics = flags.fix
        ? await fixDocuments(documents, options, terminal)
        : (await compile(documents, options)).diagnostics;
      report(diagnostics, flags.format, terminal);
      terminal.exitCode = hasErrors(diagnostics) ? 1 : 0;
    });
}
