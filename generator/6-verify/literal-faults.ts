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

  /** Whether the type of the value, and its properties that tell alternatives apart, fit the schema. */
  mayBeOf(value: Template, schema: Located): boolean {
    const kind = kindOf(value);
    return partsOf(schema, this.#resolve, ["allOf"]).every((part) => {
      const types = typesOf(part);
      const isNull = kind === "null" && isNullable(part);
      const fits = types.length === 0 || isNull || types.some((type) => isOfType(kind, type));
      return fits && isAllowed(value, part) && this.#hasProperties(value, part);
    });
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
