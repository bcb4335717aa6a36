import { expect, test } from "vitest";
import { parameterKind } from "../../generator/3-type/apis/parameter-kind.js";
import { child, type Located, textAt } from "../../generator/source/located.js";
import { toLocated } from "../to-located.js";

const round = { anyOf: [{ type: "string" }, { $ref: "round" }] };
const doubled = {
  anyOf: [{ $ref: "doubled" }, { $ref: "doubled" }, { anyOf: [{ $ref: "doubled" }] }],
};
const named: Readonly<Record<string, unknown>> = {
  text: { type: "string" },
  list: { type: "array" },
  round,
  doubled,
  base: { allOf: [{ $ref: "text" }] },
};

const all = toLocated(named);

function resolve(reference: Located): Located | undefined {
  const name = textAt(reference, "$ref");
  if (name === undefined) return reference;
  return child(all, name);
}

test.each<[object, string]>([
  [{ type: "string" }, "scalar"],
  [{ type: "integer" }, "scalar"],
  [{ type: ["number", "null"] }, "scalar"],
  [{ type: "boolean", nullable: true }, "scalar"],
  [{ type: "null" }, "scalar"],
  [{ enum: ["a", 1, null] }, "scalar"],
  [{ const: "a" }, "scalar"],
  [{ $ref: "text" }, "scalar"],
  [{ $ref: "base", description: "A text." }, "scalar"],
  [{ allOf: [{ description: "Any." }, { $ref: "text" }] }, "scalar"],
  [{ oneOf: [{ type: "string" }, { type: "integer" }] }, "scalar"],
  [{ anyOf: [{ $ref: "text" }, { type: "null" }] }, "scalar"],
  [{ type: "string", oneOf: [{}, { pattern: "a" }] }, "scalar"],
  [{ type: "array", items: {} }, "array"],
  [{ type: ["array", "string"] }, "array"],
  [{ items: { type: "string" } }, "array"],
  [{ enum: [["a"], "b"] }, "array"],
  [{ oneOf: [{ $ref: "text" }, { $ref: "list" }] }, "array"],
  [{ type: "object" }, "any"],
  [{ type: ["object", "array"] }, "any"],
  [{ properties: { a: {} } }, "any"],
  [{ const: { a: 1 } }, "any"],
  [{ oneOf: [{ type: "object" }, { type: "string" }] }, "any"],
  [{ anyOf: [{ type: "string" }, {}] }, "any"],
  [{ oneOf: [] }, "any"],
  [{ description: "Any." }, "any"],
  [{}, "any"],
  [{ oneOf: [{ type: "string" }, true] }, "any"],
  [{ $ref: "doubled" }, "any"],
  [{ $ref: "nowhere" }, "any"],
  [{ $ref: "round" }, "any"],
])("a parameter with the schema %j takes: %s", (schema, kind) => {
  expect(parameterKind(toLocated(schema), resolve)).toBe(kind);
});
