import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { isImportExtension } from "../source/import-extension.js";
import { isObject } from "../source/located.js";
import type { Config } from "./config.js";
import { UsageError } from "./terminal.js";

const endings = ["ts", "js"];

/** The absolute paths at which a config is looked for. */
export function configPaths(): readonly string[] {
  return endings.map((ending) => resolve(`arazzo-typescript.config.${ending}`));
}

/** The config in the working directory; empty if there is none. */
export async function readConfig(): Promise<Config> {
  const path = configPaths().find((each) => existsSync(each));
  if (path === undefined) return {};
  // Node 20 cannot import TypeScript. Loading jiti takes time, so it is loaded only for a config.
  const { createJiti } = await import("jiti");
  const ownModule = fileURLToPath(new URL("./config.js", import.meta.url));
  const jiti = createJiti(import.meta.url, {
    alias: { "arazzo-typescript": ownModule },
    fsCache: false,
    moduleCache: false,
  });
  try {
    return checkConfig(await jiti.import(path, { default: true }));
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const isBoolean = (value: unknown) => typeof value === "boolean";
const isString = (value: unknown) => typeof value === "string" && value !== "";
const areStrings = (values: readonly unknown[]) => values.every(isString);

const fields: {
  readonly [Field in keyof Config]-?: { is: (value: unknown) => boolean; expected: string };
} = {
  files: {
    is: (value) => Array.isArray(value) && areStrings(value),
    expected: "an array of paths",
  },
  out: { is: isString, expected: "the path of a folder" },
  importExtension: { is: isImportExtension, expected: "js, ts or none" },
  map: {
    is: (value) => isObject(value) && areStrings(Object.values(value)),
    expected: "an object that maps URLs to paths",
  },
  onTypeError: { is: (value) => value === "error" || value === "warn", expected: "error or warn" },
  checkResponses: {
    is: (value) => value === "read" || value === "deep",
    expected: "read or deep",
  },
  strict: { is: isBoolean, expected: "true or false" },
  checkInputs: { is: isBoolean, expected: "true or false" },
  fetch: { is: isBoolean, expected: "true or false" },
};

function checkConfig(config: unknown): Config {
  if (!isConfig(config)) throw new Error("it must export a config object");
  return config;
}

function isConfig(config: unknown): config is Config {
  if (!isObject(config)) return false;
  const known = new Map(Object.entries(fields));
  for (const [name, value] of Object.entries(config)) {
    const field = known.get(name);
    if (!field)
      throw new Error(`unknown field ${name}; use one of ${[...known.keys()].join(", ")}`);
    if (value !== undefined && !field.is(value)) {
      throw new Error(`${name} must be ${field.expected}`);
    }
  }
  return true;
}
