import type { ParametersOf } from "../diagnostics/catalogue.js";
import { quote } from "../diagnostics/catalogue-entry.js";
import { nearestName } from "../diagnostics/nearest-name.js";
import { isNullable, partsOf, typesOf, valuesOf } from "../model/json-schema.js";
import type { Resolve, Template } from "../model/linked.js";
import { unquotedText } from "../source/edits.js";
import type { Located } from "../source/located.js";
import type { ValueFault } from "../typescript/argument-faults.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import type { PayloadValue } from "./find-payload-value.js";

/**
 * Describes the given value, and the expected value by its schema or, without a schema, by its type.
 */
export function describeMismatch(
  payload: PayloadValue | undefined,
  fault: Extract<ValueFault, { kind: "mismatch" }>,
  { resolve, program }: { readonly resolve: Resolve; readonly program: TypeScriptProgram },
): ParametersOf<"payload-type"> {
  const parts = partsOf(payload?.schema, resolve);
  const bySchema = allowsKindOf(payload?.value, parts) ? undefined : describeSchema(parts);
  const expected = bySchema ?? describeType(fault.expected, program);
  const givenType = describeType(fault.given, program);
  const given = payload ? describeValue(payload.value, givenType) : givenType;
  const literal = payload?.value.kind === "literal" ? payload.value : undefined;
  return {
    name: payload?.name ?? "the value",
    taker: payload?.taker ?? "the operation",
    // Two equal descriptions, such as "an array", do not help: the elements differ.
    expected: expected === given || expected === givenType ? undefined : expected,
    given,
    nearest: payload && nearestValue(payload.value, parts),
    written: typeof literal?.value === "string" ? literal.value : undefined,
    unquoted: literal && expected === "a string" ? unquotedText(literal.at) : undefined,
  };
}

/** True if the schema allows the kind of a literal but lists no values, so that something else, such as a discriminator, forbids it. */
function allowsKindOf(value: Template | undefined, parts: readonly Located[]): boolean {
  if (value?.kind !== "literal" || parts.some((part) => valuesOf(part))) return false;
  const kind = value.value === null ? "null" : typeof value.value;
  return parts.some((part) => typesOf(part).includes(kind));
}

/** The allowed string that is probably intended. */
export function nearestValue(value: Template, parts: readonly Located[]): string | undefined {
  if (value.kind !== "literal" || typeof value.value !== "string") return undefined;
  const allowed = parts.flatMap((part) => valuesOf(part) ?? []);
  return nearestName(
    value.value,
    allowed.filter((each) => typeof each === "string"),
  );
}

export function describeValue(value: Template, type: string): string {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? quote(value.value) : String(value.value);
    case "expression":
      return `${value.expression.text}, which is ${type}`;
    case "changed":
      return `${value.base.text} with replacements`;
    case "text":
      return "a string";
    case "array":
      return "an array";
    case "object":
      return "an object";
  }
}

/** Nouns for the types of JSON Schema and TypeScript. */
const wordsOfTypes: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  array: "an array",
  object: "an object",
  null: "null",
  unknown: "unknown",
};

const mostListed = 12;

/** Undefined if the schema restricts neither the type nor the values. */
export function describeSchema(parts: readonly Located[]): string | undefined {
  return listWords(parts.flatMap(wordsOf));
}

/** Undefined if the schema does not restrict the type. */
export function describeTypes(parts: readonly Located[]): string | undefined {
  return listWords(parts.flatMap(wordsOfType));
}

function listWords(all: readonly string[]): string | undefined {
  const unique = [...new Set(all)];
  const words = unique.length > mostListed ? [...unique.slice(0, mostListed), "…"] : unique;
  const last = words.pop();
  return words.length === 0 ? last : `${words.join(", ")} or ${last}`;
}

function wordsOf(schema: Located): readonly string[] {
  const values = valuesOf(schema) ?? [];
  return values.length > 0 ? values.map((value) => JSON.stringify(value)) : wordsOfType(schema);
}

function wordsOfType(schema: Located): readonly string[] {
  const words = typesOf(schema).flatMap((type) => wordsOfTypes[String(type)] ?? []);
  return isNullable(schema) ? [...words, "null"] : words;
}

/** `"a" | "b" | undefined` becomes `"a" or "b"`. */
function describeType(type: string, program: TypeScriptProgram): string {
  const members = program.unionMembers(type.split(".").at(-1) ?? "");
  const all = members.length > 0 ? members : /[{(<]/.test(type) ? [type] : type.split(" | ");
  const words = all
    .filter((member) => member !== "undefined")
    .map((member) => {
      if (/\[\]$/.test(member)) return "an array";
      return wordsOfTypes[member] ?? (member.startsWith("{") ? "an object" : member);
    });
  const areManyNumbers = words.length > mostListed && words.every((word) => /^-?\d/.test(word));
  if (areManyNumbers) return "a number";
  return words.length > mostListed
    ? `${words.slice(0, mostListed).join(", ")}, …`
    : words.join(" or ");
}
