/** Criteria that cannot be evaluated, and conditions that contain values. */

import { type CriterionProblem, shownRequest } from "./observe.js";
import type { Step } from "./run.js";
import { toText } from "./values.js";

/** A condition whose expressions are replaced by values, or the problem with one of the values. */
export type Filled<Condition> = { readonly written: string } & (
  | { readonly condition: Condition }
  | { readonly problem: string }
);

export const absentValue = "an expression in it has no value";

/** As in the document, with `{…}` in place of each expression. */
export function writtenWith(strings: readonly string[]): string {
  return strings.join("{…}");
}

/** A string literal of a query in which values are replaced by their text; `undefined` if a value is absent. */
export function textWith(
  strings: TemplateStringsArray,
  ...values: readonly unknown[]
): string | undefined {
  if (values.includes(undefined)) return undefined;
  return strings.reduce((text, string, index) => text + toText(values[index - 1]) + string);
}

/**
 * Reports to `onStep` that a criterion could not be evaluated. Errors that the observer throws are ignored.
 * @returns false, the result of the criterion
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#evaluation-errors
 */
export function failCriterion(step: Step, condition: string, problem: string): false {
  const { workflowId, stepId, attempts: attempt, run, request = noRequest } = step;
  const { onStep } = run.options;
  const criterion: CriterionProblem = { condition, problem };
  const error = new Error(`The criterion ${condition} could not be evaluated: ${problem}`);
  const shown = shownRequest(request);
  const event = { workflowId, stepId, attempt, request: shown, response: undefined, error };
  // The promise catches both a thrown error and a rejection.
  new Promise((resolve) => resolve(onStep?.({ ...event, duration: 0, criterion }))).catch(() => {});
  return false;
}

const noRequest = { operationId: "", method: "", path: "", headers: {}, responseBodies: {} };
