import type { Expression, ReplacementTarget, Template } from "../../model/linked.js";
import { expressionWithin } from "../../source/json-pointer.js";
import type { Located } from "../../source/located.js";

/** A value to set. */
interface Replacement {
  readonly value: Template;
  readonly target: ReplacementTarget;
}

type Replaced = Template | { readonly problem: string };

export function replaceInPayload(
  payload: Template,
  tokens: readonly string[],
  value: Replacement,
): Replaced {
  const [token, ...rest] = tokens;
  if (token === undefined) return value.value;
  switch (payload.kind) {
    case "object":
      return replaceInObject(payload, token, rest, value);
    case "array":
      return replaceInArray(payload, token, rest, value);
    case "literal":
    case "text":
      return { problem: `no object or array contains ${JSON.stringify(token)}` };
    case "expression": {
      const { expression, at } = payload;
      if (expression.kind === "faulty") return payload;
      return replaceInChanged(
        { kind: "changed", base: expression, entries: [], target: value.target, at },
        tokens,
        value,
      );
    }
    case "changed":
      return replaceInChanged(payload, tokens, value);
  }
}

function replaceInChanged(
  changed: Extract<Template, { kind: "changed" }>,
  [token = "", ...rest]: readonly string[],
  value: Replacement,
): Replaced {
  const { base, entries, at } = changed;
  if (!("pointer" in base)) return { problem: `${base.text} has no properties` };
  const known = token === "-" ? undefined : entries.find(({ name }) => name === token);
  const old = known?.value ?? memberOf(base, token, value.target, at);
  const inner = replaceInPayload(old, rest, value);
  if ("problem" in inner) return inner;
  const entry = { name: token, value: inner };
  return {
    ...changed,
    entries: known ? entries.map((each) => (each === known ? entry : each)) : [...entries, entry],
  };
}

/** The property or element of an expression's value. */
function memberOf(
  base: Expression & { readonly pointer: readonly string[] },
  token: string,
  { place }: ReplacementTarget,
  at: Located,
): Template {
  const text = expressionWithin(base.text, token);
  const expression = { ...base, pointer: [...base.pointer, token], text, place };
  return { kind: "expression", expression, at };
}

function replaceInObject(
  object: Extract<Template, { kind: "object" }>,
  token: string,
  rest: readonly string[],
  value: Replacement,
): Replaced {
  const known = object.entries.find(({ name }) => name === token);
  if (!known && rest.length > 0) return { problem: `${JSON.stringify(token)} does not exist` };
  const inner = known ? replaceInPayload(known.value, rest, value) : value.value;
  if ("problem" in inner) return inner;
  const replaced = { name: token, value: inner };
  const entries = known
    ? object.entries.map((entry) => (entry === known ? replaced : entry))
    : [...object.entries, replaced];
  return { ...object, entries };
}

function replaceInArray(
  array: Extract<Template, { kind: "array" }>,
  token: string,
  rest: readonly string[],
  value: Replacement,
): Replaced {
  const index = token === "-" ? array.items.length : Number(token);
  const known = array.items[index];
  const isIndex = token === "-" || /^(0|[1-9]\d*)$/.test(token);
  if (!isIndex || index > array.items.length || (!known && rest.length > 0)) {
    return { problem: `the array has no element ${token}` };
  }
  const inner = known ? replaceInPayload(known, rest, value) : value.value;
  if ("problem" in inner) return inner;
  return {
    ...array,
    items: [...array.items.slice(0, index), inner, ...array.items.slice(index + 1)],
  };
}
