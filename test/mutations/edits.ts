import { isMap, isScalar, isSeq, type Node } from "yaml";
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

/** By the name of a kind of mistake: the edits that make it, each by itself. */
export type Kinds = Readonly<
  Record<string, (doc: ArazzoText, operations: Operations) => readonly (Edit | undefined)[]>
>;

/** Leaves a letter out of the middle, as fingers do, or puts one too many at the end of a short name. */
export function misspell(name: string): string {
  const middle = Math.floor(name.length / 2);
  return name.length > 3 ? name.slice(0, middle) + name.slice(middle + 1) : `${name}x`;
}

export function operationOf(step: Node, operations: Operations): Operation | undefined {
  const id = textOf(step, "operationId");
  return operations.get(id?.replace(/^\$sourceDescriptions\.[^.]+\./, "") ?? "");
}

/** The payloads whose schemas have properties of their own. */
export function payloads(
  doc: ArazzoText,
  operations: Operations,
): readonly { payload: Node; schema: Schema }[] {
  return doc.steps.flatMap((step) => {
    const payload = at(step, "requestBody", "payload");
    const schema = operationOf(step, operations)?.body;
    return payload && schema && schema.names.length > 0 ? [{ payload, schema }] : [];
  });
}

export function propertiesOfPayloads(doc: ArazzoText, operations: Operations) {
  return payloads(doc, operations).flatMap(({ payload, schema }) =>
    properties(payload).flatMap(({ key, node }) => {
      const declared = schema.property(key);
      return declared ? [{ node, schema: declared }] : [];
    }),
  );
}

/** The conditions on a status alone, which stand in block style. */
export function simpleConditions(doc: ArazzoText): readonly Node[] {
  return doc.criteria.flatMap((criterion) => {
    if (properties(criterion).length > 1) return [];
    const condition = at(criterion, "condition");
    return condition && scalarsIn(condition).length === 1 ? [condition] : [];
  });
}

export function ofType(
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

/** Inserts lines before a property of an owner in block style. */
export function insertBefore(
  doc: ArazzoText,
  owner: Node,
  key: string,
  lines: readonly string[],
): Edit | undefined {
  const start = properties(owner).find((each) => each.key === key)?.keyNode.range?.[0];
  if (start === undefined || (isMap(owner) && owner.flow)) return undefined;
  const indent = " ".repeat(start - (doc.text.lastIndexOf("\n", start - 1) + 1));
  const text = lines.map((line) => `${line}\n${indent}`).join("");
  return { start, end: start, text, lines: linesFrom(doc.line(start), lines.length) };
}

/** Blanks an item of a list with its dash. */
export function dropItem(
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

/** Inserts lines before an item of a list in block style. */
export function insertItemBefore(
  doc: ArazzoText,
  item: Node | undefined,
  lines: readonly string[],
): Edit | undefined {
  const first = item?.range?.[0];
  if (first === undefined || !isMap(item) || item.flow) return undefined;
  const start = doc.text.lastIndexOf("-", first);
  const indent = " ".repeat(start - (doc.text.lastIndexOf("\n", start) + 1));
  const text = `- ${lines.join(`\n${indent}  `)}\n${indent}`;
  return { start, end: start, text, lines: linesFrom(doc.line(start), lines.length) };
}

/** Adds an output to a step that has outputs. */
export function addOutput(doc: ArazzoText, step: Node, text: string): Edit | undefined {
  const outputs = at(step, "outputs");
  const [first] = properties(outputs);
  return first && outputs && insertBefore(doc, outputs, first.key, [text]);
}

function linesFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** A value in a payload, with its schema. */
export interface PayloadValue {
  readonly node: Node;
  readonly key: string;
  readonly owner: Node;
  readonly schema: Schema;
  readonly isRequired: boolean;
  readonly depth: number;
}

/** The properties in payloads that their schemas declare, nested ones too. */
export function payloadValues(doc: ArazzoText, operations: Operations): readonly PayloadValue[] {
  return payloads(doc, operations).flatMap(({ payload, schema }) =>
    valuesWithin(payload, schema, 0),
  );
}

function valuesWithin(node: Node, schema: Schema, depth: number): readonly PayloadValue[] {
  if (isSeq(node)) {
    const each = schema.items;
    return each ? items(node).flatMap((item) => valuesWithin(item, each, depth + 1)) : [];
  }
  return properties(node).flatMap((member) => {
    const declared = schema.property(member.key);
    if (!declared) return [];
    const isRequired = schema.required.includes(member.key);
    return [
      { node: member.node, key: member.key, owner: node, schema: declared, isRequired, depth },
      ...valuesWithin(member.node, declared, depth + 1),
    ];
  });
}

/** The values of parameters whose operation declares them. */
export function declaredParameters(
  doc: ArazzoText,
  operations: Operations,
): readonly { value: Node | undefined; schema: Schema }[] {
  return doc.steps.flatMap((step) =>
    items(at(step, "parameters")).flatMap((parameter) => {
      const name = textOf(parameter, "name");
      const declared = operationOf(step, operations)?.parameters.find((one) => one.name === name);
      return declared ? [{ value: at(parameter, "value"), schema: declared.schema }] : [];
    }),
  );
}

export function conditionsOf(doc: ArazzoText): readonly (Node | undefined)[] {
  return doc.criteria.map((criterion) => at(criterion, "condition"));
}

export function isExpression(node: Node | undefined): boolean {
  return isScalar(node) && typeof node.value === "string" && node.value.includes("$");
}

/** The outputs of the other steps of a step's workflow, as expressions: of those before it, and of those after it. */
export function outputsAround(doc: ArazzoText, step: Node) {
  const workflow = doc.workflows.find((each) => items(at(each, "steps")).includes(step));
  const steps = items(at(workflow, "steps"));
  const outputsOf = (some: readonly Node[]) =>
    some.flatMap((one) =>
      properties(at(one, "outputs")).map(
        ({ key }) => `$steps.${textOf(one, "stepId")}.outputs.${key}`,
      ),
    );
  const index = steps.indexOf(step);
  return { before: outputsOf(steps.slice(0, index)), after: outputsOf(steps.slice(index + 1)) };
}
