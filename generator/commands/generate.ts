import type { Command } from "@commander-js/extra-typings";
import { compileIntoFolder } from "./compile-into-folder.js";
import {
  checkInputsOption,
  declareDocumentCommand,
  importExtensionOption,
  outOption,
} from "./document-command.js";
import { formatOption } from "./report.js";
import { readSettings } from "./settings.js";
import type { Terminal } from "./terminal.js";

const examples = `
Examples:
  arazzo-typescript specs --out src/generated
  arazzo-typescript "specs/**/*.arazzo.yaml"
  arazzo-typescript refund.arazzo.yaml --map https://example.com/pay.yaml=specs/pay.yaml
  arazzo-typescript specs --out src/generated --check`;

export function declareGenerate(program: Command, terminal: Terminal): void {
  declareDocumentCommand(program, "generate", true)
    .summary("compile documents (the default command)")
    .description("Compiles Arazzo documents into TypeScript.")
    .addOption(outOption())
    .addOption(importExtensionOption())
    .addOption(checkInputsOption())
    .option("--check", "write nothing; exit with code 1 if the folder is out of date")
    .addOption(formatOption())
    .addHelpText("after", examples)
    .action(async (files, flags) => {
      const settings = await readSettings(files, flags, terminal);
      const { exitCode } = await compileIntoFolder(settings, flags, terminal);
      terminal.exitCode = exitCode;
    });
}
