import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { Written } from "../7-write/write.js";
import type { CompileOptions } from "../compile.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
import type { Format } from "../diagnostics/formats/format.js";
import { declareDocumentCommand, documentsOf } from "./document-command.js";
import { formatOption, report } from "./report.js";
import type { Terminal } from "./terminal.js";

const examples = `
Examples:
  arazzo-typescript specs --out src/generated
  arazzo-typescript specs/refund.arazzo.yaml --map https://example.com/pay.yaml=specs/pay.yaml
  arazzo-typescript specs --out src/generated --check`;

/** `generate`, which is meant where no command is named: compiles documents into a folder. */
export function declareGenerate(program: Command, terminal: Terminal): void {
  declareDocumentCommand(program, "generate", true)
    .summary("compile documents (meant where no command is named)")
    .description("Compiles Arazzo documents into TypeScript.")
    .addOption(formatOption())
    .addOption(
      new Option("--out <folder>", "where to write").argParser(readFolder).default("generated"),
    )
    .option("--check", "write nothing; exit with 1 if the folder is not up to date")
    .addHelpText("after", examples)
    .action(async (files, options) => {
      terminal.exitCode = await generate(documentsOf(files), options, terminal);
    });
}

interface Options extends CompileOptions {
  readonly out: string;
  readonly check?: true | undefined;
  readonly format: Format;
}

async function generate(
  documents: readonly string[],
  options: Options,
  terminal: Terminal,
): Promise<0 | 1> {
  const { compile } = await import("../compile.js");
  const { write } = await import("../7-write/write.js");
  const { files, diagnostics } = await compile(documents, options);
  const problems = new Diagnostics();
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  const written = hasErrors
    ? undefined
    : await write(files, options.out, { dryRun: options.check === true }, problems);
  report([...problems.all, ...diagnostics], options.format, terminal);
  if (!written || problems.hasErrors) return 1;
  return options.check
    ? tellWhatIsStale(written, options.out, terminal)
    : tellWhatIsWritten(written, options.out, terminal);
}

function tellWhatIsStale({ written, removed }: Written, out: string, { stderr }: Terminal): 0 | 1 {
  const stale = [...written, ...removed];
  for (const path of stale) stderr.write(`${out}/${path} is not up to date\n`);
  return stale.length > 0 ? 1 : 0;
}

function tellWhatIsWritten(
  { written, unchanged, removed }: Written,
  out: string,
  { stderr }: Terminal,
): 0 {
  const counts = [`${written.length} written`, `${unchanged.length} unchanged`];
  if (removed.length > 0) counts.push(`${removed.length} removed`);
  stderr.write(`${out}: ${counts.join(", ")}\n`);
  return 0;
}

function readFolder(given: string): string {
  if (given === "") throw new InvalidArgumentError("It takes a folder, not an empty text.");
  return given;
}
