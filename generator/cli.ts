#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { write } from "./7-write/write.js";
import { compile } from "./compile.js";
import { type Diagnostic, Diagnostics } from "./diagnostics/diagnostics.js";
import { formatPretty } from "./diagnostics/formats/pretty.js";

const usage = `Usage: arazzo-typescript [files and folders] [options]

Compiles Arazzo documents into TypeScript. Without files, those in specs/.

  --out <folder>       where to write (default: generated)
  --map <url>=<file>   where a source description is; may be repeated
  --map <file.json>    the same as a JSON object; paths are relative to that file
  --on-type-error <error|warn>
                       what to do with values that the API's description does not allow
                       (default: error)
  --strict             refuse what deviates from the standard
  --check              write nothing; exit 1 if the folder is not up to date
  --help               show this text`;

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
  report(diagnostics);
  if (diagnostics.some(({ severity }) => severity === "error")) return 1;
  const problems = new Diagnostics();
  const { written, unchanged, removed } = await write(
    files,
    options.out,
    { dryRun: options.check },
    problems,
  );
  report(problems.all);
  if (problems.hasErrors) return 1;
  if (options.check) {
    const stale = [...written, ...removed];
    for (const path of stale) console.error(`${options.out}/${path} is not up to date`);
    return stale.length > 0 ? 1 : 0;
  }
  const counts = [`${written.length} written`, `${unchanged.length} unchanged`];
  if (removed.length > 0) counts.push(`${removed.length} removed`);
  console.log(`${options.out}: ${counts.join(", ")}`);
  return 0;
}

/** Tells what was found, in colours where it is a terminal that shows them and NO_COLOR is not set. */
function report(diagnostics: readonly Diagnostic[]): void {
  const hasColours = process.stderr.isTTY && process.stderr.hasColors();
  process.stderr.write(formatPretty(diagnostics, hasColours));
}

interface Options {
  readonly paths: readonly string[];
  readonly out: string;
  readonly map: ReadonlyMap<string, string>;
  readonly onTypeError: "error" | "warn";
  readonly strict: boolean;
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
        out: { type: "string", default: "generated" },
        map: { type: "string", multiple: true, default: [] },
        "on-type-error": { type: "string", default: "error" },
        strict: { type: "boolean", default: false },
        check: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const paths = positionals.length > 0 ? positionals : ["specs"];
    if (values.out === "") return "--out takes a folder, not an empty text";
    const onTypeError = values["on-type-error"];
    if (onTypeError !== "error" && onTypeError !== "warn") {
      return `--on-type-error takes error or warn, not ${onTypeError}`;
    }
    return { ...values, paths, onTypeError, map: new Map(values.map.flatMap(readMapping)) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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
