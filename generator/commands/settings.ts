import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { CompileOptions } from "../compilation.js";
import type { ImportExtension } from "../source/import-extension.js";
import { readConfig } from "./read-config.js";
import { type Terminal, UsageError } from "./terminal.js";

/** The options of a command; undefined if not set. */
export interface Flags {
  readonly map?: ReadonlyMap<string, string> | undefined;
  readonly onTypeError?: "error" | "warn" | undefined;
  readonly strict?: true | undefined;
  readonly fetch?: true | undefined;
  readonly out?: string | undefined;
  readonly importExtension?: ImportExtension | undefined;
  readonly checkInputs?: boolean | undefined;
}

export interface Settings extends CompileOptions {
  readonly documents: readonly string[];
  /** The output folder, as the user wrote it. */
  readonly out: string;
}

/** Flags override the config, and the config overrides the defaults. */
export async function readSettings(
  files: readonly string[],
  flags: Flags,
  { stdin }: Terminal,
): Promise<Settings> {
  const config = await readConfig();
  const named = files.length > 0 ? files : (config.files ?? defaultFiles());
  const texts = new Map<string, string>();
  if (named.includes("-")) texts.set(resolve(nameOfInput), await readAll(stdin));
  const mapped = Object.entries(config.map ?? {}).map(
    ([url, path]) => [url, resolve(path)] as const,
  );
  return {
    documents: named.map((name) => (name === "-" ? nameOfInput : name)),
    texts,
    out: flags.out ?? config.out ?? "generated",
    map: new Map([...mapped, ...(flags.map ?? [])]),
    onTypeError: flags.onTypeError ?? config.onTypeError ?? "error",
    checkResponses: config.checkResponses ?? "read",
    strict: flags.strict ?? config.strict ?? false,
    importExtension: flags.importExtension ?? config.importExtension,
    // The flag can only turn the check off.
    checkInputs: flags.checkInputs !== false && config.checkInputs !== false,
    fetch: flags.fetch ?? config.fetch ?? false,
  };
}

function defaultFiles(): readonly string[] {
  if (existsSync("specs")) return ["specs"];
  throw new UsageError(
    "there is no folder specs here; pass the documents to read, such as refund.arazzo.yaml",
  );
}

/** The name of the standard input. Its references are relative to the working directory. */
const nameOfInput = "<stdin>";

async function readAll(stdin: Terminal["stdin"]): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  try {
    for await (const chunk of stdin) {
      text += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    throw new UsageError("standard input is not valid UTF-8");
  }
}
