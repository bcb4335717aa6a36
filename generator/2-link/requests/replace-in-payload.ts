import type { Template } from "../../model/linked.js";

export function replaceInPayload(
  payload: Template,
  tokens: readonly string[],
  value: Template,
): Template | { readonly problem: string } {
  const [token, ...rest] = tokens;
  if (token === undefined) return value;
  switch (payload.kind) {
    case "object":
      return replaceInObject(payload, token, rest, value);
    case "array":
      return replaceInArray(payload, token, rest, value);
    case "literal":
    case "text":
      return { problem: `no object or array contains ${JSON.stringify(token)}` };
    case "expression":
      if (payload.expression.kind === "faulty") return payload;
      return { problem: `${payload.expression.text} is unknown until the workflow runs` };
  }
}

function replaceInObject(
  object: Extract<Template, { kind: "object" }>,
  token: string,
  rest: readonly string[],
  value: Template,
): Template | { readonly problem: string } {
  const known = object.entries.find(({ name }) => name === token);
  if (!known && rest.length > 0) return { problem: `${JSON.stringify(token)} does not exist` };
  const inner = known ? replaceInPayload(known.value, rest, value) : value;
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
  value: Template,
): Template | { readonly problem: string } {
  const index = token === "-" ? array.items.length : Number(token);
  const known = array.items[index];
  const isIndex = token === "-" || /^(0|[1-9]\d*)$/.test(token);
  if (!isIndex || index > array.items.length || (!known && rest.length > 0)) {
    return { problem: `the array has no element ${token}` };
  }
  const inner = known ? replaceInPayload(known, rest, value) : value;
  if ("problem" in inner) return inner;
  return {
    ...array,
    items: [...array.items.slice(0, index), inner, ...array.items.slice(index + 1)],
  };
}
