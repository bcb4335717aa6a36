import type { Scalar } from "../../model/linked.js";
import { keyword } from "../../model/type-node.js";
import type { XmlResult } from "../../model/xml-result.js";
import type { CheckedType } from "../../typescript/program.js";
import { arrayOf } from "./read-nodes.js";
import { unknownType } from "./read-path.js";

export function typeOfConstant(value: Scalar | undefined): CheckedType {
  if (value === undefined) return unknownType;
  if (value === null)
    return { ...scalarType("string"), kind: "unknown", kinds: [], type: keyword("null") };
  if (typeof value === "boolean") return scalarType("boolean");
  return scalarType(typeof value === "number" ? "number" : "string");
}

export function scalarType(kind: "string" | "number" | "boolean"): CheckedType {
  return {
    ...unknownType,
    kind,
    kinds: [kind],
    mayBeAbsent: false,
    type: keyword(kind),
    mayOmit: () => false,
    mayHave: () => false,
  };
}

export function typeOfXmlResult(result: XmlResult): CheckedType {
  if (result === "texts") return arrayOf([scalarType("string")]);
  const type = scalarType(result === "text" ? "string" : result);
  // A value that is not XML has no result.
  return { ...type, mayBeAbsent: true };
}
