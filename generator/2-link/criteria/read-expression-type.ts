import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { child, isObject, type Located } from "../../source/located.js";
import { FieldReader } from "../documents/read-fields.js";

/** The languages of queries that have versions, with those that the standard knows. */
const versions = {
  jsonpath: ["rfc9535", "draft-goessner-dispatch-jsonpath-00"],
  xpath: ["xpath-31", "xpath-30", "xpath-20", "xpath-10"],
  jsonpointer: ["rfc6901"],
} as const;

/**
 * Reads a field that names the type of a condition or query, or is an Expression Type Object of a type
 * and a version; undefined if it is absent or was reported.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#criterion-expression-type-object
 */
export function readExpressionType<Type extends string>(
  owner: Located,
  field: string,
  types: readonly Type[],
  diagnostics: Diagnostics,
): Type | undefined {
  const at = child(owner, field);
  if (!at || !isObject(at.value)) {
    return new FieldReader(owner, "the object", diagnostics).choice(field, types);
  }
  const fields = new FieldReader(at, "the expression type", diagnostics);
  fields.allow(["type", "version"]);
  fields.require("type");
  fields.require("version");
  const type = fields.choice(
    "type",
    types.filter((each) => each in versions),
  );
  const known = Object.entries(versions).find(([name]) => name === type)?.[1];
  if (known) fields.choice("version", known);
  return type;
}
