import { membersOf, typesOf, valuesOf } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import { child, isObject, type Located, textAt } from "../../source/located.js";

/** Keywords that describe the parts of objects and arrays, and that values of other kinds ignore. */
const partKeywords = [
  "properties",
  "additionalProperties",
  "patternProperties",
  "items",
  "prefixItems",
];

/**
 * Creates a function that is true for a schema that describes the parts of objects or arrays, but also allows
 * values of all other kinds. Only `type`, listed values and a discriminator limit the kind of a value.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-7.6.1
 */
export function createKindTest(resolve: Resolve): (schema: Located) => boolean {
  const describesParts = memoize(targetOf, (at, tests) => {
    if (partKeywords.some((key) => child(at, key))) return true;
    return [...conjuncts(at), ...unionsOf(at).flat()].flatMap(tests).includes(true);
  });
  const limitsKind = memoize(targetOf, (at, tests) => {
    if (typesOf(at).length > 0 || valuesOf(at) || child(at, "discriminator")) return true;
    const unions = unionsOf(at).map((members) => members.flatMap(tests));
    const isLimited = unions.some((results) => results.length > 0 && !results.includes(false));
    return isLimited || conjuncts(at).flatMap(tests).includes(true);
  });
  return (schema) => describesParts(schema) && !limitsKind(schema);

  function targetOf(at: Located): Located | undefined {
    return textAt(at, "$ref") === undefined ? undefined : resolve(at);
  }

  /** The schemas that a value of the schema must fulfil as well. */
  function conjuncts(at: Located): readonly Located[] {
    const target = targetOf(at);
    return [...(target ? [target] : []), ...membersOf(at, "allOf")];
  }
}

function unionsOf(at: Located): readonly (readonly Located[])[] {
  return [membersOf(at, "oneOf"), membersOf(at, "anyOf")];
}

/** Tests each schema once. `tests` has no result for a schema that is being tested, which adds nothing to itself. */
function memoize(
  targetOf: (at: Located) => Located | undefined,
  test: (at: Located, tests: (at: Located) => readonly boolean[]) => boolean,
): (at: Located) => boolean {
  /** Undefined while the schema is being tested. */
  const results = new Map<unknown, boolean | undefined>();
  const isOpen = (value: unknown) => results.has(value) && results.get(value) === undefined;
  return (at) => resultsOf(at).includes(true);

  function resultsOf(at: Located): readonly boolean[] {
    if (!isObject(at.value)) return [at.value === false];
    if (isOpen(at.value) || isOpen(targetOf(at)?.value)) return [];
    const known = results.get(at.value);
    if (known !== undefined) return [known];
    results.set(at.value, undefined);
    const result = test(at, resultsOf);
    results.set(at.value, result);
    return [result];
  }
}
