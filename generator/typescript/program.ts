import {
  ModuleKind,
  ModuleResolutionKind,
  type Node,
  Project,
  ScriptTarget,
  type Type,
  type TypeAliasDeclaration,
  ts,
} from "ts-morph";

import { parseType } from "../model/read-type-node.js";
import type { TypeNode } from "../model/type-node.js";
import { type Argument, findArgument } from "./argument-faults.js";

export interface TypeScriptError {
  /** Such as 2322. */
  readonly code: number;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type ValueKind = "string" | "number" | "boolean" | "array" | "object" | "unknown";

/** A type as TypeScript evaluates it. */
export interface CheckedType {
  /** The kind of JSON value except null and undefined; `unknown` if several kinds are possible. */
  readonly kind: ValueKind;
  /** All possible kinds of JSON value; empty if nothing is known. */
  readonly kinds: readonly ValueKind[];
  /** Can be `undefined`, or is an optional property. */
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
  /** The possible values, apart from null and undefined; undefined if the type is not a union of literals. */
  readonly literals: readonly (string | number | boolean)[] | undefined;
  /** Without `undefined` and `null`. References are as in the file of the probe. */
  readonly type: TypeNode;
  /** Declared by an index signature, and so read with brackets. */
  readonly isIndexed: boolean;
  /** A property of a union of objects, so that a comparison of the property with `===` narrows the union. */
  readonly isOfUnion: boolean;
  /** Empty if the type is not an object. */
  readonly propertyNames: readonly string[];
  /** The type of a property or element; undefined if the type cannot have it. */
  readonly at: (key: string) => CheckedType | undefined;
  /** The type of every element of an array, or of every member of an object that declares none by name. */
  readonly children: () => CheckedType | undefined;
  readonly mayOmit: (key: string) => boolean;
  /** The only object or array of a union with scalars, such as `Order` of `string | Order`; otherwise this type. */
  readonly structure: CheckedType;
  /** True if a member of the union has the property. */
  readonly mayHave: (key: string) => boolean;
  /** True if this type is assignable to the other. Ignores `undefined` and `null`. */
  readonly fits: (other: CheckedType) => boolean;
}

/** A TypeScript program whose files are in memory. */
export interface TypeScriptProgram {
  readonly write: (path: string, text: string) => void;
  /** Removes the files that were not written since the last call. */
  readonly dropOthers: () => void;
  /** The type of a property of the interface `Probes` in the file. */
  readonly probe: (path: string, name: string) => CheckedType;
  readonly errorsIn: (path: string) => readonly TypeScriptError[];
  /** The argument of a call that contains the error. */
  readonly argumentAround: (path: string, error: TypeScriptError) => Argument | undefined;
  /** The members of an exported union type, as code; empty for any other type. */
  readonly unionMembers: (aliasName: string) => readonly string[];
}

/** The types of the web platform that generated modules use. */
const webTypes = `
  interface Blob { readonly size: number; readonly type: string }
  interface FormData { append(name: string, value: string | Blob): void }
`;

/**
 * The strictest flags, and only the library of the language: the DOM takes five times as long to load as everything
 * else, and generated workflows use neither the DOM nor Node.
 */
const compilerOptions = {
  target: ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ModuleKind.ESNext,
  moduleResolution: ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
  verbatimModuleSyntax: true,
  skipLibCheck: true,
  types: [],
};

export function createProgram(): TypeScriptProgram {
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions });
  project.createSourceFile("/web.d.ts", webTypes);
  const written = new Set<string>(["/web.d.ts"]);
  /** By name; undefined if files were written since the last search. */
  let aliases: ReadonlyMap<string, TypeAliasDeclaration> | undefined;
  return {
    write: (path, text) => {
      written.add(path);
      if (project.getSourceFile(path)?.getFullText() === text) return;
      aliases = undefined;
      project.createSourceFile(path, text, { overwrite: true });
    },
    dropOthers: () => {
      aliases = undefined;
      for (const file of project.getSourceFiles()) {
        if (!written.has(file.getFilePath())) project.removeSourceFile(file);
      }
      written.clear();
      written.add("/web.d.ts");
    },
    probe: (path, name) => {
      const probes = project.getSourceFileOrThrow(path).getInterfaceOrThrow("Probes");
      return describeType(probes.getPropertyOrThrow(name).getType(), probes);
    },
    unionMembers: (aliasName) => {
      aliases ??= exportedAliases(project);
      const alias = aliases.get(aliasName);
      return alias?.getType().isUnion()
        ? alias
            .getType()
            .getUnionTypes()
            .map((member) => member.getText(alias))
        : [];
    },
    argumentAround: (path, error) =>
      findArgument(
        project.getSourceFileOrThrow(path).compilerNode,
        error,
        project.getTypeChecker().compilerObject,
      ),
    errorsIn: (path) =>
      project
        .getSourceFileOrThrow(path)
        .getPreEmitDiagnostics()
        .map(({ compilerObject: { code, messageText, start = 0, length = 0 } }) => ({
          code,
          message: ts.flattenDiagnosticMessageText(messageText, "\n"),
          start,
          end: start + length,
        })),
  };
}

/** Exported type aliases by name. If several have the same name, the first counts. */
function exportedAliases(project: Project): ReadonlyMap<string, TypeAliasDeclaration> {
  const exported = project
    .getSourceFiles()
    .flatMap((file) => file.getTypeAliases())
    .filter((alias) => alias.isExported());
  return new Map(exported.toReversed().map((alias) => [alias.getName(), alias]));
}

function describeType(
  type: Type,
  location: Node,
  { isOptional = false, isIndexed = false, isOfUnion = false } = {},
): CheckedType {
  const isUnknown = type.isUnknown() || type.isAny();
  const present = isUnknown ? type : type.getNonNullableType();
  const members = present.isUnion() ? present.getUnionTypes() : [present];
  const all = type.isUnion() ? type.getUnionTypes() : [type];
  const kinds = isUnknown ? [] : kindsOf(members);
  const [only = "unknown"] = kinds;
  const described: CheckedType = {
    kind: kinds.length === 1 ? only : "unknown",
    kinds,
    mayBeAbsent: isOptional || isUnknown || all.some((member) => member.isUndefined()),
    allowsNull: !isUnknown && all.some((member) => member.isNull()),
    literals: literalsOf(members),
    get type() {
      return parseType(present.getText(location, ts.TypeFormatFlags.NoTruncation));
    },
    isIndexed,
    isOfUnion,
    propertyNames: members.flatMap((one) => (isPlainObject(one) ? namesOf(one) : [])),
    at: (key) => memberAt(present, key, location),
    children: () => {
      const child = childrenOf(present);
      return child && describeType(child, location, { isOptional: true });
    },
    mayOmit: (key) => propertyOf(present, key)?.isOptional() ?? true,
    get structure() {
      const [structure, ...others] = members.filter((member) => !isScalar(member));
      if (!structure || others.length > 0 || members.length === 1) return described;
      return describeType(structure, location, { isOptional, isIndexed, isOfUnion });
    },
    mayHave: (key) => members.some((member) => propertyOf(member, key) !== undefined),
    fits: (other) => {
      const target = presentTypes.get(other);
      return target !== undefined && present.isAssignableTo(target);
    },
  };
  presentTypes.set(described, present);
  return described;
}

const presentTypes = new WeakMap<CheckedType, Type>();

function memberAt(type: Type, key: string, location: Node): CheckedType | undefined {
  if (type.isArray() || type.isTuple()) {
    if (!/^(0|[1-9]\d*)$/.test(key)) return undefined;
    const { element, isOptional } = elementAt(type, Number(key));
    return element && describeType(element, location, { isOptional });
  }
  const property = propertyOf(type, key);
  if (property) {
    return describeType(property.getTypeAtLocation(location), location, {
      isOptional: property.isOptional(),
      isOfUnion: type.isUnion(),
    });
  }
  const indexed = type.getStringIndexType();
  return indexed && describeType(indexed, location, { isOptional: true, isIndexed: true });
}

function childrenOf(type: Type): Type | undefined {
  if (type.isArray()) return type.getArrayElementType();
  const isMap = isPlainObject(type) && namesOf(type).length === 0;
  return isMap ? type.getStringIndexType() : undefined;
}

/** The type of an element, which an array or the end of a tuple need not have. */
function elementAt(type: Type, index: number) {
  const { target } = type.compilerType as ts.TupleTypeReference;
  if (!type.isTuple()) return { element: type.getArrayElementType(), isOptional: true };
  const { fixedLength, minLength, hasRestElement } = target;
  const position = Math.min(index, fixedLength);
  const element =
    index < fixedLength || hasRestElement ? type.getTupleElements()[position] : undefined;
  return { element, isOptional: index >= minLength };
}

/** Finds properties of objects only: a string has a `length` in TypeScript, but no property in JSON. */
function propertyOf(type: Type, key: string) {
  const members = type.isUnion() ? type.getUnionTypes() : [type];
  const hasProperties = members.every((member) => isPlainObject(member) || member.isIntersection());
  return hasProperties ? type.getProperty(key) : undefined;
}

function isScalar(type: Type): boolean {
  return type.isString() || type.isNumber() || type.isBoolean() || type.isLiteral();
}

function isPlainObject(type: Type): boolean {
  return type.isObject() && !type.isArray() && !type.isTuple();
}

function namesOf(type: Type): readonly string[] {
  return type.getProperties().map((property) => property.getName());
}

function literalsOf(members: readonly Type[]): CheckedType["literals"] {
  const values = members.map((member) =>
    member.isBooleanLiteral() ? member.getText() === "true" : member.getLiteralValue(),
  );
  const literals = values.filter((value) => value !== undefined && typeof value !== "object");
  return literals.length === members.length ? literals : undefined;
}

function kindsOf(members: readonly Type[]): readonly ValueKind[] {
  const kinds = new Set(
    members.map((member): ValueKind => {
      if (member.isString() || member.isStringLiteral()) return "string";
      if (member.isNumber() || member.isNumberLiteral()) return "number";
      if (member.isBoolean() || member.isBooleanLiteral()) return "boolean";
      if (member.isArray() || member.isTuple()) return "array";
      return isPlainObject(member) || member.isIntersection() ? "object" : "unknown";
    }),
  );
  return kinds.has("unknown") ? [] : [...kinds];
}
