import { isScalar } from "yaml";
import { at, items, textOf } from "./document.js";
import {
  dropItem,
  insertBefore,
  type Kinds,
  misspell,
  ofType,
  operationOf,
  payloads,
  propertiesOfPayloads,
  simpleConditions,
} from "./edits.js";

/** Names and fields that are misspelt, dropped or given twice, and texts that do not parse. */
export const kindsOfForm: Kinds = {
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
    doc.workflows.map((workflow) => insertBefore(doc, workflow, "steps", ["dependsOn: [nowhere]"])),
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
      const declared = operationOf(step, operations)?.parameters ?? [];
      const given = items(at(step, "parameters"));
      if (given.length < 2) return [];
      return given
        .filter((each) =>
          declared.some((one) => one.isRequired && one.name === textOf(each, "name")),
        )
        .map((each) => dropItem(doc, each, [at(step, "stepId")]));
    }),
  "wrong content type": (doc) =>
    doc.steps.map((step) =>
      doc.replace(at(step, "requestBody", "contentType"), /(\w+)["']?$/, misspell),
    ),
  "property of a payload misspelt": (doc, operations) =>
    payloads(doc, operations).map(({ payload, schema }) =>
      doc.rename(payload, schema.names, misspell),
    ),
  "required property dropped": (doc, operations) =>
    payloads(doc, operations).flatMap(({ payload, schema }) =>
      schema.required.map((name) => doc.drop(payload, name)),
    ),
  "wrong value of an enum": (doc, operations) =>
    propertiesOfPayloads(doc, operations).map(({ node, schema }) =>
      Array.isArray(schema.keyword("enum")) && isScalar(node) && !String(node.value).includes("$")
        ? doc.rewrite(node, "nonesuch")
        : undefined,
    ),
  "number in place of a text": (doc, operations) =>
    propertiesOfPayloads(doc, operations).map(({ node, schema }) =>
      schema.keyword("type") === "string" && isScalar(node)
        ? doc.rewrite(node, "12345")
        : undefined,
    ),
};
