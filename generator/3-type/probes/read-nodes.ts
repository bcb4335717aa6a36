import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { mostPaths } from "../../model/body-read.js";
import type { LinkedQuery } from "../../model/linked.js";
import { isSampleValue, sampleJsonPath } from "../../model/sample-query.js";
import { keyword, type TypeNode, typeKey, union } from "../../model/type-node.js";
import { type JsonPathSelector, parseJsonPath } from "../../source/json-path.js";
import type { Place } from "../../source/source-text.js";
import type { CheckedType } from "../../typescript/program.js";
import { isReadAsInherited, unknownType } from "./read-path.js";

/**
 * The type of the array of the values that a query finds: `unknown[]` where the description does not tell their types. A
 * property that the type cannot have is reported.
 */
export function typeOfNodes(
  query: LinkedQuery,
  context: CheckedType,
  place: Place,
  diagnostics: Diagnostics,
): CheckedType {
  let found: readonly CheckedType[] = [context];
  for (const { isDescendant, selectors } of parseJsonPath(sampleJsonPath(query)).segments) {
    const from = found;
    if (isDescendant || from.length * selectors.length > mostPaths) return arrayOf([unknownType]);
    found = selectors.flatMap((selector) =>
      from.map((type) => childOf(selector, type, place, diagnostics)),
    );
  }
  return arrayOf(found);
}

function childOf(
  selector: JsonPathSelector,
  type: CheckedType,
  place: Place,
  diagnostics: Diagnostics,
): CheckedType {
  if (type.kind === "unknown") return unknownType;
  if (selector.kind !== "name") {
    if (type.kind !== "array" && type.kind !== "object") {
      diagnostics.report("jsonpath-context", place, { kind: type.kind });
    }
    if (selector.kind === "index" && type.kind !== "array") return unknownType;
    return type.children() ?? unknownType;
  }
  const { name } = selector;
  // The name is known when the workflow runs.
  if (isSampleValue(name)) return type.children() ?? unknownType;
  const member = type.kind === "object" ? type.at(name) : undefined;
  if (member && !isReadAsInherited(name, member)) return member;
  if (!member && !(type.kind === "object" && type.mayHave(name))) {
    const { kind } = type;
    const parameters = { ...unknownName(name, type.propertyNames), inside: "", kind };
    diagnostics.report("pointer-not-found", place, { ...parameters, of: "a value of the query" });
  }
  return unknownType;
}

/** The type of an array whose elements have these types. */
export function arrayOf(types: readonly CheckedType[]): CheckedType {
  const [first = unknownType] = types;
  const nodes = types.map(nodeOf);
  const element = union(nodes);
  const isSame = nodes.every((node) => typeKey(node) === typeKey(element));
  const one = isSame ? { ...first, mayBeAbsent: true } : { ...unknownType, type: element };
  return {
    ...unknownType,
    kind: "array",
    kinds: ["array"],
    mayBeAbsent: false,
    type: { kind: "array", element },
    at: (key) => (/^(0|[1-9]\d*)$/.test(key) ? one : undefined),
    children: () => one,
    mayHave: () => false,
  };
}

/** An absent value is not found, but null is. */
function nodeOf({ type, allowsNull }: CheckedType): TypeNode {
  return allowsNull ? union([type, keyword("null")]) : type;
}
