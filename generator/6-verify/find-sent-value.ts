import type { LinkedCluster, LinkedStep, LinkedWorkflow, Template } from "../model/linked.js";
import { isSameParameter } from "../model/parameters.js";
import { workflowKey } from "../model/workflow-key.js";
import { addToList } from "../source/add-to-list.js";
import { type Located, placeOf } from "../source/located.js";
import { NestedRanges, type Range } from "../source/nested-ranges.js";
import type { Place, SourceText } from "../source/source-text.js";
import { schemaAt } from "./read-schema.js";

/** A value that a workflow sends, and what the operation or workflow that takes it declares of it. */
export interface SentValue {
  readonly value: Template;
  /** Who takes it, as a sentence names it. */
  readonly taker: string;
  /** As a sentence names it: a parameter, property or element, or the request body. */
  readonly name: string;
  /** Undefined where nothing is declared. */
  readonly schema: Located | undefined;
  /** The schema of the object or list that the value is a part of. */
  readonly owner: Located | undefined;
}

interface PlacedValue extends Range {
  readonly sent: SentValue;
}

/** Leads from a place of an Arazzo document to the innermost value there that is sent. */
export type FindSentValue = (place: Place) => SentValue | undefined;

export function createSentValueFinder({
  workflows,
  resolve,
}: Pick<LinkedCluster, "workflows" | "resolve">): FindSentValue {
  let bySource: ReadonlyMap<SourceText, NestedRanges<PlacedValue>> | undefined;
  return (place) => {
    bySource ??= sortValues();
    return bySource.get(place.source)?.smallestAround(place)?.sent;
  };

  function sortValues(): ReadonlyMap<SourceText, NestedRanges<PlacedValue>> {
    const byKey = new Map(workflows.map((each) => [workflowKey(each.reference), each]));
    const found = new Map<SourceText, PlacedValue[]>();
    for (const step of workflows.flatMap(({ steps }) => steps)) {
      for (const sent of valuesOf(step, byKey).flatMap(withParts)) {
        const { source, start, end } = placeOf(sent.value.at);
        addToList(found, source, { start, end, sent });
      }
    }
    return new Map([...found].map(([source, values]) => [source, new NestedRanges(values)]));
  }

  function valuesOf(
    { call }: LinkedStep,
    byKey: ReadonlyMap<string, LinkedWorkflow>,
  ): readonly SentValue[] {
    if (call.kind === "workflow") {
      const { workflowId } = call.workflow;
      const called = byKey.get(workflowKey(call.workflow));
      const taker = `the workflow ${JSON.stringify(workflowId)}`;
      return call.inputs.map(({ name, value }) => partOf(called?.inputs, taker, name, value));
    }
    const { operation, parameters, requestBody } = call;
    const taker = operation.operationId;
    const sent = parameters.map((parameter): SentValue => {
      const { name, value } = parameter;
      const declared = operation.parameters.find((each) => isSameParameter(each, parameter));
      const schema = declared?.schema;
      return { value, taker, name: JSON.stringify(name), schema, owner: undefined };
    });
    if (!requestBody) return sent;
    const schema = operation.requestBody?.content.get(requestBody.declaredContentType);
    const { payload } = requestBody;
    return [...sent, { value: payload, taker, name: "the request body", schema, owner: undefined }];
  }

  function partOf(
    owner: Located | undefined,
    taker: string,
    key: string | number,
    value: Template,
  ): SentValue {
    const name = typeof key === "string" ? JSON.stringify(key) : `element ${key} of the array`;
    return { value, taker, name, schema: schemaAt(owner, key, resolve), owner };
  }

  /** The value, and all that is in it. */
  function withParts(sent: SentValue): readonly SentValue[] {
    const { value, taker, schema } = sent;
    const parts =
      value.kind === "object"
        ? value.entries.flatMap(({ name, value: part }) =>
            typeof name === "string" ? partOf(schema, taker, name, part) : [],
          )
        : value.kind === "array"
          ? value.items.map((item, index) => partOf(schema, taker, index, item))
          : [];
    return [sent, ...parts.flatMap(withParts)];
  }
}
