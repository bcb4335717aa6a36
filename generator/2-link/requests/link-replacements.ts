import type { ReplacementTarget, Template } from "../../model/linked.js";
import { isXml } from "../../model/media-types.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import { child, type Located, placeAt, textAt } from "../../source/located.js";
import { checkJsonPath } from "../criteria/check-jsonpath.js";
import { placeOfProblem } from "../criteria/query-parts.js";
import { readExpressionType } from "../criteria/read-expression-type.js";
import { FieldReader } from "../documents/read-fields.js";
import { faultyTemplate } from "../expressions/link-expression.js";
import { linkTemplate } from "../expressions/link-template.js";
import { selectorTypes } from "../selectors/selector-object.js";
import { singularPath } from "../selectors/singular-path.js";
import type { Scope } from "../workflows/scope.js";
import { findInPayload } from "./find-in-payload.js";
import { replaceInPayload } from "./replace-in-payload.js";
import { replaceInXml } from "./replace-in-xml.js";

type Problem = { readonly problem: string };

/** @see https://spec.openapis.org/arazzo/v1.1.0.html#payload-replacement-object */
export function linkReplacements(
  payload: Template,
  contentType: string,
  replacements: readonly Located[],
  scope: Scope,
): Template {
  const { diagnostics } = scope;
  const replaced = replacements.reduce(
    (result, at) => linkReplacement(result, contentType, at, scope),
    payload,
  );
  // A value without a location could be meant for any part of the payload.
  const isUnknown = replacements.some(
    (at) =>
      diagnostics.hasFaultWithin(placeAt(at, "target")) && !pointerIn(textAt(at, "target") ?? ""),
  );
  return isUnknown ? faultyTemplate(payload.at) : replaced;
}

function linkReplacement(
  payload: Template,
  contentType: string,
  at: Located,
  scope: Scope,
): Template {
  const { diagnostics } = scope;
  const fields = new FieldReader(at, "the replacement", diagnostics);
  fields.allow(["target", "value", "targetSelectorType"]);
  const given = readExpressionType(at, "targetSelectorType", selectorTypes, diagnostics);
  const text = fields.requiredText("target");
  const value = child(at, "value");
  const targetAt = child(at, "target");
  if (!value) fields.reportMissing(["value"]);
  if (text === undefined || !value || !targetAt) return payload;
  const linked = linkTemplate(value, scope);
  const isXmlText = isXml(contentType) && payload.kind !== "object" && payload.kind !== "array";
  const type = given ?? (isXmlText ? "xpath" : "jsonpointer");
  const problem = type === "jsonpath" ? checkJsonPath(text) : undefined;
  if (problem !== undefined) {
    const place = placeOfProblem(problem, targetAt);
    diagnostics.report("jsonpath-syntax", place, { query: text, problem: problem.problem });
    return payload;
  }
  const target = { text, place: placeAt(at, "target") };
  const next =
    type === "xpath"
      ? replaceAtXPath(payload, text, linked, isXmlText)
      : type === "jsonpath"
        ? replaceAtNodes(payload, target, linked)
        : replaceAtPointer(payload, target, linked);
  if (!("problem" in next)) return next;
  diagnostics.report("replacement-target", target.place, { target: text, problem: next.problem });
  return payload;
}

function replaceAtXPath(
  payload: Template,
  target: string,
  value: Template,
  isXmlText: boolean,
): Template | Problem {
  return isXmlText
    ? replaceInXml(payload, target, value)
    : { problem: "XPath works only on a payload that is XML" };
}

function replaceAtPointer(
  payload: Template,
  target: ReplacementTarget,
  value: Template,
): Template | Problem {
  const tokens = pointerIn(target.text);
  if (tokens) return replaceInPayload(payload, tokens, { value, target });
  return { problem: "it is not a JSON Pointer, and XPath works only on XML" };
}

function pointerIn(target: string): readonly string[] | undefined {
  return target.startsWith("//") ? undefined : parseJsonPointer(target.replace(/^#/, ""));
}

/** Replaces every value that a query finds. A query of one value can also add a property, like a JSON Pointer. */
function replaceAtNodes(
  payload: Template,
  target: ReplacementTarget,
  value: Template,
): Template | Problem {
  const path = singularPath(target.text);
  if (path) return replaceInPayload(payload, path, { value, target });
  const found = findInPayload(payload, target.text);
  if ("problem" in found) return found;
  let replaced: Template = payload;
  // Values within others come after these.
  for (const pointer of [...found.pointers].reverse()) {
    // Each place has a type of its own.
    const next = replaceInPayload(replaced, pointer, { value: { ...value }, target });
    if ("problem" in next) return next;
    replaced = next;
  }
  return replaced;
}
