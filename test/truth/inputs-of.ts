import { isObject } from "../corpus/server/description.js";
import { checkType } from "./check-type.js";
import type { GeneratedTypes } from "./generated-types.js";
import { keysOf } from "./json-pointer.js";
import { sampleOfType } from "./sample-of-type.js";
import type { TestedWorkflow } from "./tested-folder.js";

/**
 * Inputs of a workflow that have the type of its function: a sample of the schema, with values of the type where the
 * compiler requires more than the schema does.
 * @param isSparse leaves out the inputs that may be absent
 */
export function inputsOf(
  { source, workflowId, types }: TestedWorkflow,
  { checker }: GeneratedTypes,
  isSparse = false,
): unknown {
  const sample = source.inputsOf(workflowId, isSparse);
  const type = types.inputs;
  if (!type) return sample;
  const violations = checkType(checker, type, sample);
  if (violations.length === 0) return sample;
  const typed = sampleOfType(checker, type);
  if (!isObject(sample) || !isObject(typed)) return typed;
  const wrong = new Set(violations.map(({ pointer }) => keysOf(pointer)[0]));
  const better = Object.entries(typed).filter(([key]) => wrong.has(key));
  const inputs = { ...sample, ...Object.fromEntries(better) };
  return checkType(checker, type, inputs).length === 0 ? inputs : typed;
}
