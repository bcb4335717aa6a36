import type { Template } from "../../model/linked.js";
import {
  findLocations,
  type JsonPathQuery,
  type JsonPathSelector,
  type JsonPathTest,
  type JsonPathValue,
  parseJsonPath,
} from "../../source/json-path.js";

type Found = { readonly pointers: readonly (readonly string[])[] } | { readonly problem: string };

/** A value of a payload that is known only when the workflow runs. */
interface UnknownValue {
  readonly path: readonly (string | number)[];
  readonly text: string;
  /** It is a string, so a query finds nothing in it. */
  readonly isText: boolean;
}

/**
 * Finds the values in a payload that a query selects. An expression in the payload is a problem if its value can decide what
 * the query selects.
 */
export function findInPayload(payload: Template, text: string): Found {
  const unknown: UnknownValue[] = [];
  const value = sampleOf(payload, [], unknown);
  const query = parseJsonPath(text);
  const decisive = unknown.find((each) => decides(each, query));
  if (decisive) {
    const problem = `the value of ${decisive.text}, on which it depends, is known only when the workflow runs`;
    return { problem };
  }
  const pointers = findLocations(text, value).map((path) => path.map(String));
  return pointers.length > 0 ? { pointers } : { problem: "it selects nothing in the payload" };
}

function sampleOf(
  template: Template,
  path: readonly (string | number)[],
  unknown: UnknownValue[],
): unknown {
  switch (template.kind) {
    case "literal":
      return template.value;
    case "array":
      return template.items.map((item, index) => sampleOf(item, [...path, index], unknown));
    case "object": {
      const entries = template.entries.flatMap(({ name, value: inner }) =>
        typeof name === "string"
          ? [[name, sampleOf(inner, [...path, name], unknown)] as const]
          : [],
      );
      return Object.fromEntries(entries);
    }
    case "text":
      unknown.push({ path, text: "a string with expressions", isText: true });
      return "";
    case "expression":
    case "changed": {
      const { text } = template.kind === "changed" ? template.base : template.expression;
      unknown.push({ path, text, isText: false });
      return null;
    }
  }
}

/** Whether the query tests the value, or searches in it. */
function decides({ path, isText }: UnknownValue, { segments }: JsonPathQuery): boolean {
  for (const [depth, { isDescendant, selectors }] of segments.entries()) {
    const [key, member] = [path[depth], path[depth + 1]];
    const tests = selectors.filter((each) => each.kind === "filter");
    if (key === undefined || isDescendant) return !isText || tests.length > 0;
    const names = tests.flatMap(({ test }) => namesTested(test));
    if (names.some((name) => name === undefined || member === undefined || name === member)) {
      return true;
    }
    if (!selectors.some((selector) => selects(selector, key))) return false;
  }
  return false;
}

function selects(selector: JsonPathSelector, key: string | number): boolean {
  if (selector.kind === "name") return selector.name === key;
  return selector.kind !== "index" || selector.index < 0 || selector.index === key;
}

/** The names that a filter reads; undefined stands for any name. */
function namesTested(test: JsonPathTest): readonly (string | undefined)[] {
  switch (test.kind) {
    case "and":
    case "or":
      return [...namesTested(test.left), ...namesTested(test.right)];
    case "exists":
      return namesRead(test.query);
    case "comparison":
      return [test.left, test.right].flatMap(namesOfValue);
    case "other":
      return [undefined];
  }
}

function namesOfValue(value: JsonPathValue): readonly (string | undefined)[] {
  if (value.kind === "literal") return [];
  return value.kind === "other" ? [undefined] : namesRead(value.query);
}

function namesRead({ isRelative, segments }: JsonPathQuery): readonly (string | undefined)[] {
  // The root is the whole payload.
  if (!isRelative) return [undefined];
  const selectors = segments.flatMap((segment) => segment.selectors);
  if (selectors.length === 0) return [undefined];
  return selectors.map((each) => (each.kind === "name" ? each.name : undefined));
}
