import {
  isNullable,
  membersOf,
  partsOf,
  propertyOf,
  requiredOf,
  typesOf,
  valuesOf,
} from "../model/json-schema.js";
import type { Resolve, Template } from "../model/linked.js";
import { child, isObject, type Located } from "../source/located.js";
import {
  type BrokenRule,
  rulesBrokenByArray,
  rulesBrokenByObject,
  rulesBrokenByScalar,
} from "./literal-rules.js";
import { PatternTester } from "./pattern-tester.js";

/** A value that breaks a rule of its schema. */
export interface LiteralFault {
  readonly value: Template;
  /** The key of the value in its object or array; undefined for the whole value. */
  readonly key: string | number | undefined;
  /** One for each alternative that the schema allows. */
  readonly rules: readonly BrokenRule[];
}

/** A value whose type or enumeration refuses it. */
export interface Misfit {
  readonly value: Template;
  /** The key of the value in its object or array; undefined for the whole value. */
  readonly key: string | number | undefined;
  readonly schema: Located;
}

/**
 * Finds values that break a rule which no type expresses, such as `minimum` or `format`. Only what is literal is
 * judged, and only by schemas that certainly apply.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation
 */
export class LiteralFaults {
  readonly #resolve: Resolve;
  readonly #patterns = new PatternTester();
  /** By value and schema. A schema may refer to itself, and many schemas may refer to one. */
  readonly #known = new Map<Template, Map<unknown, readonly LiteralFault[]>>();

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  of(value: Template, schema: Located | undefined, key?: string | number): readonly LiteralFault[] {
    const isOpen = value.kind === "expression" || value.kind === "text";
    if (!schema || !isObject(schema.value) || isOpen) return [];
    const known = this.#known.get(value) ?? new Map<unknown, readonly LiteralFault[]>();
    this.#known.set(value, known);
    const earlier = known.get(schema.value);
    if (earlier) return earlier;
    known.set(schema.value, []);
    const parts = partsOf(schema, this.#resolve, ["allOf"]);
    const rules = parts.flatMap((part) => this.#rulesBrokenBy(value, part)).slice(0, 1);
    const own = rules.length > 0 ? [{ value, key, rules }] : [];
    const found = [
      ...own,
      ...this.#ofParts(value, parts),
      ...parts.flatMap((part) => this.#ofAlternatives(value, part, key)),
    ];
    known.set(schema.value, found);
    return found;
  }

  #rulesBrokenBy(value: Template, part: Located): readonly BrokenRule[] {
    switch (value.kind) {
      case "literal":
        return rulesBrokenByScalar(value.value, part, this.#patterns);
      case "array":
        return rulesBrokenByArray(value.items.length, hasEqualScalars(value.items), part);
      case "object": {
        if (value.entries.some(({ name }) => typeof name !== "string")) return [];
        const sent = value.entries.filter((entry) => entry.value.kind !== "expression");
        return rulesBrokenByObject(sent.length, value.entries.length, part);
      }
      default:
        return [];
    }
  }

  /** The faults of the elements or properties. */
  #ofParts(value: Template, parts: readonly Located[]): readonly LiteralFault[] {
    if (value.kind === "array") {
      return value.items.flatMap((item, index) =>
        parts.flatMap((part) => this.of(item, itemSchema(part, index), index)),
      );
    }
    if (value.kind !== "object" && value.kind !== "changed") return [];
    return value.entries.flatMap(({ name, value: inner }) =>
      typeof name === "string"
        ? parts.flatMap((part) => this.of(inner, memberSchema(part, name), name))
        : [],
    );
  }

  /** A value must follow the rules of one alternative. */
  #ofAlternatives(
    value: Template,
    part: Located,
    key: string | number | undefined,
  ): readonly LiteralFault[] {
    return (["anyOf", "oneOf"] as const).flatMap((keyword) => {
      const members = membersOf(part, keyword).filter((member) => this.mayBeOf(value, member));
      const faults = members.map((member) => this.of(value, member, key));
      const [first = []] = faults;
      if (faults.length < 2) return first;
      const areAllOfWhole = faults.every(([fault]) => fault?.value === value);
      const rules = faults.flatMap((each) => each.flatMap((fault) => fault.rules));
      return areAllOfWhole ? [{ value, key, rules }] : [];
    });
  }

  /** The innermost values whose type the schema does not allow, or that its enumeration does not list. */
  misfitsOf(value: Template, schema: Located, key?: string | number): readonly Misfit[] {
    const parts = partsOf(schema, this.#resolve, ["allOf"]);
    const fits = this.mayBeOf(value, schema) && parts.every((part) => this.#fitsOne(value, part));
    if (!fits) return [{ value, key, schema }];
    return membersOfValue(value).flatMap(([name, inner]) =>
      parts.flatMap((part) => {
        const own = typeof name === "number" ? itemSchema(part, name) : memberSchema(part, name);
        return own && isObject(own.value) ? this.misfitsOf(inner, own, name) : [];
      }),
    );
  }

  /** Whether the value may be of one of the alternatives, if there are any. */
  #fitsOne(value: Template, part: Located): boolean {
    return (["anyOf", "oneOf"] as const).every((keyword) => {
      const members = membersOf(part, keyword);
      return members.length === 0 || members.some((member) => this.mayBeOf(value, member));
    });
  }

  /** Whether the value is of the type that the schema names; true if it names none. */
  isOfType(value: Template, schema: Located): boolean {
    return partsOf(schema, this.#resolve, ["allOf"]).every((part) => fitsType(value, part));
  }

  /** Whether the type of the value, and its properties that tell alternatives apart, fit the schema. */
  mayBeOf(value: Template, schema: Located): boolean {
    return partsOf(schema, this.#resolve, ["allOf"]).every(
      (part) => fitsType(value, part) && isAllowed(value, part) && this.#hasProperties(value, part),
    );
  }

  #hasProperties(value: Template, part: Located): boolean {
    if (value.kind !== "object") return true;
    const names = value.entries.map(({ name }) => name);
    const isOpen = names.some((name) => typeof name !== "string");
    if (!isOpen && !requiredOf(part).every((name) => names.includes(name))) return false;
    return value.entries.every(({ name, value: inner }) => {
      const schema = typeof name === "string" ? propertyOf(part, name) : undefined;
      const target = schema && this.#resolve(schema);
      return !target || isAllowed(inner, target);
    });
  }
}

function isAllowed(value: Template, schema: Located): boolean {
  const allowed = value.kind === "literal" ? valuesOf(schema) : undefined;
  return !allowed || value.kind !== "literal" || allowed.includes(value.value);
}

function fitsType(value: Template, schema: Located): boolean {
  const kind = kindOf(value);
  const types = typesOf(schema);
  if (types.length === 0 || (kind === "null" && isNullable(schema))) return true;
  return types.some((type) => isOfType(kind, type));
}

function membersOfValue(value: Template): readonly (readonly [string | number, Template])[] {
  if (value.kind === "array") return value.items.map((item, index) => [index, item]);
  if (value.kind !== "object") return [];
  return value.entries.flatMap(({ name, value: inner }) =>
    typeof name === "string" ? [[name, inner] as const] : [],
  );
}

function kindOf(value: Template): string {
  if (value.kind !== "literal") return value.kind;
  return value.value === null ? "null" : typeof value.value;
}

function isOfType(kind: string, type: unknown): boolean {
  return kind === type || (kind === "number" && type === "integer");
}

function itemSchema(part: Located, index: number): Located | undefined {
  return membersOf(part, "prefixItems")[index] ?? child(part, "items");
}

function memberSchema(part: Located, name: string): Located | undefined {
  const declared = propertyOf(part, name);
  if (declared || child(part, "patternProperties")) return declared;
  return child(part, "additionalProperties");
}

function hasEqualScalars(items: readonly Template[]): boolean {
  const scalars = items.flatMap((item) => (item.kind === "literal" ? [item.value] : []));
  return new Set(scalars).size < scalars.length;
}
