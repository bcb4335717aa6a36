import { child, isObject, itemsOf, type Located } from "../source/located.js";
import type { ParameterKind } from "./typed.js";

type Resolve = (reference: Located) => Located | undefined;

type JsonKind = "scalar" | "array" | "object";

/** The kind of value that a parameter with this schema takes; `any` where the schema does not say. */
export function parameterKind(schema: Located, resolve: Resolve): ParameterKind {
  const kinds = kindsOf(schema, resolve, 0);
  if (kinds?.has("object") !== false) return "any";
  return kinds.has("array") ? "array" : "scalar";
}

/** Schemas that contain themselves have no end. */
const deepest = 20;

/** The kinds of value that a schema describes; `undefined` if it takes all. */
function kindsOf(
  reference: Located,
  resolve: Resolve,
  depth: number,
): ReadonlySet<JsonKind> | undefined {
  const schema = resolve(reference);
  if (!schema || !isObject(schema.value) || depth > deepest) return undefined;
  const own = ownKinds(schema);
  if (own) return own;
  const membersOf = (keyword: string) => {
    const list = child(schema, keyword);
    return (list ? itemsOf(list) : []).map((each) => kindsOf(each, resolve, depth + 1));
  };
  // A value meets every member of `allOf`, so the first one that names a kind suffices.
  const required = membersOf("allOf").find((kinds) => kinds !== undefined);
  if (required) return required;
  for (const keyword of ["oneOf", "anyOf"]) {
    const choices = membersOf(keyword);
    if (choices.length > 0 && choices.every((kinds) => kinds !== undefined)) {
      return new Set(choices.flatMap((kinds) => [...kinds]));
    }
  }
  return undefined;
}

/** What the schema itself says, without the schemas that it combines. */
function ownKinds(schema: Located): ReadonlySet<JsonKind> | undefined {
  const type = child(schema, "type")?.value;
  if (type !== undefined) return new Set([type].flat().flatMap((each) => kindOfType(each)));
  const constant = child(schema, "const");
  const values = constant ? [constant.value] : child(schema, "enum")?.value;
  if (Array.isArray(values)) return new Set(values.flatMap((each) => kindOfValue(each)));
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
