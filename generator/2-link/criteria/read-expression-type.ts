import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { child, isObject, type Located } from "../../source/located.js";
import { FieldReader } from "../documents/read-fields.js";

/** The versions of each query language in the standard. */
const versions = {
  jsonpath: ["rfc9535", "draft-goessner-dispatch-jsonpath-00"],
  xpath: ["xpath-31", "xpath-30", "xpath-20", "xpath-10"],
  jsonpointer: ["rfc6901"],
} as const;

/**
 * Reads a field that contains the name of a type, or an Expression Type Object with a type and a version. Undefined if
 * the field is absent or an error was reported.
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
    return new FieldReader(owner, "the object with an expression type", diagnostics).choice(
      field,
      types,
    );
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
