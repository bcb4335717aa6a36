import type { ParametersOf } from "../diagnostics/catalogue.js";
import { quote } from "../diagnostics/catalogue-entry.js";
import { nearestName } from "../diagnostics/nearest-name.js";
import type { LinkedCluster, Template } from "../model/linked.js";
import type { ValueFault } from "../typescript/argument-faults.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import type { SentValue } from "./find-sent-value.js";
import { describeSchema, textsOf } from "./read-schema.js";

/**
 * Says what is given and what is expected, from what TypeScript calls the two types, in the words of
 * the description that declares the value, if there is one.
 */
export function describeMismatch(
  sent: SentValue | undefined,
  fault: Extract<ValueFault, { kind: "mismatch" }>,
  { resolve, program }: Pick<LinkedCluster, "resolve"> & { readonly program: TypeScriptProgram },
): ParametersOf<"payload-type"> {
  const declared = describeSchema(sent?.schema, resolve);
  const expected = declared ?? describeType(fault.expected, program);
  const givenType = describeType(fault.given, program);
  const given = sent ? describeGiven(sent.value, givenType) : givenType;
  const literal = sent?.value.kind === "literal" ? sent.value.value : undefined;
  return {
    name: sent?.name ?? "the value",
    taker: sent?.taker ?? "the operation",
    // Both are arrays, for example: their elements differ.
    expected: expected === given || expected === givenType ? undefined : expected,
    given,
    nearest:
      typeof literal === "string"
        ? nearestName(literal, textsOf(sent?.schema, resolve))
        : undefined,
  };
}

function describeGiven(value: Template, type: string): string {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" ? quote(value.value) : String(value.value);
    case "expression":
      return `${value.expression.text}, which is ${type}`;
    case "text":
      return "a string";
    case "array":
      return "an array";
    case "object":
      return "an object";
  }
}

const wordsOfTypes: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "true or false",
  unknown: "unknown",
};

/** `"a" | "b" | undefined` as `"a" or "b"`. */
function describeType(type: string, program: TypeScriptProgram): string {
  const members = program.unionMembers(type.split(".").at(-1) ?? "");
  const all = members.length > 0 ? members : /[{(<]/.test(type) ? [type] : type.split(" | ");
  const words = all
    .filter((member) => member !== "undefined")
    .map((member) => {
      if (/\[\]$/.test(member)) return "an array";
      return wordsOfTypes[member] ?? (member.startsWith("{") ? "an object" : member);
    });
  return words.length > 12 ? `${words.slice(0, 12).join(", ")}, …` : words.join(" or ");
}
