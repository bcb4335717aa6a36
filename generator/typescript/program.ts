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

/** What one file has wrong, in the compiler's own words. */
export interface TypeScriptError {
  /** Such as 2322. */
  readonly code: number;
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export type ValueKind = "string" | "number" | "boolean" | "array" | "object" | "unknown";

/** A type as the compiler understands it. */
export interface CheckedType {
  /** The kind of JSON value, null and undefined aside; `unknown` if several kinds are possible. */
  readonly kind: ValueKind;
  /** Every kind of JSON value that is possible; none if nothing is known. */
  readonly kinds: readonly ValueKind[];
  /** The texts that it can be; none if it can be others. */
  readonly texts: readonly string[];
  /** Whether it can be `undefined`, or be left out. */
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
  /** In the names of the file that holds the probe, without `undefined` and `null`. */
  readonly type: TypeNode;
  /** Whether it was reached through an index signature, and so is read with brackets. */
  readonly isIndexed: boolean;
  /** The names of its properties, when it is an object. */
  readonly propertyNames: readonly string[];
  /** The type under a property or index; undefined if the type can have none there. */
  readonly at: (key: string) => CheckedType | undefined;
  /** Whether an object of this type may leave a property out. */
  readonly mayOmit: (key: string) => boolean;
  /** Whether some, not all, of the types that it may have know the property. */
  readonly mayHave: (key: string) => boolean;
  /** Whether every value of this type is one of the other, both being present. */
  readonly fits: (other: CheckedType) => boolean;
}

/** A TypeScript program in memory: files go in, types and errors come out. */
export interface TypeScriptProgram {
  readonly write: (path: string, text: string) => void;
  /** Takes away what was not written since this was called last. */
  readonly dropOthers: () => void;
  /** The type of a property of the interface `Probes` in that file. */
  readonly probe: (path: string, name: string) => CheckedType;
  readonly errorsIn: (path: string) => readonly TypeScriptError[];
  /** The argument of a call that an error is in. */
  readonly argumentAround: (path: string, error: TypeScriptError) => Argument | undefined;
  /** The members of the union that an exported type alias of that name stands for, as code. */
  readonly unionMembers: (aliasName: string) => readonly string[];
}

/** The types of the web that generated modules name, as far as they look into them. */
const webTypes = `
  interface Blob { readonly size: number; readonly type: string }
  interface FormData { append(name: string, value: string | Blob): void }
`;

/**
 * Starts an empty program under the strictest flags.
 *
 * It knows the language's own library, but nothing of a browser or of Node: loading the DOM costs
 * five times as much as all the rest, and generated workflows use nothing of it.
 */
export function createProgram(): TypeScriptProgram {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
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
    },
  });
  project.createSourceFile("/web.d.ts", webTypes);
  const written = new Set<string>(["/web.d.ts"]);
  /** By their names; undefined where files were written since they were looked for. */
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

/** The exported type aliases, by their names; of several of a name, the first. */
function exportedAliases(project: Project): ReadonlyMap<string, TypeAliasDeclaration> {
  const exported = project
    .getSourceFiles()
    .flatMap((file) => file.getTypeAliases())
    .filter((alias) => alias.isExported());
  return new Map(exported.toReversed().map((alias) => [alias.getName(), alias]));
}

/** A type, and whether what has it can be missing altogether, as an optional property can. */
function describeType(
  type: Type,
  asked: Node,
  { isOptional = false, isIndexed = false } = {},
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
    texts: textsOf(members),
    mayBeAbsent: isOptional || isUnknown || all.some((member) => member.isUndefined()),
    allowsNull: !isUnknown && all.some((member) => member.isNull()),
    get type() {
      return parseType(present.getText(asked, ts.TypeFormatFlags.NoTruncation));
    },
    isIndexed,
    propertyNames: members.flatMap((one) => (isPlainObject(one) ? namesOf(one) : [])),
    at: (key) => memberAt(present, key, asked),
    mayOmit: (key) => propertyOf(present, key)?.isOptional() ?? true,
    mayHave: (key) => members.some((member) => propertyOf(member, key) !== undefined),
    fits: (other) => {
      const target = presentTypes.get(other);
      return target !== undefined && present.isAssignableTo(target);
    },
  };
  presentTypes.set(described, present);
  return described;
}

/** The compiler's types behind what was described. */
const presentTypes = new WeakMap<CheckedType, Type>();

function memberAt(type: Type, key: string, asked: Node): CheckedType | undefined {
  if (type.isArray() || type.isTuple()) {
    if (!/^(0|[1-9]\d*)$/.test(key)) return undefined;
    const item = type.getTupleElements()[Number(key)];
    const element = item ?? type.getNumberIndexType();
    return element && describeType(element, asked, { isOptional: item === undefined });
  }
  const property = propertyOf(type, key);
  if (property) {
    return describeType(property.getTypeAtLocation(asked), asked, {
      isOptional: property.isOptional(),
    });
  }
  const indexed = type.getStringIndexType();
  return indexed && describeType(indexed, asked, { isOptional: true, isIndexed: true });
}

/** A text has a `length` in TypeScript, but no property of JSON. */
function propertyOf(type: Type, key: string) {
  const members = type.isUnion() ? type.getUnionTypes() : [type];
  const hasProperties = members.every((member) => isPlainObject(member) || member.isIntersection());
  return hasProperties ? type.getProperty(key) : undefined;
}

function isPlainObject(type: Type): boolean {
  return type.isObject() && !type.isArray() && !type.isTuple();
}

function namesOf(type: Type): readonly string[] {
  return type.getProperties().map((property) => property.getName());
}

function textsOf(members: readonly Type[]): readonly string[] {
  const texts = members.map((member) => member.getLiteralValue());
  return texts.every((text) => typeof text === "string") ? texts : [];
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
