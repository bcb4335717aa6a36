import { isScalar, type Node } from "yaml";
import {
  type ArazzoText,
  at,
  type Edit,
  items,
  properties,
  scalarsIn,
  textOf,
} from "./document.js";
import type { Operation, Schema } from "./operations.js";

type Operations = ReadonlyMap<string, Operation>;
type Edits = readonly (Edit | undefined)[];

/** Every kind of mistake: the edits that make it, each by itself. */
export const kinds: Readonly<Record<string, (doc: ArazzoText, operations: Operations) => Edits>> = {
  "step misspelt in an expression": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$steps\.(\w[\w-]*)\.outputs/, misspell)),
  "output misspelt in an expression": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$steps\.[\w-]+\.outputs\.(\w+)/, misspell)),
  "input misspelt in an expression": (doc) =>
    doc.texts.map((node) => doc.replace(node, /\$inputs\.(\w+)/, misspell)),
  "pointer into a response misspelt": (doc) =>
    doc.texts.map((node) =>
      doc.replace(node, /\$response\.body#\/(?:\w+\/)*?([A-Za-z]\w+)$/, misspell),
    ),
  "kind of expression misspelt": (doc) =>
    doc.texts.map((node) => doc.replace(node, /^\$(response|inputs|steps)\b/, misspell)),
  "operationId misspelt": (doc) =>
    doc.steps.map((step) => doc.replace(at(step, "operationId"), /(\w+)$/, misspell)),
  "operationId dropped": (doc) =>
    doc.steps.map((step) => doc.drop(step, "operationId", [at(step, "stepId")])),
  "stepId dropped": (doc) => doc.steps.map((step) => doc.drop(step, "stepId")),
  "stepId given twice": (doc) =>
    doc.workflows.flatMap((workflow) => {
      const [first, ...others] = items(at(workflow, "steps"));
      return others.map((step) => doc.rewrite(at(step, "stepId"), textOf(first, "stepId") ?? ""));
    }),
  "stepId a number": (doc) => doc.steps.map((step) => doc.rewrite(at(step, "stepId"), "42")),
  "workflowId dropped": (doc) => doc.workflows.map((workflow) => doc.drop(workflow, "workflowId")),
  "field of a step misspelt": (doc) =>
    doc.steps.map((step) =>
      doc.rename(step, ["outputs", "successCriteria", "onSuccess"], misspell),
    ),
  "field of a workflow misspelt": (doc) =>
    doc.workflows.map((workflow) => doc.rename(workflow, ["summary", "outputs"], misspell)),
  "field of the root misspelt": (doc) => [
    doc.rename(doc.root, ["info"], misspell),
    doc.rename(doc.root, ["sourceDescriptions"], misspell),
  ],
  "list in place of a text": (doc) =>
    doc.steps.map((step) => doc.rewrite(at(step, "operationId"), "[a]")),
  "url of a source dropped": (doc) =>
    items(at(doc.root, "sourceDescriptions")).map((source) => doc.drop(source, "url")),
  "url of a source misspelt": (doc) =>
    items(at(doc.root, "sourceDescriptions")).map((source) =>
      doc.replace(at(source, "url"), /(\w+)(?:\.\w+)?["']?$/, misspell),
    ),
  "dependsOn an unknown workflow": (doc) =>
    doc.workflows.map((workflow) => insertBefore(doc, workflow, "steps", "dependsOn: [nowhere]")),
  "goto to nowhere": (doc) =>
    doc.actions.map((action) => doc.replace(at(action, "stepId"), /(\w+)/, misspell)),
  "action without type": (doc) => doc.actions.map((action) => doc.drop(action, "type")),
  "action of a wrong type": (doc) =>
    doc.actions.map((action) => doc.replace(at(action, "type"), /(\w+)/, misspell)),
  "action without name": (doc) => doc.actions.map((action) => doc.drop(action, "name")),
  "criterion without condition": (doc) =>
    doc.criteria.map((criterion) => doc.rename(criterion, ["condition"], misspell)),
  "broken condition": (doc) =>
    doc.criteria.map((criterion) =>
      doc.replace(at(criterion, "condition"), /(==|<|>)/, () => "=<>="),
    ),
  "condition that goes on": (doc) =>
    doc.criteria.map((criterion) =>
      doc.replace(at(criterion, "condition"), /(\d+)["']?$/, (end) => `${end} &&`),
    ),
  "status never answered": (doc) =>
    doc.criteria.map((criterion) =>
      doc.replace(at(criterion, "condition"), /\$statusCode == (2\d\d)["']?$/, () => "299"),
    ),
  "regex without context": (doc) =>
    simpleConditions(doc).map((node) => ofType(doc, node, "^2", ["type: regex"])),
  "broken regex": (doc) =>
    simpleConditions(doc).map((node) =>
      ofType(doc, node, "'[2'", ["context: $statusCode", "type: regex"]),
    ),
  "broken jsonpath": (doc) =>
    simpleConditions(doc).map((node) =>
      ofType(doc, node, "$[?@.a ==]", ["context: $response.body", "type: jsonpath"]),
    ),
  "parameter misspelt": (doc) =>
    doc.parameters.map((parameter) => doc.replace(at(parameter, "name"), /(\w+)/, misspell)),
  "in of a parameter misspelt": (doc) =>
    doc.parameters.map((parameter) => doc.replace(at(parameter, "in"), /(\w+)/, misspell)),
  "parameter in the wrong place": (doc) =>
    doc.parameters.map((parameter) =>
      doc.replace(at(parameter, "in"), /(path|query)/, () => "header"),
    ),
  "value of a parameter dropped": (doc) =>
    doc.parameters.map((parameter) => doc.drop(parameter, "value")),
  "required parameter dropped": (doc, operations) =>
    doc.steps.flatMap((step) => {
      const { requiredParameters = [] } = operationOf(step, operations) ?? {};
      const given = items(at(step, "parameters"));
      if (given.length < 2) return [];
      return given
        .filter((each) => requiredParameters.includes(textOf(each, "name") ?? ""))
        .map((each) => dropItem(doc, each, [at(step, "stepId")]));
    }),
  "wrong content type": (doc) =>
    doc.steps.map((step) =>
      doc.replace(at(step, "requestBody", "contentType"), /(\w+)["']?$/, misspell),
    ),
  "property of a payload misspelt": (doc, operations) =>
    payloads(doc, operations).map(({ payload, schema }) =>
      doc.rename(payload, [...schema.properties.keys()], misspell),
    ),
  "required property dropped": (doc, operations) =>
    payloads(doc, operations).flatMap(({ payload, schema }) =>
      schema.required.map((name) => doc.drop(payload, name)),
    ),
  "wrong value of an enum": (doc, operations) =>
    properties_(doc, operations).map(({ node, schema }) =>
      Array.isArray(schema["enum"]) && isScalar(node) && !String(node.value).includes("$")
        ? doc.rewrite(node, "nonesuch")
        : undefined,
    ),
  "number in place of a text": (doc, operations) =>
    properties_(doc, operations).map(({ node, schema }) =>
      schema["type"] === "string" && isScalar(node) ? doc.rewrite(node, "12345") : undefined,
    ),
};

/** Leaves a letter out of the middle, as fingers do, or puts one too many at the end of a short name. */
function misspell(name: string): string {
  const middle = Math.floor(name.length / 2);
  return name.length > 3 ? name.slice(0, middle) + name.slice(middle + 1) : `${name}x`;
}

function operationOf(step: Node, operations: Operations): Operation | undefined {
  const id = textOf(step, "operationId");
  return operations.get(id?.replace(/^\$sourceDescriptions\.[^.]+\./, "") ?? "");
}

/** The payloads whose schemas have properties of their own. */
function payloads(
  doc: ArazzoText,
  operations: Operations,
): readonly { payload: Node; schema: Schema }[] {
  return doc.steps.flatMap((step) => {
    const payload = at(step, "requestBody", "payload");
    const schema = operationOf(step, operations)?.body;
    return payload && schema && schema.properties.size > 0 ? [{ payload, schema }] : [];
  });
}

function properties_(doc: ArazzoText, operations: Operations) {
  return payloads(doc, operations).flatMap(({ payload, schema }) =>
    properties(payload).flatMap(({ key, node }) => {
      const declared = schema.properties.get(key);
      return declared ? [{ node, schema: declared }] : [];
    }),
  );
}

/** The conditions on a status alone, which stand in block style. */
function simpleConditions(doc: ArazzoText): readonly Node[] {
  return doc.criteria.flatMap((criterion) => {
    if (properties(criterion).length > 1) return [];
    const condition = at(criterion, "condition");
    return condition && scalarsIn(condition).length === 1 ? [condition] : [];
  });
}

function ofType(
  doc: ArazzoText,
  condition: Node,
  text: string,
  fields: readonly string[],
): Edit | undefined {
  const start = condition.range?.[0] ?? 0;
  const line = doc.text.slice(doc.text.lastIndexOf("\n", start - 1) + 1, start);
  const indent = " ".repeat(line.search(/condition/));
  if (line.includes("{")) return undefined;
  return doc.rewrite(condition, [text, ...fields.map((field) => indent + field)].join("\n"));
}

function insertBefore(doc: ArazzoText, owner: Node, key: string, text: string): Edit | undefined {
  const start = properties(owner).find((each) => each.key === key)?.keyNode.range?.[0];
  if (start === undefined) return undefined;
  const indent = " ".repeat(start - (doc.text.lastIndexOf("\n", start - 1) + 1));
  return { start, end: start, text: `${text}\n${indent}`, lines: [doc.line(start)] };
}

/** Blanks an item of a list with its dash. */
function dropItem(
  doc: ArazzoText,
  item: Node,
  owners: readonly (Node | undefined)[],
): Edit | undefined {
  const [first, end] = item.range ?? [];
  if (first === undefined || end === undefined) return undefined;
  const start = doc.text.lastIndexOf("-", first);
  const text = doc.text.slice(start, end).replace(/[^\n]/g, " ");
  const lines = owners.flatMap((node) => (node?.range ? [doc.line(node.range[0])] : []));
  return { start, end, text, lines };
}
