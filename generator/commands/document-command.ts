import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { ImportExtension } from "../source/import-extension.js";

/** Declares a command with the arguments and options that all commands on documents share. */
export function declareDocumentCommand(program: Command, name: string, isDefault = false) {
  return program
    .command(name, { isDefault })
    .argument(
      "[files...]",
      "Arazzo documents, folders with documents, quoted patterns, URLs (with --fetch), or - for standard input (default: specs)",
    )
    .addOption(
      new Option(
        "--map <url=file>",
        "read a source description from a local file (repeatable), or pass a JSON file of several mappings",
      ).argParser(readMapping),
    )
    .option("--fetch", "allow fetching sources over HTTPS")
    .addOption(
      new Option(
        "--on-type-error <how>",
        "how to report values that the API description does not allow (default: error)",
      ).choices(["error", "warn"] as const),
    )
    .option("--strict", "reject deviations from the standard");
}

export function outOption(byDefault = "generated") {
  return new Option("--out <folder>", `output folder (default: ${byDefault})`).argParser(
    readFolder,
  );
}

export function importExtensionOption() {
  return new Option(
    "--import-extension <extension>",
    "extension of imports in generated files (default: decided by the nearest tsconfig.json or deno.json)",
  ).choices(["js", "ts", "none"] as const satisfies readonly ImportExtension[]);
}

export function checkInputsOption() {
  return new Option("--no-check-inputs", "do not check inputs in generated functions");
}

function readFolder(given: string): string {
  if (given === "") throw new InvalidArgumentError("Expected a folder, not an empty string.");
  return given;
}

/** Adds the mappings of one `--map` to the mappings of earlier ones. Makes paths absolute. */
function readMapping(
  given: string,
  others: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const separator = given.lastIndexOf("=");
  if (separator !== -1) {
    return new Map([...others, [given.slice(0, separator), resolve(given.slice(separator + 1))]]);
  }
  const folder = dirname(given);
  const entries = Object.entries(readJson(given)).map(
    ([url, path]) => [url, resolve(folder, String(path))] as const,
  );
  return new Map([...others, ...entries]);
}

function readJson(path: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value === "object" && value !== null) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new InvalidArgumentError(
        "Cannot read the file. Write a single mapping as <url>=<file>.",
      );
    }
  }
  throw new InvalidArgumentError("The file does not contain a JSON object.");
}
