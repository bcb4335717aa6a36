import { workflowOf } from "../model/actions.js";
import { schemaAt } from "../model/json-schema.js";
import type {
  LinkedGroup,
  LinkedStep,
  LinkedWorkflow,
  Resolve,
  Template,
  WorkflowCall,
} from "../model/linked.js";
import { isSameParameter } from "../model/parameters.js";
import { workflowKey } from "../model/workflow-key.js";
import { addToList } from "../source/add-to-list.js";
import { type Located, placeOf } from "../source/located.js";
import { NestedRanges, type Range } from "../source/nested-ranges.js";
import type { Place, SourceText } from "../source/source-text.js";

/** A value that a step sends, with the declaration of the operation or workflow that takes the value. */
export interface PayloadValue {
  readonly value: Template;
  /** A noun for messages that names the operation or workflow. */
  readonly taker: string;
  /** A noun for messages that names the parameter, property, element or request body. */
  readonly name: string;
  /** The operation does not declare the media type of the body, which was reported. */
  readonly isOfUndeclaredBody: boolean;
  /** Undefined if the value is not declared. */
  readonly schema: Located | undefined;
  /** The schema of the object or array that contains the value. */
  readonly owner: Located | undefined;
}

/** A value, and what it reads. */
export interface FoundValue extends PayloadValue {
  /** The declaration of the input that the value is. */
  readonly input: Located | undefined;
}

interface PlacedValue extends Range {
  readonly payload: FoundValue;
}

type Sender = Pick<LinkedGroup, "workflows" | "resolve">;

/** The values that steps send, found by where they stand in a document. */
export class PayloadValues {
  readonly #sender: Sender;
  /** Most documents have no type error, so their values are never needed. */
  #found: FoundValues | undefined;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** The innermost value at a position of an Arazzo document. */
  at(place: Place): FoundValue | undefined {
    this.#found ??= findValues(this.#sender);
    return this.#found.bySource.get(place.source)?.smallestAround(place)?.payload;
  }

  /** All values that are an input as a whole. */
  thatAre(input: Located): readonly FoundValue[] {
    this.#found ??= findValues(this.#sender);
    return this.#found.byInput.get(keyOf(input)) ?? [];
  }
}

interface FoundValues {
  readonly bySource: ReadonlyMap<SourceText, NestedRanges<PlacedValue>>;
  readonly byInput: ReadonlyMap<string, readonly FoundValue[]>;
}

function findValues({ workflows, resolve }: Sender): FoundValues {
  const placed = new Map<SourceText, PlacedValue[]>();
  const byInput = new Map<string, FoundValue[]>();
  const byKey = workflowsByKey(workflows);
  for (const workflow of workflows) {
    const values = sentBy(workflow, byKey, resolve).flatMap((each) => withParts(each, resolve));
    for (const value of values) {
      const { source, start, end } = placeOf(value.value.at);
      const payload = { ...value, input: inputOf(value.value, workflow.inputs, resolve) };
      addToList(placed, source, { start, end, payload });
      if (payload.input) addToList(byInput, keyOf(payload.input), payload);
    }
  }
  const bySource = [...placed].map(
    ([source, values]) => [source, new NestedRanges(values)] as const,
  );
  return { bySource: new Map(bySource), byInput };
}

/** Equal for one declaration. */
function keyOf(input: Located): string {
  const { source, start } = placeOf(input);
  return `${start} ${source.path}`;
}

/** The parameters and request bodies of all steps. */
export function sentValues(
  workflows: readonly LinkedWorkflow[],
  resolve: Resolve,
): readonly PayloadValue[] {
  const byKey = workflowsByKey(workflows);
  return workflows.flatMap((each) => sentBy(each, byKey, resolve));
}

function sentBy(
  { steps }: LinkedWorkflow,
  byKey: ReadonlyMap<string, LinkedWorkflow>,
  resolve: Resolve,
): readonly PayloadValue[] {
  return steps.flatMap(({ call, onSuccess, onFailure }) => {
    const targets = [...onSuccess, ...onFailure].flatMap((action) => workflowOf(action) ?? []);
    const passed = targets.flatMap(({ workflow, inputs = [] }) =>
      inputsOf({ workflow, inputs }, byKey, resolve),
    );
    return [...valuesOf(call, byKey, resolve), ...passed];
  });
}

function workflowsByKey(workflows: readonly LinkedWorkflow[]): ReadonlyMap<string, LinkedWorkflow> {
  return new Map(workflows.map((each) => [workflowKey(each.reference), each]));
}

function inputOf(
  value: Template,
  inputs: Located | undefined,
  resolve: Resolve,
): Located | undefined {
  const isInput = value.kind === "expression" && value.expression.kind === "input";
  return isInput ? schemaAt(inputs, value.expression.name, resolve) : undefined;
}

function valuesOf(
  call: LinkedStep["call"],
  byKey: ReadonlyMap<string, LinkedWorkflow>,
  resolve: Resolve,
): readonly PayloadValue[] {
  if (call.kind === "workflow") return inputsOf(call, byKey, resolve);
  const { operation, parameters, requestBody } = call;
  const whole = { taker: operation.operationId, owner: undefined };
  const values = parameters.map((parameter): PayloadValue => {
    const { name, value } = parameter;
    const declared = operation.parameters.find((each) => isSameParameter(each, parameter));
    const schema = declared?.schema;
    return { ...whole, value, name: JSON.stringify(name), schema, isOfUndeclaredBody: false };
  });
  if (!requestBody) return values;
  const { payload: value, declaredContentType } = requestBody;
  const content = operation.requestBody?.content;
  const isOfUndeclaredBody = !content?.has(declaredContentType);
  const schema = content?.get(declaredContentType);
  return [...values, { ...whole, value, name: "the request body", schema, isOfUndeclaredBody }];
}

function inputsOf(
  { workflow, inputs }: Pick<WorkflowCall, "workflow" | "inputs">,
  byKey: ReadonlyMap<string, LinkedWorkflow>,
  resolve: Resolve,
): readonly PayloadValue[] {
  const called = byKey.get(workflowKey(workflow));
  const taker = `the workflow ${JSON.stringify(workflow.workflowId)}`;
  const declared = { taker, schema: called?.inputs, isOfUndeclaredBody: false };
  return inputs.map(({ name, value }) => partOf(declared, name, value, resolve));
}

function partOf(
  { taker, schema: owner, isOfUndeclaredBody }: Omit<PayloadValue, "value" | "name" | "owner">,
  key: string | number,
  value: Template,
  resolve: Resolve,
): PayloadValue {
  const name = nameOfPart(key);
  return { value, taker, name, schema: schemaAt(owner, key, resolve), owner, isOfUndeclaredBody };
}

export function nameOfPart(key: string | number): string {
  return typeof key === "string" ? JSON.stringify(key) : `element ${key} of the array`;
}

/** The value, then all values inside the value. */
function withParts(payload: PayloadValue, resolve: Resolve): readonly PayloadValue[] {
  const { value } = payload;
  const parts =
    value.kind === "changed"
      ? value.entries.map(({ name, value: part }) => partOf(payload, name, part, resolve))
      : value.kind === "object"
        ? value.entries.flatMap(({ name, value: part }) =>
            typeof name === "string" ? partOf(payload, name, part, resolve) : [],
          )
        : value.kind === "array"
          ? value.items.map((item, index) => partOf(payload, index, item, resolve))
          : [];
  return [payload, ...parts.flatMap((part) => withParts(part, resolve))];
}
