import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LinkedRequestBody, Template } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { isForm, isXml, requestKind } from "../../model/media-types.js";
import { child, keyPlaceOf, type Located, placeAt } from "../../source/located.js";
import { mayHaveBody } from "../apis/may-have-body.js";
import { FieldReader } from "../documents/read-fields.js";
import { linkTemplate } from "../expressions/link-template.js";
import type { Scope } from "../workflows/scope.js";
import { type ChosenMediaType, chooseMediaType } from "./choose-media-type.js";
import { linkJsonText } from "./link-json-text.js";
import { linkReplacements } from "./link-replacements.js";
import { encodeInQuery } from "./link-whole-query.js";
import { escapeInXml } from "./replace-in-xml.js";

/**
 * Links a Request Body Object. Undefined if the step has no body, or if an error was reported, such as an unknown
 * operation.
 */
export function linkRequestBody(
  step: Located,
  operation: LinkedOperation | undefined,
  scope: Scope,
): LinkedRequestBody | undefined {
  const { diagnostics } = scope;
  const { operationId = "", method = "", requestBody: declared } = operation ?? {};
  const at = new FieldReader(step, "the step", diagnostics).object("requestBody");
  const hasPayload = at && (child(at, "payload") ?? child(at, "replacements"));
  const fields = at && new FieldReader(at, "the request body", diagnostics);
  fields?.allow(["contentType", "payload", "replacements"]);
  if (!hasPayload || !fields) {
    if (declared?.required) reportMissing(step, { operationId, method }, diagnostics);
    return undefined;
  }
  if (operation && !declared) {
    diagnostics.report("request-body-undeclared", keyPlaceOf(at), { operationId });
  } else if (operation && !mayHaveBody(method)) {
    const parameters = { operationId, method, isGiven: true, isRequired: declared?.required };
    diagnostics.report("request-body-not-sent", keyPlaceOf(at), parameters);
  }
  if (operation && !mayHaveBody(method)) return undefined;
  const wanted = fields.text("contentType");
  const chosen = operation && chooseContentType(at, wanted, operation, diagnostics);
  const sent = chosen?.sent ?? wanted ?? "application/json";
  const isJsonBody = isSentAsJson(sent, chosen, declared, scope);
  const linked = linkPayload(at, isJsonBody, scope);
  const payload = isXml(sent) ? escapeInXml(linked) : isForm(sent) ? encodeInQuery(linked) : linked;
  const replaced = linkReplacements(payload, sent, fields.objects("replacements"), scope);
  return (
    chosen && { at, contentType: sent, declaredContentType: chosen.declared, payload: replaced }
  );
}

function reportMissing(
  step: Located,
  { operationId, method }: Pick<LinkedOperation, "operationId" | "method">,
  diagnostics: Diagnostics,
): void {
  const place = placeAt(step, "stepId");
  if (mayHaveBody(method)) diagnostics.report("request-body-missing", place, { operationId });
  else {
    const parameters = { operationId, method, isGiven: false, isRequired: true };
    diagnostics.report("request-body-not-sent", place, parameters);
  }
}

function chooseContentType(
  at: Located,
  wanted: string | undefined,
  operation: LinkedOperation,
  diagnostics: Diagnostics,
): ChosenMediaType {
  const chosen = operation.requestBody && readContentType(at, wanted, operation, diagnostics);
  const contentType = wanted ?? "application/json";
  return chosen ?? { declared: contentType, sent: contentType, isReplaced: false };
}

function readContentType(
  at: Located,
  wanted: string | undefined,
  { operationId, requestBody }: LinkedOperation,
  diagnostics: Diagnostics,
): ChosenMediaType | undefined {
  const declared = [...(requestBody?.content.keys() ?? [])];
  const chosen = chooseMediaType(wanted, declared);
  const place = placeAt(at, "contentType");
  if (!chosen) {
    const parameters = { operationId, ...unknownName(wanted ?? "", declared) };
    diagnostics.report("content-type-undeclared", place, parameters);
  } else if (chosen.isReplaced) {
    const parameters = { operationId, name: wanted ?? "", declared: chosen.declared };
    diagnostics.report("content-type-replaced", place, parameters);
  }
  return chosen;
}

/** The schema decides about a media type that is not known. */
function isSentAsJson(
  sent: string,
  chosen: ChosenMediaType | undefined,
  declared: LinkedOperation["requestBody"],
  { resolve }: Scope,
): boolean {
  const schema = chosen && declared?.content.get(chosen.declared);
  return requestKind(sent, schema, resolve) === "json";
}

/** Links the payload. A string that contains JSON is parsed now, not at run time. */
function linkPayload(body: Located, isJsonBody: boolean, scope: Scope): Template {
  const at = child(body, "payload");
  if (!at) return { kind: "object", entries: [], at: body };
  return isJsonBody ? linkJsonText(at, scope) : linkTemplate(at, scope);
}
