import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Command, Option } from "@commander-js/extra-typings";
import type { Picture, PictureFormat } from "../5-draw/draw-workflows.js";
import { Diagnostics } from "../diagnostics/diagnostics.js";
import { draw } from "../index.js";
import { pictureMark } from "../source/ownership-mark.js";
import { declareDocumentCommand } from "./document-command.js";
import { report } from "./report.js";
import { type Flags, readSettings } from "./settings.js";
import type { Terminal } from "./terminal.js";

const examples = `
Examples:
  arazzo-typescript graph specs/refund.arazzo.yaml
  arazzo-typescript graph specs --out docs/workflows.md
  arazzo-typescript graph specs --format html --out docs/workflows`;

export function declareGraph(program: Command, terminal: Terminal): void {
  declareDocumentCommand(program, "graph")
    .summary("draw workflows as flow charts")
    .description("Draws each workflow as the compiler reads it.")
    .addOption(
      new Option(
        "--format <format>",
        "Mermaid in Markdown, or an HTML page (default: by the extension of --out, else mermaid)",
      ).choices(["mermaid", "html"] as const satisfies readonly PictureFormat[]),
    )
    .option(
      "--out <path>",
      "a file (.md or .html) for all workflows, or a folder with one file per workflow (default: standard output)",
    )
    .addHelpText("after", examples)
    .action(async (files, options) => {
      terminal.exitCode = await graph(files, options, terminal);
    });
}

interface GraphFlags extends Flags {
  readonly format?: PictureFormat | undefined;
}

async function graph(
  files: readonly string[],
  flags: GraphFlags,
  terminal: Terminal,
): Promise<0 | 1> {
  const { documents, ...settings } = await readSettings(files, flags, terminal);
  const { out } = flags;
  const isFile = out !== undefined && /\.(md|html)$/i.test(out);
  const format = flags.format ?? (isFile && /\.html$/i.test(out) ? "html" : "mermaid");
  const together = out === undefined || isFile;
  const { pictures, diagnostics } = await draw(documents, { ...settings, format, together });
  const problems = new Diagnostics();
  if (out === undefined) for (const { text } of pictures) terminal.stdout.write(text);
  else await writePictures(pictures, ({ path }) => (isFile ? out : join(out, path)), problems);
  // `check` reports everything else.
  const errors = [...problems.all, ...diagnostics].filter(({ severity }) => severity === "error");
  if (errors.length === 0) return 0;
  report(errors, "pretty", { ...terminal, stdout: terminal.stderr });
  return 1;
}

/** Overwrites only files that this command wrote. */
async function writePictures(
  pictures: readonly Picture[],
  pathOf: (picture: Picture) => string,
  problems: Diagnostics,
): Promise<void> {
  for (const picture of pictures) {
    const file = pathOf(picture);
    try {
      const existing = await readFile(file, "utf8").catch(ifMissing);
      if (existing !== undefined && !existing.startsWith(pictureMark)) {
        problems.report("output-not-ours", undefined, { file });
        continue;
      }
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, picture.text);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      problems.report("output-not-writable", undefined, {
        folder: dirname(file),
        problem: error.message,
      });
    }
  }
}

function ifMissing(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
