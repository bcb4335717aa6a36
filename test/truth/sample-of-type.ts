import ts from "typescript";
import { itemTypesOf } from "./check-type.js";

/** Properties beyond this depth are left out if they are optional. */
const maxOptionalDepth = 2;
const maxDepth = 8;

/** A value of a type; strings are the names of their properties. */
export function sampleOfType(
  checker: ts.TypeChecker,
  type: ts.Type,
  name = "text",
  depth = 0,
): unknown {
  const sample = (part: ts.Type, of = name) => sampleOfType(checker, part, of, depth + 1);
  const { flags } = type;
  if (type.isUnion()) {
    const part = type.types.find(
      (each) => !(each.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)),
    );
    return part ? sample(part) : null;
  }
  if (type.isIntersection()) return Object.assign({}, ...type.types.map((part) => sample(part)));
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  if (flags & ts.TypeFlags.BooleanLike) return type !== checker.getFalseType();
  if (flags & ts.TypeFlags.NumberLike) return 1;
  if (!(flags & ts.TypeFlags.Object)) return name;
  if (checker.isArrayType(type) || checker.isTupleType(type)) {
    if (depth > maxDepth) return [];
    return itemTypesOf(checker, type).map((item) => sample(item));
  }
  if (/^(Blob|Uint8Array|ArrayBuffer)$/.test(type.symbol?.name ?? "")) return new Blob(["bytes"]);
  const properties = checker
    .getPropertiesOfType(type)
    .filter((each) => !(each.flags & ts.SymbolFlags.Optional) || depth <= maxOptionalDepth);
  return Object.fromEntries(
    properties.map((each) => [each.name, sample(checker.getTypeOfSymbol(each), each.name)]),
  );
}
