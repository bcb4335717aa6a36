import { rulesOf } from "../../model/versions.js";
import type { Located } from "../../source/located.js";
import type { WorkflowScope } from "../workflows/scope.js";
import { FieldReader, reportUnsupported } from "./read-fields.js";

/** The fields of steps that send or receive messages. */
export const messageFields = ["channelPath", "action", "correlationId"];

/**
 * Checks the values of the fields, and reports each field as unsupported.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#step-object
 */
export function checkMessageFields(step: Located, { diagnostics }: WorkflowScope): void {
  if (!rulesOf(step.document).hasLaterFields) return;
  const fields = new FieldReader(step, "the step", diagnostics);
  fields.exclude(["workflowId", "action"]);
  const action = fields.choice("action", ["send", "receive"]);
  const path = fields.text("channelPath");
  if (path !== undefined && !/^\{?\$sourceDescriptions\.[^#]+#\//.test(path)) {
    const example = "{$sourceDescriptions.name.url}#/channels/name";
    fields.reportKind("channelPath", `a reference to a channel, such as ${example}`);
  }
  // Without it, a channel does not say whether a message is sent or received.
  if (fields.isGiven("channelPath")) fields.require("action");
  if (fields.text("correlationId") !== undefined && action === "send") {
    fields.reportKind("action", "receive if there is a correlationId");
  }
  reportUnsupported(step, messageFields, diagnostics);
}
