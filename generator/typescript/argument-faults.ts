import { ts } from "ts-morph";
import type { Range } from "../source/nested-ranges.js";

/** An error in one part of a value. The types are in the syntax of TypeScript. */
export type ValueFault =
  | { readonly kind: "unknown"; readonly name: string }
  | { readonly kind: "missing"; readonly names: readonly string[] }
  | { readonly kind: "mismatch"; readonly given: string; readonly expected: string };

/** A fault with the range at which the compiler would report it. */
export type PlacedFault = Range & { readonly fault: ValueFault };

/** An object literal that is an argument of a call. */
export interface Argument {
  readonly start: number;
  /**
   * All faults of the parts of the object. The compiler reports only the first kind of fault of each object, and
   * nothing about properties in conditional spreads.
   */
  readonly readFaults: () => readonly PlacedFault[];
}

export function findArgument(
  file: ts.SourceFile,
  error: Range,
  checker: ts.TypeChecker,
): Argument | undefined {
  const argument = argumentAround(file, error);
  return (
    argument && {
      start: argument.pos,
      readFaults: () => {
        const reader = new ArgumentReader(file, checker);
        reader.readObject(argument, argument);
        return reader.faults;
      },
    }
  );
}

class ArgumentReader {
  readonly faults: PlacedFault[] = [];
  readonly #file: ts.SourceFile;
  readonly #checker: ts.TypeChecker;

  constructor(file: ts.SourceFile, checker: ts.TypeChecker) {
    this.#file = file;
    this.#checker = checker;
  }

  /** @param named the node at which the compiler reports a fault of the whole object */
  readObject(object: ts.ObjectLiteralExpression, named: ts.Node): void {
    this.#readProperties(object);
    const given = new Set(object.properties.flatMap((property) => this.#namesGivenBy(property)));
    const [first = [], ...others] = this.#objectsExpectedOf(object).map(requiredNamesOf);
    const names = first.filter(
      (name) => !given.has(name) && others.every((other) => other.includes(name)),
    );
    if (names.length > 0) this.#report(named, { kind: "missing", names });
  }

  #readProperties(object: ts.ObjectLiteralExpression): void {
    const expected = this.#objectsExpectedOf(object);
    const isOpen = expected.length === 0 || expected.some((type) => this.#takesAnyName(type));
    for (const property of object.properties) {
      if (ts.isSpreadAssignment(property)) {
        for (const inner of objectsIn(property.expression)) this.#readProperties(inner);
        continue;
      }
      const name = nameOf(property);
      if (name === undefined || !property.name) continue;
      if (!isOpen && !expected.some((type) => type.getProperty(name))) {
        this.#report(property.name, { kind: "unknown", name });
      } else if (ts.isPropertyAssignment(property)) {
        this.#readValue(property.initializer, property.name);
      } else if (ts.isShorthandPropertyAssignment(property)) {
        this.#readValue(property.name, property.name);
      }
    }
  }

  #readValue(value: ts.Expression, named: ts.Node): void {
    const expected = this.#checker.getContextualType(value);
    if (!expected) return;
    const members = membersOf(expected);
    if (ts.isObjectLiteralExpression(value) && members.some((type) => this.#isObject(type))) {
      this.readObject(value, named);
    } else if (ts.isArrayLiteralExpression(value) && members.some((type) => this.#isList(type))) {
      for (const element of value.elements) this.#readValue(element, element);
    } else {
      const given = this.#checker.getTypeAtLocation(value);
      if (this.#checker.isTypeAssignableTo(given, expected)) return;
      const texts = { given: this.#textOf(given, value), expected: this.#textOf(expected, value) };
      this.#report(named, { kind: "mismatch", ...texts });
    }
  }

  #objectsExpectedOf(object: ts.ObjectLiteralExpression): readonly ts.Type[] {
    const expected = this.#checker.getContextualType(object);
    return expected ? membersOf(expected).filter((type) => this.#isObject(type)) : [];
  }

  #takesAnyName(type: ts.Type): boolean {
    return type.getProperties().length === 0 || this.#checker.getIndexInfosOfType(type).length > 0;
  }

  #namesGivenBy(property: ts.ObjectLiteralElementLike): readonly string[] {
    if (ts.isSpreadAssignment(property)) {
      const spread = this.#checker.getTypeAtLocation(property.expression);
      return membersOf(spread).flatMap((type) => type.getProperties().map(({ name }) => name));
    }
    const name = nameOf(property);
    return name === undefined ? [] : [name];
  }

  #isObject(type: ts.Type): boolean {
    const isStructured = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
    return isStructured && !this.#isList(type);
  }

  #isList(type: ts.Type): boolean {
    return this.#checker.isArrayLikeType(type);
  }

  #textOf(type: ts.Type, at: ts.Node): string {
    return this.#checker.typeToString(type, at, ts.TypeFormatFlags.NoTruncation);
  }

  #report(at: ts.Node, fault: ValueFault): void {
    this.faults.push({ fault, start: at.getStart(this.#file), end: at.end });
  }
}

/** The innermost argument around a range. */
function argumentAround(
  file: ts.SourceFile,
  { start, end }: Range,
): ts.ObjectLiteralExpression | undefined {
  let found: ts.ObjectLiteralExpression | undefined;
  const look = (node: ts.Node): void => {
    if (start < node.pos || node.end < end) return;
    if (ts.isObjectLiteralExpression(node) && ts.isCallExpression(node.parent)) found = node;
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}

/** The object in `...(x !== undefined && { a: x })`. */
function objectsIn(expression: ts.Expression): readonly ts.ObjectLiteralExpression[] {
  if (ts.isObjectLiteralExpression(expression)) return [expression];
  if (ts.isParenthesizedExpression(expression)) return objectsIn(expression.expression);
  return ts.isBinaryExpression(expression) ? objectsIn(expression.right) : [];
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string | undefined {
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

function requiredNamesOf(type: ts.Type): readonly string[] {
  return type
    .getProperties()
    .filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0)
    .map(({ name }) => name);
}

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
