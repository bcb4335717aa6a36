import { isMap, isScalar, isSeq } from "yaml";
import { at, items, properties, scalarsIn, textOf } from "./document.js";
import {
  declaredParameters,
  insertBefore,
  insertItemBefore,
  isExpression,
  type Kinds,
  outputsAround,
  payloadValues,
} from "./edits.js";

const input = /^["']?(\$inputs\.\w+)["']?$/;
const outputOfStep = /^\$steps\.[\w-]+\.outputs\.[\w-]+$/;

/** Parameters, payloads and inputs that have another value than the API or the author wants. */
export const kindsOfValues: Kinds = {
  "output of another step used": (doc) => otherOutputs(doc, false),
  "other output of the same step used": (doc) => otherOutputs(doc, true),
  "values of two parameters swapped": (doc) =>
    doc.steps.map((step) => {
      const [first, second] = items(at(step, "parameters"))
        .map((parameter) => at(parameter, "value"))
        .filter(isExpression);
      if (!first?.range || !second?.range) return undefined;
      const [start, firstEnd] = first.range;
      const [secondStart, end] = second.range;
      const part = (from: number, to: number) => doc.text.slice(from, to);
      const text = part(secondStart, end) + part(firstEnd, secondStart) + part(start, firstEnd);
      return { start, end, text, lines: [doc.line(start), doc.line(secondStart)] };
    }),
  "path parameter said to be in query": (doc) =>
    doc.parameters.map((each) => doc.replace(at(each, "in"), /(path)/, () => "query")),
  "query parameter said to be in path": (doc) =>
    doc.parameters.map((each) => doc.replace(at(each, "in"), /(query)/, () => "path")),
  "in of a parameter dropped": (doc) => doc.parameters.map((each) => doc.drop(each, "in")),
  "parameter given twice": (doc) => givenTwice(doc, (name) => name),
  "parameter given twice in different case": (doc) =>
    givenTwice(doc, (name) =>
      name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase(),
    ),
  "number parameter as a word": (doc, operations) =>
    declaredParameters(doc, operations).map(({ value, schema }) =>
      isNumeric(schema.types) ? doc.rewrite(value, "ten") : undefined,
    ),
  "enum parameter of another value": (doc, operations) =>
    declaredParameters(doc, operations).map(({ value, schema }) =>
      Array.isArray(schema.keyword("enum")) ? doc.rewrite(value, "nonesuch") : undefined,
    ),
  "$ missing (steps)": (doc) =>
    doc.texts.map((node) => doc.replace(node, /^["']?(\$steps)\./, () => "steps")),
  "$ missing (inputs)": (doc) =>
    doc.texts.map((node) => doc.replace(node, /^["']?(\$inputs)\./, () => "inputs")),
  "$ missing (response)": (doc) =>
    doc.texts.map((node) => doc.replace(node, /^["']?(\$response)\.body/, () => "response")),
  "template of an object": (doc) =>
    doc.parameters.map((parameter) => {
      const value = at(parameter, "value");
      return isExpression(value) ? doc.rewrite(value, '"x-{$inputs}"') : undefined;
    }),
  "braces missing in a text": (doc) =>
    doc.texts.map((node) => doc.replace(node, input, (found) => `"Bearer ${found}"`)),
  "${…} in place of {$…}": (doc) =>
    doc.texts.map((node) => doc.replace(node, input, (found) => `"\${${found.slice(1)}}"`)),
  "{{…}} in place of an expression": (doc) =>
    doc.texts.map((node) => doc.replace(node, input, (found) => `"{{${found}}}"`)),
  "literal name in place of the expression": (doc) =>
    doc.texts.map((node) => doc.replace(node, /^["']?(\$inputs\.)\w+["']?$/, () => "")),
  "required property sent as null": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ isRequired, schema }) => isRequired && schema.types[0] !== undefined)
      .filter(({ schema }) => !schema.types.includes("null") && !schema.keyword("nullable"))
      .map(({ node }) => (isScalar(node) ? doc.rewrite(node, "null") : undefined)),
  "required nested property dropped": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ isRequired, depth }) => isRequired && depth > 0)
      .map(({ owner, key }) => doc.drop(owner, key)),
  "undeclared nested property": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ depth }) => depth > 0)
      .map(({ owner, key }) => insertBefore(doc, owner, key, ["notDeclared: 1"])),
  "date in place of date-time": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ schema }) => schema.keyword("format") === "date-time")
      .map(({ node }) => doc.rewrite(node, "'2026-01-01'")),
  "fraction in place of an integer": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ node, schema }) => schema.types[0] === "integer" && isScalar(node))
      .map(({ node }) => doc.rewrite(node, "1.5")),
  "number beyond the maximum": (doc, operations) =>
    payloadValues(doc, operations).map(({ node, schema }) => {
      const maximum = schema.keyword("maximum");
      return typeof maximum === "number" && isScalar(node)
        ? doc.rewrite(node, String(maximum + 1))
        : undefined;
    }),
  "text too long or against its pattern": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(
        ({ schema }) => schema.keyword("pattern") || Number(schema.keyword("maxLength")) < 500,
      )
      .map(({ node }) =>
        isScalar(node) ? doc.rewrite(node, JSON.stringify("~ ".repeat(400))) : undefined,
      ),
  "text in place of a list of texts": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ node, schema }) => schema.types.includes("array") && isSeq(node))
      .map(({ node }) => doc.rewrite(node, "text")),
  "list of texts in place of a text": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ node, schema }) => schema.types[0] === "string" && isScalar(node))
      .map(({ node }) => doc.rewrite(node, "[text]")),
  "boolean as a text": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ node, schema }) => schema.types[0] === "boolean" && isScalar(node))
      .map(({ node }) => doc.rewrite(node, "'true'")),
  "number as a text": (doc, operations) =>
    payloadValues(doc, operations)
      .filter(({ node, schema }) => isNumeric(schema.types) && isScalar(node))
      .map(({ node }) => doc.rewrite(node, "'10'")),
  "JSON payload said to be text": (doc) =>
    doc.steps.map((step) =>
      isMap(at(step, "requestBody", "payload"))
        ? doc.rewrite(at(step, "requestBody", "contentType"), "text/plain")
        : undefined,
    ),
  "payload a text of broken JSON": (doc) =>
    doc.steps.map((step) => {
      const payload = at(step, "requestBody", "payload");
      return isMap(payload) && payload.flow ? doc.rewrite(payload, `'{"a": }'`) : undefined;
    }),
  "input of another type": (doc) => inputsAs(doc, "object"),
  "input integer in place of a text": (doc) => inputsAs(doc, "integer"),
  "required inputs dropped": (doc) =>
    doc.workflows.map((workflow) => doc.drop(at(workflow, "inputs"), "required")),
  "required names an undeclared input": (doc) =>
    doc.workflows.map((workflow) =>
      doc.replace(
        at(workflow, "inputs", "required"),
        /^[\s\-["']*(\w+)/,
        (found) => `${found}Misspelt`,
      ),
    ),
};

type Doc = Parameters<Kinds[string]>[0];

/** Rewrites outputs of steps as the first earlier output, of the same step or of another. */
function otherOutputs(doc: Doc, ofSameStep: boolean) {
  return doc.steps.flatMap((step) =>
    scalarsIn(step).map((node) => {
      const text = String(node.value);
      if (!outputOfStep.test(text)) return undefined;
      const [other] = outputsAround(doc, step).before.filter(
        (output) => output !== text && (output.split(".")[1] === text.split(".")[1]) === ofSameStep,
      );
      return other === undefined ? undefined : doc.rewrite(node, other);
    }),
  );
}

function givenTwice(doc: Doc, rename: (name: string) => string) {
  return doc.parameters.map((parameter) => {
    const [name, place] = [textOf(parameter, "name"), textOf(parameter, "in")];
    if (!name || !place) return undefined;
    const edit = insertItemBefore(doc, parameter, [
      `name: ${rename(name)}`,
      `in: ${place}`,
      "value: again",
    ]);
    return edit && { ...edit, lines: [...edit.lines, ...edit.lines.map((line) => line + 3)] };
  });
}

function inputsAs(doc: Doc, type: string) {
  return doc.workflows.flatMap((workflow) =>
    properties(at(workflow, "inputs", "properties")).map(({ node }) =>
      textOf(node, "type") === "string" ? doc.rewrite(at(node, "type"), type) : undefined,
    ),
  );
}

function isNumeric(types: readonly unknown[]): boolean {
  return types[0] === "integer" || types[0] === "number";
}
