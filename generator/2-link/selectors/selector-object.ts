import { nearestName } from "../../diagnostics/nearest-name.js";
import { rulesOf } from "../../model/versions.js";
import {
  child,
  entriesOf,
  isObject,
  keyPlaceOf,
  type Located,
  placeOf,
  textAt,
} from "../../source/located.js";
import { looksLikeExpression } from "../expressions/parse-expression.js";
import type { Scope } from "../workflows/scope.js";

export const selectorFields = ["context", "selector", "type"] as const;
export const selectorTypes = ["jsonpath", "xpath", "jsonpointer"] as const;

/**
 * True for a Selector Object among other values: an object that has its fields and no others, and a runtime expression as
 * `context`. Every other object is an ordinary value.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#selector-object
 */
export function isSelector(at: Located, scope: Scope): boolean {
  return rulesOf(scope.arazzo.document).hasSelectors && hasSignature(at) && hasExpression(at);
}

/** Reports an object that its author probably takes for a Selector Object. */
export function reportNearSelector(at: Located, { arazzo, diagnostics }: Scope): void {
  const fault = faultOf(at, rulesOf(arazzo.document).hasSelectors);
  if (!fault) return;
  const { name, ...parameters } = fault;
  const isElement = name === undefined && typeof at.path.at(-1) === "number";
  const faulty = (name !== undefined && child(at, name)) || at;
  const place = isElement ? placeOf(at) : keyPlaceOf(faulty);
  diagnostics.report("selector-not-read", place, parameters);
}

interface Fault {
  /** The faulty field. */
  readonly name?: string;
  readonly problem: string;
  readonly fix: string;
}

function faultOf(at: Located, hasSelectors: boolean): Fault | undefined {
  if (!hasSelectors) {
    if (!hasSignature(at) || !hasExpression(at) || !typeOf(at)) return undefined;
    return { problem: "this version of Arazzo has none", fix: "write arazzo: 1.1.0" };
  }
  const names = namesIn(at);
  const missing = selectorFields.filter((field) => !names.includes(field));
  const others = names.filter((name) => !selectorFields.some((field) => field === name));
  const isMeant = hasExpression(at) && (typeOf(at) !== undefined || hasPath(at));
  if (!isMeant || missing.length > 1 || others.length > 1) return undefined;
  const [[field], [name]] = [missing, others];
  if (name !== undefined) {
    const problem = `it has the field ${JSON.stringify(name)}`;
    if (field === undefined) return { name, problem, fix: `remove ${name}` };
    return nearestName(name, [field]) === undefined
      ? undefined
      : { name, problem, fix: `write ${field}` };
  }
  if (field === undefined) return undefined;
  return { problem: `it has no ${field}`, fix: `add ${field}: ${exampleOf(field, at)}` };
}

/** A value that a missing field can have. */
function exampleOf(field: (typeof selectorFields)[number], at: Located): string {
  if (field === "selector") return wholes[typeOf(at) ?? "jsonpath"];
  return field === "type" ? "jsonpath" : "$response.body";
}

/** The selectors of the whole context. */
const wholes = { jsonpath: "$", xpath: "/*", jsonpointer: '""' } as const;

function namesIn(at: Located): readonly string[] {
  return entriesOf(at).flatMap(([name]) => (name.startsWith("x-") ? [] : [name]));
}

function hasSignature(at: Located): boolean {
  const names = namesIn(at);
  return names.length === selectorFields.length && selectorFields.every((f) => names.includes(f));
}

function hasExpression(at: Located): boolean {
  return looksLikeExpression((textAt(at, "context") ?? "").replace(/^\{(.*)\}$/s, "$1"));
}

function typeOf(at: Located): (typeof selectorTypes)[number] | undefined {
  const type = child(at, "type");
  const name = isObject(type?.value) ? child(type, "type")?.value : type?.value;
  return selectorTypes.find((each) => each === name);
}

/** True for a text that no CSS selector and no XPath of a web page looks like. */
function hasPath(at: Located): boolean {
  return /^(?:\$|\/(?!\/))/.test(textAt(at, "selector") ?? "");
}
