import type { Resolve } from "../../model/linked.js";
import {
  isKeyword,
  type TypeMember,
  type TypeNode,
  type TypeReference,
} from "../../model/type-node.js";
import type { NamedType } from "../../model/typed.js";
import { takeName } from "../../source/identifiers.js";
import type { Located } from "../../source/located.js";
import {
  annotationsOf,
  type ConstrainedKind,
  constraintsOf,
  isClosed,
  itemAt,
  itemIn,
  otherPropertiesIn,
  propertyIn,
  requiredParts,
  type Schema,
} from "./schema-constraints.js";

/** A named type, and the API that declares it; undefined for a type of the inputs. */
interface Declared extends NamedType {
  readonly namespace: string | undefined;
}

/** Describes types as JSON Schemas. Named types become definitions. */
export class TypeDescriber {
  readonly #resolve: Resolve;
  readonly #declared: ReadonlyMap<string, Declared>;
  readonly #names = new Map<Declared, string>();
  readonly #taken = new Set<string>();
  readonly #definitions = new Map<string, Schema>();

  constructor(declared: readonly Declared[], resolve: Resolve) {
    this.#resolve = resolve;
    this.#declared = new Map(declared.map((each) => [keyOf(each.namespace, each.name), each]));
  }

  /** The `$defs` that the described types refer to. */
  get definitions(): Schema {
    return Object.fromEntries(this.#definitions);
  }

  /**
   * Describes a type, with the constraints and annotations of a schema that has this type or a wider one.
   * @param namespace the API whose names the type uses
   */
  describe(type: TypeNode, at: Located | undefined, namespace?: string): Schema {
    const isNamed = type.kind === "reference" && this.#find(type, namespace) !== undefined;
    const { $ref, ...shape } = this.#shapeOf(type, at, namespace);
    const { title, description, ...others } = annotationsOf(at, this.#resolve, isNamed);
    return {
      ...($ref !== undefined && { $ref }),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...shape,
      ...others,
    };
  }

  /** True if each value of the type is an object. */
  isObject(type: TypeNode, namespace?: string): boolean {
    if (type.kind === "object") return true;
    if (type.kind === "intersection") {
      return type.members.some((member) => this.isObject(member, namespace));
    }
    if (type.kind !== "reference") return false;
    const declared = this.#find(type, namespace);
    return declared ? this.isObject(declared.type, declared.namespace) : type.name === "Record";
  }

  #shapeOf(type: TypeNode, at: Located | undefined, namespace: string | undefined): Schema {
    switch (type.kind) {
      case "keyword":
        return this.#keyword(type.name, at);
      case "literal":
        return enumeration([type.value]);
      case "reference":
        return this.#reference(type, namespace);
      case "array": {
        const items = this.describe(type.element, itemIn(this.#partsOf(at)), namespace);
        return {
          type: "array",
          ...(!isAny(items) && { items }),
          ...this.#constraints("array", at),
        };
      }
      case "tuple": {
        const items = type.elements.map((element, index) =>
          this.describe(element, itemAt(this.#partsOf(at), index), namespace),
        );
        const { minLength, rest } = type;
        const others = rest && this.describe(rest, undefined, namespace);
        return {
          type: "array",
          prefixItems: items,
          ...(minLength > 0 && { minItems: minLength }),
          ...(!others && { maxItems: items.length }),
          ...(others && !isAny(others) && { items: others }),
        };
      }
      case "object":
        return this.#object(type.members, at, namespace);
      case "union":
        return this.#union(type.members, at, namespace);
      case "intersection":
        return { allOf: type.members.map((member) => this.#shapeOf(member, at, namespace)) };
      case "access":
        return {};
    }
  }

  #keyword(name: string, at: Located | undefined): Schema {
    if (name === "never") return { not: {} };
    if (name === "string" || name === "number" || name === "object") {
      return { type: name, ...this.#constraints(name, at) };
    }
    return name === "boolean" || name === "null" ? { type: name } : {};
  }

  /** Types that JSON does not have, such as `Blob`, are not constrained. */
  #reference(type: TypeReference, namespace: string | undefined): Schema {
    const declared = this.#find(type, namespace);
    if (declared) return { $ref: `#/$defs/${encodeURIComponent(this.#define(declared))}` };
    const [first, second] = type.arguments;
    if (type.name === "Record" && second) {
      const others = this.describe(second, undefined, namespace);
      const isNever = isKeyword(second, "never");
      return {
        type: "object",
        ...(!isAny(others) && { additionalProperties: isNever ? false : others }),
      };
    }
    const isPick = first?.kind === "reference" && first.name === "Pick";
    if (type.name !== "Required" || !isPick) return {};
    const required = first.arguments.slice(1).flatMap(literalsIn);
    return { type: "object", required };
  }

  #object(
    members: readonly TypeMember[],
    at: Located | undefined,
    namespace: string | undefined,
  ): Schema {
    const parts = this.#partsOf(at);
    const named = members.filter((member) => member.kind === "property");
    const index = members.find((member) => member.kind === "index");
    const others = index && this.describe(index.type, otherPropertiesIn(parts), namespace);
    const required = named.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
    const properties = named.map(({ name, type }) => [
      name,
      this.describe(type, propertyIn(parts, name), namespace),
    ]);
    return {
      type: "object",
      ...(named.length > 0 && { properties: Object.fromEntries(properties) }),
      ...(required.length > 0 && { required }),
      ...(others && !isAny(others) && { additionalProperties: others }),
      ...(isClosed(at, this.#resolve) && { additionalProperties: false }),
      ...this.#constraints("object", at),
    };
  }

  #union(
    members: readonly TypeNode[],
    at: Located | undefined,
    namespace: string | undefined,
  ): Schema {
    const allowsNull = members.some((member) => isKeyword(member, "null"));
    const values = members.flatMap((member) => (member.kind === "literal" ? [member.value] : []));
    const others = members.filter(
      (member) =>
        member.kind !== "literal" && !isKeyword(member, "null") && !isKeyword(member, "undefined"),
    );
    // Only a schema that describes the one alternative has its constraints.
    const from = others.length === 1 && values.length === 0 ? at : undefined;
    const alternatives = [
      ...(values.length > 0 ? [enumeration(values)] : []),
      ...others.map((member) => this.#shapeOf(member, from, namespace)),
    ];
    if (alternatives.some(isAny)) return {};
    const [only, ...rest] = alternatives;
    if (only && rest.length === 0) return allowsNull ? withNull(only) : only;
    return { anyOf: [...alternatives, ...(allowsNull ? [{ type: "null" }] : [])] };
  }

  #partsOf(at: Located | undefined): readonly Located[] {
    return at ? requiredParts(at, this.#resolve) : [];
  }

  #constraints(kind: ConstrainedKind, at: Located | undefined): Schema {
    return constraintsOf(kind, this.#partsOf(at));
  }

  #find(type: TypeReference, namespace: string | undefined): Declared | undefined {
    return this.#declared.get(keyOf(type.namespace ?? namespace, type.name));
  }

  #define(declared: Declared): string {
    const known = this.#names.get(declared);
    if (known !== undefined) return known;
    const name = takeName(declared.name, this.#taken);
    this.#names.set(declared, name);
    // Keeps the position: the definition may refer to itself and to others.
    this.#definitions.set(name, {});
    this.#definitions.set(name, this.describe(declared.type, declared.at, declared.namespace));
    return name;
  }
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ""}.${name}`;
}

function isAny(schema: Schema): boolean {
  return Object.keys(schema).length === 0;
}

function enumeration(values: readonly (string | number | boolean)[]): Schema {
  const [type, ...others] = new Set(values.map((value) => typeof value));
  return others.length > 0 ? { enum: values } : { type, enum: values };
}

function withNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  if (typeof type !== "string") return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    type: [type, "null"],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

function literalsIn(type: TypeNode): readonly string[] {
  const members = type.kind === "union" ? type.members : [type];
  return members.flatMap((member) => (member.kind === "literal" ? [String(member.value)] : []));
}
