import ts from "typescript";
import { append } from "./json-pointer.js";

/** A value that does not have the type that TypeScript says it has. */
export interface Violation {
  readonly pointer: string;
  readonly expected: ts.Type;
  readonly found: unknown;
}

/** Types are followed to this depth, so that recursive types end. */
const maxDepth = 14;
/** Items of an array, and members of an object with an index signature, that are checked. */
const maxItems = 20;

/** Compares a value with a type. Members that the type does not declare are allowed. */
export function checkType(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: unknown,
  pointer = "",
  depth = 0,
): readonly Violation[] {
  const check = (part: ts.Type) => checkType(checker, part, value, pointer, depth + 1);
  const checkMember = (part: ts.Type, key: string, member: unknown) =>
    checkType(checker, part, member, append(pointer, key), depth + 1);
  const { flags } = type;
  if (depth > maxDepth || flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return [];
  if (type.isUnion()) return checkUnion(type);
  if (type.isIntersection()) return type.types.flatMap((part) => check(part));
  if (flags & ts.TypeFlags.TypeParameter) {
    const constraint = checker.getBaseConstraintOfType(type);
    return constraint ? check(constraint) : [];
  }
  if (flags & ts.TypeFlags.Object) return checkObject();
  return isPrimitive(checker, type, value) ? [] : [{ pointer, expected: type, found: value }];

  function checkUnion(union: ts.UnionType): readonly Violation[] {
    const ofObjects: (readonly Violation[])[] = [];
    for (const part of union.types) {
      const found = check(part);
      if (found.length === 0) return found;
      if (isObjectType(part) && typeof value === "object" && value !== null) ofObjects.push(found);
    }
    // The alternative that the value comes closest to. A literal that differs, such as another status, tells the
    // alternatives apart.
    const literals = (found: readonly Violation[]) => found.filter(isNewLiteral).length;
    const [closest] = ofObjects.sort((a, b) => literals(a) - literals(b) || a.length - b.length);
    const isWithin = closest?.some((violation) => violation.pointer !== pointer);
    return closest && isWithin ? closest : [{ pointer, expected: union, found: value }];
  }

  function checkObject(): readonly Violation[] {
    const wrong = [{ pointer, expected: type, found: value }];
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      if (!Array.isArray(value)) return wrong;
      return checkItems(value) ?? wrong;
    }
    if (type.getCallSignatures().length > 0) return typeof value === "function" ? [] : wrong;
    const builtIn = builtIns.get(type.symbol?.name ?? "");
    if (builtIn) return value instanceof builtIn ? [] : wrong;
    const properties = checker.getPropertiesOfType(type);
    const indexes = checker.getIndexInfosOfType(type);
    if (value === null || value === undefined || Array.isArray(value)) return wrong;
    if (typeof value !== "object") {
      return properties.length === 0 && indexes.length === 0 ? [] : wrong;
    }
    return checkMembers(value, properties, indexes);
  }

  function checkItems(items: readonly unknown[]): readonly Violation[] | undefined {
    const types = itemTypesOf(checker, type);
    if (checker.isArrayType(type)) {
      const [item] = types;
      return items
        .slice(0, maxItems)
        .flatMap((each, index) => (item ? checkMember(item, `${index}`, each) : []));
    }
    if (items.length < requiredItems(type)) return undefined;
    return types.flatMap((item, index) =>
      index < items.length ? checkMember(item, `${index}`, items[index]) : [],
    );
  }

  function checkMembers(
    owner: object,
    properties: readonly ts.Symbol[],
    indexes: readonly ts.IndexInfo[],
  ): readonly Violation[] {
    const ofProperties = properties.flatMap((property) => {
      // Symbols, such as that of an iterator.
      if (property.name.startsWith("__@")) return [];
      const member: unknown = Reflect.get(owner, property.name);
      if (member === undefined && property.flags & ts.SymbolFlags.Optional) return [];
      return checkMember(checker.getTypeOfSymbol(property), property.name, member);
    });
    const known = new Set(properties.map(({ name }) => name));
    const others = Object.entries(owner).filter(([key]) => !known.has(key));
    const ofIndexes = indexes
      .filter(({ keyType }) => keyType.flags & ts.TypeFlags.String)
      .flatMap((index) =>
        others.slice(0, maxItems).flatMap(([key, member]) => checkMember(index.type, key, member)),
      );
    return [...ofProperties, ...ofIndexes];
  }
}

/** The value has the right kind but is none of the declared literals: a new value of an enumeration. */
export function isNewLiteral({ expected, found }: Violation): boolean {
  const parts = expected.isUnion() ? expected.types : [expected];
  return (
    (typeof found === "string" && parts.some((part) => part.isStringLiteral())) ||
    (typeof found === "number" && parts.some((part) => part.isNumberLiteral()))
  );
}

/** Such as `/items/0/id: null for string`. */
export function showViolations(
  checker: ts.TypeChecker,
  violations: readonly Violation[],
): readonly string[] {
  return violations.map(({ pointer, expected, found }) => {
    const kind = found === null ? "null" : Array.isArray(found) ? "array" : typeof found;
    return `${pointer}: ${kind} for ${checker.typeToString(expected).slice(0, 80)}`;
  });
}

function isPrimitive(checker: ts.TypeChecker, type: ts.Type, value: unknown): boolean {
  const { flags } = type;
  if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value;
  if (flags & ts.TypeFlags.BooleanLiteral) return value === (type === checker.getTrueType());
  if (flags & ts.TypeFlags.StringLike) return typeof value === "string";
  if (flags & ts.TypeFlags.NumberLike) return typeof value === "number";
  if (flags & ts.TypeFlags.BooleanLike) return typeof value === "boolean";
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return value === undefined;
  if (flags & ts.TypeFlags.Null) return value === null;
  if (flags & ts.TypeFlags.NonPrimitive) return typeof value === "object" && value !== null;
  return (flags & ts.TypeFlags.Never) === 0;
}

const builtIns: ReadonlyMap<string, abstract new (...values: never[]) => unknown> = new Map<
  string,
  abstract new (
    ...values: never[]
  ) => unknown
>([
  ["ArrayBuffer", ArrayBuffer],
  ["Uint8Array", Uint8Array],
  ["Blob", Blob],
  ["Date", Date],
  ["FormData", FormData],
]);

function isObjectType({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

/** The types of the items of an array or a tuple. */
export function itemTypesOf(checker: ts.TypeChecker, type: ts.Type): readonly ts.Type[] {
  return isReference(type) ? checker.getTypeArguments(type) : [];
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return "target" in type;
}

function requiredItems(type: ts.Type): number {
  const target = isReference(type) && type.target;
  return target && "minLength" in target ? Number(target.minLength) : 0;
}
