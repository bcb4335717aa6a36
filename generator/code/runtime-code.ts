import type { ImportedName } from "../model/emitted.js";
import {
  apiRuntime,
  type RuntimeExports,
  type RuntimeName,
  schemaRuntime,
  workflowRuntime,
} from "../model/runtime-exports.js";
import { Code } from "./code.js";

const imports = new Map([workflowRuntime, apiRuntime, schemaRuntime].flatMap(importsOf));

function importsOf(exports: RuntimeExports): readonly (readonly [string, ImportedName])[] {
  return Object.entries(exports).flatMap(([file, { values = [], types = [] }]) => {
    const from = `runtime/${file}`;
    return [
      ...values.map((name) => [name, { name, kind: "value", from }] as const),
      ...types.map((name) => [name, { name, kind: "type", from }] as const),
    ];
  });
}

/** A name that the runtime exports; the file that prints the name imports it. */
export function runtime(name: RuntimeName): Code {
  const imported = imports.get(name);
  if (!imported) throw new Error(`the runtime does not export ${name}`);
  return Code.imported(imported);
}
