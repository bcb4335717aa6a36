import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { SourceMap } from "../source/file-of-url.js";

/** Declares a command that reads documents, with what every such command takes. */
export function declareDocumentCommand(program: Command, name: string, isDefault = false) {
  return program
    .command(name, { isDefault })
    .argument("[files...]", "Arazzo documents, and folders that hold them (default: specs)")
    .addOption(
      new Option(
        "--map <url=file>",
        "where a source description is; may be repeated; <file.json> gives several as an object",
      ).argParser(readMapping),
    )
    .addOption(
      new Option(
        "--on-type-error <how>",
        "what to do with values that the API's description does not allow",
      )
        .choices(["error", "warn"] as const)
        .default("error" as const),
    )
    .option("--strict", "refuse what deviates from the standard");
}

/** Those that are given, or the place where this project has its own. */
export function documentsOf(files: readonly string[]): readonly string[] {
  return files.length > 0 ? files : ["specs"];
}

/** The entries of one `--map` beside those of others, with absolute paths. */
function readMapping(given: string, others: SourceMap = new Map()): SourceMap {
  const separator = given.lastIndexOf("=");
  if (separator !== -1) {
    return new Map([...others, [given.slice(0, separator), resolve(given.slice(separator + 1))]]);
  }
  const entries = Object.entries(readJson(given));
  const folder = dirname(given);
  return new Map([
    ...others,
    ...entries.map(([url, path]) => [url, resolve(folder, String(path))] as const),
  ]);
}

function readJson(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value === "object" && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new InvalidArgumentError(String(error));
  }
  throw new InvalidArgumentError("The file is no JSON object.");
}
