#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { write } from "./7-write/write.js";
import { compile } from "./compile.js";
import { type Diagnostic, Diagnostics } from "./diagnostics/diagnostics.js";
import { type Format, formats, isFormat } from "./diagnostics/formats/format.js";

const usage = `Usage: arazzo-typescript [generate] [files and folders] [options]
       arazzo-typescript check [files and folders] [options]

Compiles Arazzo documents into TypeScript; check tells what is wrong with them and writes nothing.
Without files, those in specs/.

  --map <url>=<file>   where a source description is; may be repeated
  --map <file.json>    the same as a JSON object; paths are relative to that file
  --on-type-error <error|warn>
                       what to do with values that the API's description does not allow
                       (default: error)
  --strict             refuse what deviates from the standard
  --format <pretty|json|github|sarif>
                       how to tell what is wrong, on the standard output (default: pretty)
  --help               show this text

Only to generate:
  --out <folder>       where to write (default: generated)
  --check              write nothing; exit 1 if the folder is not up to date`;

// Who reads the report may have read enough of it.
process.stdout.on("error", () => process.exit());
process.exitCode = await main(process.argv.slice(2));

/** Runs the command; the result is its exit code: 0 done, 1 errors in a document, 2 wrong usage. */
async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  const options = readArguments(args);
  if (typeof options === "string") {
    console.error(`${options}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const { files, diagnostics } = await compile(options.paths, options);
  const problems = new Diagnostics();
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  const { out, check } = options;
  const written =
    options.command === "generate" && !hasErrors
      ? await write(files, out, { dryRun: check }, problems)
      : undefined;
  report([...problems.all, ...diagnostics], options.format);
  if (hasErrors || problems.hasErrors) return 1;
  return written ? tellWhatIsWritten(written, options) : 0;
}

/** Tells what was found, in colours on a terminal that shows them, unless NO_COLOR is set. */
function report(diagnostics: readonly Diagnostic[], format: Format): void {
  const hasColours = process.stdout.isTTY && process.stdout.hasColors();
  process.stdout.write(formats[format](diagnostics, hasColours));
}

/** The standard output is for the report alone, which other programs may read. */
function tellWhatIsWritten(
  { written, unchanged, removed }: Awaited<ReturnType<typeof write>>,
  { out, check }: Options,
): 0 | 1 {
  if (check) {
    const stale = [...written, ...removed];
    for (const path of stale) console.error(`${out}/${path} is not up to date`);
    return stale.length > 0 ? 1 : 0;
  }
  const counts = [`${written.length} written`, `${unchanged.length} unchanged`];
  if (removed.length > 0) counts.push(`${removed.length} removed`);
  console.error(`${out}: ${counts.join(", ")}`);
  return 0;
}

interface Options {
  readonly command: "generate" | "check";
  readonly paths: readonly string[];
  readonly out: string;
  readonly map: ReadonlyMap<string, string>;
  readonly onTypeError: "error" | "warn";
  readonly strict: boolean;
  readonly format: Format;
  readonly check: boolean;
  readonly help: boolean;
}

/** The options, or what is wrong with them. */
function readArguments(args: readonly string[]): Options | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: "string" },
        map: { type: "string", multiple: true, default: [] },
        "on-type-error": { type: "string", default: "error" },
        strict: { type: "boolean", default: false },
        format: { type: "string", default: "pretty" },
        check: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const { out = "generated", format, check, "on-type-error": onTypeError } = values;
    const { command, paths } = readCommand(positionals);
    if (out === "") return "--out takes a folder, not an empty text";
    if (onTypeError !== "error" && onTypeError !== "warn") {
      return `--on-type-error takes error or warn, not ${onTypeError}`;
    }
    if (!isFormat(format)) {
      return `--format takes ${Object.keys(formats).join(", ")}, not ${format}`;
    }
    if (command === "check" && (check || values.out !== undefined)) {
      return "check writes nothing: it takes neither --out nor --check";
    }
    const map = new Map(values.map.flatMap(readMapping));
    return { ...values, command, paths, out, onTypeError, format, map };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A file that is called like a command is written `./check`. */
function readCommand([first, ...rest]: readonly string[]): Pick<Options, "command" | "paths"> {
  const command = first === "check" || first === "generate" ? first : undefined;
  const given = command || first === undefined ? rest : [first, ...rest];
  return { command: command ?? "generate", paths: given.length > 0 ? given : ["specs"] };
}

/** The entries of one `--map`, with absolute paths. */
function readMapping(given: string): readonly (readonly [string, string])[] {
  const separator = given.lastIndexOf("=");
  if (separator !== -1) return [[given.slice(0, separator), resolve(given.slice(separator + 1))]];
  const entries = readJson(given);
  return Object.entries(entries).map(([url, path]) => [url, resolve(dirname(given), String(path))]);
}

function readJson(path: string): object {
  const text = readFileSync(path, "utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Falls through to what is said of any file that is no map.
  }
  throw new Error(`--map ${path}: the file is no JSON object`);
}
