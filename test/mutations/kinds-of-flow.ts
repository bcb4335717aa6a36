import { at, items, properties, textOf } from "./document.js";
import {
  addOutput,
  conditionsOf,
  insertBefore,
  insertItemBefore,
  isExpression,
  type Kinds,
  outputsAround,
} from "./edits.js";

const status = /(\$statusCode == 20\d)["']?$/;
const quoted = /== ["']([A-Za-z_]{3,})["']/;

/** Conditions, actions and outputs that parse, but mean something else than the author wanted. */
export const kindsOfFlow: Kinds = {
  "criterion never true (two statuses)": (doc) =>
    conditionsOf(doc).map((node) =>
      doc.replace(node, status, (found) => `${found} && $statusCode == 404`),
    ),
  "criterion always true": (doc) =>
    conditionsOf(doc).map((node) => doc.replace(node, status, () => "$statusCode >= 100")),
  "criterion accepts errors": (doc) =>
    conditionsOf(doc).map((node) => doc.replace(node, /\$statusCode (==) 20\d["']?$/, () => "!=")),
  "status compared with text": (doc) =>
    conditionsOf(doc).map((node) =>
      doc.replace(node, /\$statusCode == (20\d)$/, (found) => `'${found}'`),
    ),
  "status compared with a word": (doc) =>
    conditionsOf(doc).map((node) => doc.replace(node, /\$statusCode == (20\d)$/, () => "'OK'")),
  "text of an enum misspelt in a condition": (doc) =>
    conditionsOf(doc).map((node) =>
      doc.replace(node, quoted, (found) => found.slice(0, -2) + found.slice(-1)),
    ),
  "text in a condition without quotes": (doc) =>
    conditionsOf(doc).map((node) =>
      doc.replace(node, /== (["'][A-Za-z_]{3,}["'])/, (found) => found.slice(1, -1)),
    ),
  "number in a condition in place of a text": (doc) =>
    conditionsOf(doc).map((node) => doc.replace(node, /== (["'][A-Za-z_]{3,}["'])/, () => "7")),
  "single = in a condition": (doc) =>
    conditionsOf(doc).map((node) => doc.replace(node, /(==)/, () => "=")),
  "and in place of &&": (doc) =>
    conditionsOf(doc).map((node) =>
      doc.replace(node, status, (found) => `${found} and $statusCode < 300`),
    ),
  "$ missing in a condition": (doc) =>
    conditionsOf(doc).map((node) => doc.replace(node, /(\$statusCode)/, () => "statusCode")),
  "success criteria dropped": (doc) => doc.steps.map((step) => doc.drop(step, "successCriteria")),
  "criterion reads the body of an error": (doc) =>
    conditionsOf(doc).map((node) =>
      doc.replace(node, status, () => "$response.body#/notThere == 1"),
    ),
  "action after an unconditional one": (doc) =>
    doc.steps.map((step) => {
      const [first] = items(at(step, "onSuccess"));
      const edit = insertItemBefore(doc, first, ["name: always", "type: end"]);
      return edit && { ...edit, lines: [...edit.lines, ...edit.lines.map((line) => line + 2)] };
    }),
  "retry on success": (doc) =>
    doc.steps.flatMap((step) =>
      items(at(step, "onSuccess")).map((action) =>
        doc.replace(at(action, "type"), /(end|goto)/, () => "retry"),
      ),
    ),
  "goto without target": (doc) =>
    doc.actions.map((action) =>
      textOf(action, "type") === "goto" ? doc.drop(action, "stepId") : undefined,
    ),
  "onFailure goes to its own step": (doc) =>
    doc.steps.map((step) => {
      if (at(step, "onFailure") || !at(step, "outputs")) return undefined;
      const target = textOf(step, "stepId");
      const lines = ["onFailure:", "  - name: again", "    type: goto", `    stepId: ${target}`];
      return insertBefore(doc, step, "outputs", lines);
    }),
  "goto that skips a step whose output is used": (doc) =>
    doc.workflows.map((workflow) => {
      const [first, , third] = items(at(workflow, "steps"));
      if (!first || !third || at(first, "onSuccess") || !at(first, "outputs")) return undefined;
      const target = textOf(third, "stepId");
      const lines = ["onSuccess:", "  - name: skip", "    type: goto", `    stepId: ${target}`];
      return insertBefore(doc, first, "outputs", lines);
    }),
  "outputs of a step that may not run": (doc) =>
    doc.workflows.map((workflow) => {
      const [first, second] = items(at(workflow, "steps"));
      if (!first || !second || at(first, "onSuccess") || !at(first, "outputs")) return undefined;
      const lines = [
        "onSuccess:",
        "  - name: early",
        "    type: end",
        "    criteria:",
        "      - condition: $statusCode == 200",
      ];
      return insertBefore(doc, first, "outputs", lines);
    }),
  "output of a later step": (doc) =>
    doc.steps.flatMap((step) =>
      items(at(step, "parameters")).map((parameter) => {
        const [later] = outputsAround(doc, step).after;
        const value = at(parameter, "value");
        return later && isExpression(value) ? doc.rewrite(value, later) : undefined;
      }),
    ),
  "output of its own step": (doc) =>
    doc.steps.flatMap((step) => {
      const [output] = properties(at(step, "outputs"));
      if (!output) return [];
      const own = `$steps.${textOf(step, "stepId")}.outputs.${output.key}`;
      return items(at(step, "parameters")).map((parameter) => {
        const value = at(parameter, "value");
        return isExpression(value) ? doc.rewrite(value, own) : undefined;
      });
    }),
  "output declared and never used": (doc) =>
    doc.steps.map((step) => {
      const [first] = properties(at(step, "outputs"));
      return typeof first?.value === "string"
        ? addOutput(doc, step, `neverUsed: ${JSON.stringify(first.value)}`)
        : undefined;
    }),
  "header that is not declared": (doc) =>
    doc.steps.map((step) => addOutput(doc, step, "fromHeader: $response.header.X-Not-There")),
  "body of a 204": (doc, operations) =>
    doc.steps.map((step) => {
      const statuses = operations.get(textOf(step, "operationId") ?? "")?.statuses ?? [];
      const isEmpty = statuses.includes("204") && !statuses.some((each) => /^20[01]$/.test(each));
      return isEmpty ? addOutput(doc, step, "fromNothing: $response.body#/id") : undefined;
    }),
  "output of another workflow without dependsOn": (doc) => {
    const [first, second] = doc.workflows;
    const [output] = properties(at(first, "outputs"));
    if (!first || !second || !output) return [];
    const read = `$workflows.${textOf(first, "workflowId")}.outputs.${output.key}`;
    return items(at(second, "steps")).flatMap((step) =>
      items(at(step, "parameters")).map((parameter) => doc.rewrite(at(parameter, "value"), read)),
    );
  },
  "retryLimit negative": (doc) =>
    doc.actions.map((action) => doc.replace(at(action, "retryLimit"), /(\d+)/, () => "-1")),
  "retryAfter a text": (doc) =>
    doc.actions.map((action) => doc.replace(at(action, "retryAfter"), /(\d+)/, () => "'5s'")),
  "pointer to an item without index": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$response\.body#\/[\w/]*?(\/0)\//, () => "")),
  "negative index": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$response\.body#\/[\w/]*?\/(0)\b/, () => "-1")),
  "index 999": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$response\.body#\/[\w/]*?\/(0)\b/, () => "999")),
  "dot in place of a pointer": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$response\.body(#\/)\w+$/, () => ".")),
  "pointer without slash": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$response\.body(#\/)\w+/, () => "#")),
  "whole body in place of a field": (doc) =>
    doc.steps.flatMap((step) =>
      properties(at(step, "outputs")).map(({ node }) =>
        doc.replace(node, /\$response\.body(#\/[\w/]+)/, () => ""),
      ),
    ),
  "request body in place of the response": (doc) =>
    doc.steps.flatMap((step) =>
      properties(at(step, "outputs")).map(({ node }) =>
        doc.replace(node, /(\$response)\.body#/, () => "$request"),
      ),
    ),
};
