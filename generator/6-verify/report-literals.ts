import { nearestName } from "../diagnostics/nearest-name.js";
import { partsOf, propertiesOf, valuesOf } from "../model/json-schema.js";
import type { LinkedGroup, LinkedWorkflow, Resolve, Template } from "../model/linked.js";
import { child, entriesOf, itemsOf, keyPlaceOf, type Located, placeOf } from "../source/located.js";
import { describeSchema, describeValue } from "./describe-mismatch.js";
import { nameOfPart, type PayloadValue, sentValues } from "./find-payload-value.js";
import { type LiteralFault, LiteralFaults } from "./literal-faults.js";

type DeclaredValue = Pick<PayloadValue, "name" | "taker" | "schema" | "value">;

/** Reports literals that break rules of their schemas which no type expresses, and invalid defaults of inputs. */
export function reportLiterals(group: LinkedGroup): void {
  const { workflows, resolve } = group;
  const faults = new LiteralFaults(resolve);
  for (const sent of sentValues(workflows, resolve)) {
    for (const fault of faults.of(sent.value, sent.schema)) reportBroken(fault, sent, group);
  }
  for (const given of workflows.flatMap((workflow) => defaultsOf(workflow, resolve))) {
    if (given.schema && !faults.mayBeOf(given.value, given.schema)) reportKind(given, group);
    else
      for (const fault of faults.of(given.value, given.schema)) reportBroken(fault, given, group);
  }
}

function reportBroken(
  { value, key, rules }: LiteralFault,
  { name, taker }: DeclaredValue,
  { diagnostics }: LinkedGroup,
): void {
  const place = placeOf(value.at);
  if (diagnostics.hasFaultWithin(place)) return;
  const own = key === undefined ? name : nameOfPart(key);
  const expected = [...new Set(rules.map((rule) => rule.expected))].join(" or ");
  const related = rules.slice(0, 1).map(({ at }) => ({
    message: `${taker} declares ${own}`,
    place: keyPlaceOf(at),
  }));
  const given = describeContent(value);
  const parameters = { name: own, taker, expected, given, nearest: undefined };
  diagnostics.report("payload-type", place, parameters, related);
}

/** A default of another type, or that the enumeration does not list. */
function reportKind(
  { name, taker, value, schema }: DeclaredValue,
  { diagnostics, resolve }: LinkedGroup,
): void {
  const place = placeOf(value.at);
  if (diagnostics.hasFaultWithin(place)) return;
  const parts = partsOf(schema, resolve);
  const expected = describeSchema(parts);
  const given = describeContent(value);
  const allowed = parts
    .flatMap((part) => valuesOf(part) ?? [])
    .filter((each) => typeof each === "string");
  const literal = value.kind === "literal" ? value.value : undefined;
  const nearest = typeof literal === "string" ? nearestName(literal, allowed) : undefined;
  diagnostics.report("payload-type", place, { name, taker, expected, given, nearest });
}

function describeContent(value: Template): string {
  if (value.kind === "array") return `one of ${value.items.length}`;
  if (value.kind === "object") return `one of ${value.entries.length}`;
  return describeValue(value, "");
}

/** The defaults of the inputs of a workflow. */
function defaultsOf(
  { inputs, reference: { workflowId } }: LinkedWorkflow,
  resolve: Resolve,
): readonly DeclaredValue[] {
  const taker = `the inputs of ${JSON.stringify(workflowId)}`;
  const properties = partsOf(inputs, resolve, ["allOf"]).flatMap(propertiesOf);
  return properties.flatMap(([input, at]) => {
    const schema = resolve(at);
    const fallback = child(schema, "default");
    if (!schema || !fallback) return [];
    const name = `the default of ${JSON.stringify(input)}`;
    return [{ name, taker, schema, value: literalTemplate(fallback) }];
  });
}

/** A value of the document without expressions. */
function literalTemplate(at: Located): Template {
  const { value } = at;
  if (Array.isArray(value)) return { kind: "array", items: itemsOf(at).map(literalTemplate), at };
  if (typeof value === "object" && value !== null) {
    const entries = entriesOf(at).map(([name, each]) => ({ name, value: literalTemplate(each) }));
    return { kind: "object", entries, at };
  }

  return { kind: "literal", value: toScalar(value), at };
}

function toScalar(value: unknown): string | number | boolean | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
}
