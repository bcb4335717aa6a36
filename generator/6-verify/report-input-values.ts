import { partsOf, schemaAt, subschemasOf } from "../model/json-schema.js";
import type { LinkedGroup, LinkedWorkflow, Resolve } from "../model/linked.js";
import {
  child,
  isObject,
  itemsOf,
  keyPlaceOf,
  type Located,
  placeOf,
  textAt,
} from "../source/located.js";
import type { Place } from "../source/source-text.js";
import { describeSchema, describeTypes, describeValue, nearestValue } from "./describe-mismatch.js";
import { nameOfPart } from "./find-payload-value.js";
import { LiteralFaults } from "./literal-faults.js";
import { literalTemplate } from "./literal-template.js";
import { describeContent, expectedBy } from "./report-literals.js";

/** A schema of the inputs, and the noun for it in messages. */
interface InputSchema {
  readonly name: string;
  readonly taker: string;
  readonly schema: Located;
}

/** Reports values in the schemas of inputs that their own schemas refuse. */
export function reportInputValues(group: LinkedGroup): void {
  const faults = new LiteralFaults(group.resolve);
  for (const each of group.workflows.flatMap((one) => schemasOf(one, group.resolve))) {
    reportConstants(each, faults, group);
    if (group.diagnostics.hasFaultWithin(placeOf(each.schema))) continue;
    for (const use of usesOf(each.schema)) reportUse(use, each, faults, group);
  }
}

/** All schemas within the inputs of a workflow, each once. */
function schemasOf(
  { inputs, reference: { workflowId } }: LinkedWorkflow,
  resolve: Resolve,
): readonly InputSchema[] {
  const taker = `the inputs of ${JSON.stringify(workflowId)}`;
  const found = new Map<unknown, InputSchema>();
  const waiting = inputs ? [{ name: "the inputs", at: inputs }] : [];
  for (const { name, at } of waiting) {
    if (!isObject(at.value) || found.has(at.value)) continue;
    found.set(at.value, { name, taker, schema: at });
    const target = textAt(at, "$ref") === undefined ? undefined : resolve(at);
    if (target) waiting.push({ name, at: target });
    for (const { property, schema } of subschemasOf(at)) {
      const own = property === undefined ? name : JSON.stringify(property);
      waiting.push({ name: own, at: schema });
    }
  }
  return [...found.values()];
}

/** A constant and the values of an enumeration must be of the type. One message is enough for an enumeration. */
function reportConstants(
  { name, taker, schema }: InputSchema,
  faults: LiteralFaults,
  { resolve, diagnostics }: LinkedGroup,
): void {
  const constant = child(schema, "const");
  const values = constant ? [constant] : itemsOf(child(schema, "enum"));
  const wrong = values.map(literalTemplate).find((value) => !faults.isOfType(value, schema));
  if (!wrong) return;
  const parameters = {
    name: constant ? `the const of ${name}` : `each value in the enum of ${name}`,
    taker,
    expected: describeTypes(partsOf(schema, resolve, ["allOf"])),
    given: describeValue(wrong, ""),
    nearest: undefined,
  };
  diagnostics.report("payload-type", placeOf(wrong.at), parameters);
}

interface ValueUse {
  readonly code: "payload-type" | "example-refused";
  /** A noun for messages. */
  readonly noun: string;
  readonly at: Located;
}

/** The default and the examples of a schema. */
function usesOf(schema: Located): readonly ValueUse[] {
  const fallback = child(schema, "default");
  const example = child(schema, "example");
  const examples = [...(example ? [example] : []), ...itemsOf(child(schema, "examples"))];
  return [
    ...(fallback ? [{ code: "payload-type", noun: "the default", at: fallback } as const] : []),
    ...examples.map((at) => ({ code: "example-refused", noun: "the example", at }) as const),
  ];
}

/** A wrong type is reported before rules of the schema that the value breaks. */
function reportUse(
  { code, noun, at }: ValueUse,
  { name, taker, schema }: InputSchema,
  faults: LiteralFaults,
  { resolve, diagnostics }: LinkedGroup,
): void {
  const whole = literalTemplate(at);
  const misfits = faults.misfitsOf(whole, schema);
  const broken = misfits.length > 0 ? [] : faults.of(whole, schema);
  const nameOf = (key: string | number | undefined) => {
    const part = key === undefined ? "" : `${nameOfPart(key)} in `;
    return `${part}${noun} of ${name}`;
  };
  for (const { value, key, schema: own } of misfits) {
    const parts = partsOf(own, resolve);
    const given = describeValue(value, "");
    const expected = describeSchema(parts);
    diagnostics.report(code, placeOf(value.at), {
      ...{ name: nameOf(key), taker, given },
      expected: expected === given ? undefined : expected,
      nearest: nearestValue(value, parts),
    });
  }
  for (const { value, key, rules } of broken) {
    const parameters = { name: nameOf(key), taker, nearest: undefined };
    const related = rules.slice(0, 1).map(({ at }) => ({
      message: `${taker} declares ${name}`,
      place: keyPlaceOf(at),
    }));
    diagnostics.report(
      code,
      placeOf(value.at),
      { ...parameters, expected: expectedBy(rules), given: describeContent(value) },
      related,
    );
  }
}

/** Where outputs read inputs whose schemas have a reported fault. Errors in the code there are consequences of the fault. */
export function outputsOfFaultyInputs({
  workflows,
  resolve,
  diagnostics,
}: LinkedGroup): readonly Place[] {
  return workflows.flatMap(({ inputs, outputs, steps }) =>
    [...outputs, ...steps.flatMap((step) => step.outputs)].flatMap(({ expression }) => {
      if (expression.kind !== "input") return [];
      const schema = schemaAt(inputs, expression.name, resolve);
      return schema && diagnostics.hasFaultWithin(placeOf(schema)) ? [expression.place] : [];
    }),
  );
}
