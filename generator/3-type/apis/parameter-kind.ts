import { membersOf, typesOf, valuesOf } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import type { ParameterKind } from "../../model/typed.js";
import { child, isObject, type Located, textAt } from "../../source/located.js";

type JsonKind = "scalar" | "array" | "object";

/** The kinds of value that a schema describes; `undefined` if it allows all. */
type Kinds = ReadonlySet<JsonKind> | undefined;

/** The kind of value that a parameter with this schema takes; `any` if the value may be an object. */
export function parameterKind(schema: Located, resolve: Resolve): ParameterKind {
  const kinds = kindsOf(schema, resolve, new Map(), 0);
  if (kinds?.has("object") !== false) return "any";
  return kinds.has("array") ? "array" : "scalar";
}

/** Deeper nesting is cut off: handwritten schemas do not nest this deep. */
const deepest = 20;

/** @param known results by the value of the schema; `undefined` while the schema is being read */
function kindsOf(
  reference: Located,
  resolve: Resolve,
  known: Map<unknown, Kinds>,
  depth: number,
): Kinds {
  const schema = resolve(reference);
  if (!schema || !isObject(schema.value) || depth > deepest) return undefined;
  if (!known.has(schema.value)) {
    known.set(schema.value, undefined);
    known.set(
      schema.value,
      ownKinds(schema) ?? combinedKinds(schema, (each) => kindsOf(each, resolve, known, depth + 1)),
    );
  }
  return known.get(schema.value);
}

function combinedKinds(schema: Located, kindsOfMember: (member: Located) => Kinds): Kinds {
  // A value meets a `$ref` and every member of `allOf`, so the first one that names a kind suffices.
  const references = textAt(schema, "$ref") === undefined ? [] : [schema];
  const required = [...references, ...membersOf(schema, "allOf")]
    .map(kindsOfMember)
    .find((kinds) => kinds !== undefined);
  if (required) return required;
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const choices = membersOf(schema, keyword).map(kindsOfMember);
    if (choices.length > 0 && choices.every((kinds) => kinds !== undefined)) {
      return new Set(choices.flatMap((kinds) => [...kinds]));
    }
  }
  return undefined;
}

/** The kinds by the schema's own keywords, without the schemas that it combines. */
function ownKinds(schema: Located): Kinds {
  if (child(schema, "type")) return new Set(typesOf(schema).flatMap(kindOfType));
  const values = valuesOf(schema);
  if (values) return new Set(values.flatMap(kindOfValue));
  if (child(schema, "properties")) return new Set(["object"]);
  return child(schema, "items") ? new Set(["array"]) : undefined;
}

function kindOfType(type: unknown): readonly JsonKind[] {
  if (type === "null") return [];
  return type === "array" || type === "object" ? [type] : ["scalar"];
}

function kindOfValue(value: unknown): readonly JsonKind[] {
  if (value === null) return [];
  if (typeof value !== "object") return ["scalar"];
  return [Array.isArray(value) ? "array" : "object"];
}
