import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { readsResponse } from "../../model/expressions-in.js";
import type { LinkedAction, LinkedCriterion } from "../../model/linked.js";
import { allStatuses, difference, type Statuses, statusesOf } from "../../model/status-set.js";
import { workflowKey } from "../../model/workflow-key.js";
import { child, itemsOf, placeAt } from "../../source/located.js";
import type { StepScope } from "./scope.js";
import type { FoundWorkflow } from "./workflow-registry.js";

/** More actions in one list are not compared with each other. */
const mostCompared = 50;

/**
 * Reports actions whose criteria only hold if those of an earlier action do. A retry applies only until its limit.
 * @param isAnswered whether the step has a response when the actions apply
 */
export function reportUnreachable(
  actions: readonly LinkedAction[],
  isAnswered: boolean,
  diagnostics: Diagnostics,
): void {
  const earlier: KnownAction[] = [];
  for (const action of actions.slice(0, mostCompared)) {
    const known = readCriteria(action);
    const first = known && earlier.find((each) => covers(each, known, isAnswered));
    if (first) reportCovered(action, first, known, diagnostics);
    else if (known && !isLimited(action)) earlier.push(known);
  }
}

interface KnownAction {
  readonly action: LinkedAction;
  /** Equal for criteria that are written alike. */
  readonly keys: readonly string[];
  /** For each criterion, the statuses for which it always holds. */
  readonly certain: readonly Statuses[];
  readonly possible: Statuses;
}

/** Undefined if a criterion has an error. */
function readCriteria(action: LinkedAction): KnownAction | undefined {
  const { at, criteria } = action;
  if (itemsOf(child(at, "criteria")).length !== criteria.length) return undefined;
  return {
    action,
    keys: criteria.map(keyOf),
    certain: criteria.map((each) => statusesOf([each]).certain),
    possible: statusesOf(criteria).possible,
  };
}

function keyOf({ at }: LinkedCriterion): string {
  const fields = ["context", "type", "condition"].map((field) => child(at, field)?.value);
  return JSON.stringify(fields);
}

function isLimited({ target }: LinkedAction): boolean {
  return target.kind === "retry" || (target.kind === "step" && target.limits !== undefined);
}

/** Whether every criterion of an earlier action holds if those of a later one do. */
function covers(earlier: KnownAction, later: KnownAction, isAnswered: boolean): boolean {
  const { possible } = later;
  const needsNoResponse = later.keys.length === 0 && !readsResponse(later.action);
  if (!isAnswered && needsNoResponse && readsResponse(earlier.action)) return false;
  const isNarrow = possible.length > 0 && possible.length < allStatuses.length;
  return earlier.keys.every((key, index) => {
    const certain = earlier.certain[index];
    if (later.keys.includes(key)) return true;
    return isNarrow && certain !== undefined && difference(possible, certain).length === 0;
  });
}

function reportCovered(
  { at, name }: LinkedAction,
  { action, keys }: KnownAction,
  later: KnownAction,
  diagnostics: Diagnostics,
): void {
  const isEqual = later.keys.every((key) => keys.includes(key));
  const how = keys.length === 0 ? "always" : isEqual ? "equal" : "wider";
  const related = [
    { message: `${JSON.stringify(action.name)} is declared`, place: placeAt(action.at, "name") },
  ];
  const parameters = { name, earlier: action.name, how } as const;
  diagnostics.report("action-unreachable", placeAt(at, "name"), parameters, related);
}

/**
 * Reports a failure action that runs its own step or workflow again, which only the limit of steps ends while the step
 * fails.
 */
export function reportRepetition(
  actions: readonly LinkedAction[],
  { index }: StepScope,
  { reference }: FoundWorkflow,
  diagnostics: Diagnostics,
): void {
  for (const { at, name, target } of actions) {
    const isStep = target.kind === "step" && target.index === index;
    const isWorkflow =
      target.kind === "workflow" && workflowKey(target.workflow) === workflowKey(reference);
    if (!isStep && !isWorkflow) continue;
    const repeated = isStep ? "step" : "workflow";
    diagnostics.report("failure-repeats-step", placeAt(at, "type"), { name, repeated });
  }
}
