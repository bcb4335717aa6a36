import { expressionsPassedBy, readsResponse } from "../../model/expressions-in.js";
import type { LinkedAction, LinkedStep } from "../../model/linked.js";
import type { PlannedFailure, Statement } from "../../model/planned.js";
import type { PlannedCondition } from "../../model/planned-values.js";
import { workflowKey } from "../../model/workflow-key.js";
import { excludeEachOther } from "../conditions/exclude-each-other.js";
import { negate } from "../conditions/negate.js";
import { allOf, planCriteria } from "../conditions/plan-condition.js";
import { alternativesIn, simplify } from "../conditions/simplify.js";
import { impossibleStatuses, provesResponse } from "../conditions/statuses-in-condition.js";
import type { FlowFacts, NodeFacts } from "../flow/flow-facts.js";
import { type FlowAction, type FlowNode, isDefaultTransition } from "../flow/flow-graph.js";
import type { FlowStatement } from "../flow/flow-statement.js";
import { narrowCondition } from "../presence/narrow-condition.js";
import { narrowedReads } from "../presence/narrowing.js";
import { valueScope, type WorkflowContext } from "../values/value-scope.js";
import { variablesOfCondition } from "../variables/collect-read-variables.js";
import { planEnd, planRun, type WorkflowGoto } from "./plan-end.js";
import { endedInFailure } from "./plan-failure-test.js";
import { planLatestOutputs } from "./plan-outputs.js";
import { mayLackResponse, needsResponse } from "./plan-send.js";

/** A node of the control flow after its request has been sent. */
export interface SentNode extends FlowNode {
  readonly node: number;
  readonly facts: NodeFacts;
  /** The condition under which the step has failed; undefined if the step cannot fail. */
  readonly fails: PlannedCondition | undefined;
  readonly failure: PlannedFailure;
}

/**
 * The first action whose criteria hold applies. An action that goes to the next step only prevents later actions from
 * applying.
 */
export function planSuccessActions(
  sent: SentNode,
  context: WorkflowContext,
): readonly FlowStatement[] {
  const { step, onSuccess, fails, facts, next } = sent;
  const passed: PlannedCondition[] = [];
  const knownFalse = fails ? alternativesIn(fails).filter(outlivesOutputs(step, context)) : [];
  const statements: FlowStatement[] = [];
  const tests = planTests(onSuccess, sent, context);
  for (const each of onSuccess) {
    const { action, isFinal } = each;
    const condition = isFinal ? undefined : tests.get(action);
    if (isDefaultTransition(action, next)) {
      if (!condition) return [...statements, ...planNext(sent, context)];
      passed.push(condition);
      continue;
    }
    const guards = passed.filter((other) => !condition || !excludeEachOther(other, condition));
    const whole = allOf([
      ...guards.map(negate),
      ...asList(condition),
      ...retryOf(action, sent, context),
    ]);
    const open =
      whole && simplify(whole, [...knownFalse, ...impossible(whole, true, sent, context)]);
    if (open === false) continue;
    const applied = facts.actions.get(action)?.applied ?? facts.succeeded;
    const target = planTarget(each, { sent, facts: applied }, context);
    if (open === undefined || open === true) return [...statements, ...target];
    statements.push({ kind: "if", condition: open, statements: target });
    knownFalse.push(...alternativesIn(open));
  }
  return [...statements, ...planNext(sent, context)];
}

export function planFailureActions(
  sent: SentNode,
  context: WorkflowContext,
): readonly FlowStatement[] {
  const { step, onFailure, fails, facts, failure } = sent;
  const tests = planTests(onFailure, sent, context);
  const knownFalse = fails ? [...alternativesIn(negate(fails))] : [];
  return onFailure.flatMap((each): readonly FlowStatement[] => {
    const { action } = each;
    const criteria = tests.get(action);
    const possible = allOf([...resultOf(action, criteria, sent, context), ...asList(criteria)]);
    const condition =
      possible &&
      simplify(possible, [...knownFalse, ...impossible(possible, false, sent, context)]);
    if (condition === false) return [];
    const open = condition === undefined || condition === true ? [] : [condition];
    const needsTest =
      mayLackResponse(step) &&
      needsResponse(action, step) &&
      !open.some((other) => provesResponse(other, failure.response));
    const responded: readonly PlannedCondition[] = needsTest
      ? [{ kind: "responded", response: failure.response }]
      : [];
    const retry = retryOf(action, sent, context);
    const whole = allOf([...responded, ...open, ...retry]);
    if (retry.length === 0) knownFalse.push(...open.flatMap(alternativesIn));
    const applied = facts.actions.get(action)?.applied ?? facts.sent;
    const target = planTarget(each, { sent, facts: applied, failure }, context);
    return whole ? [{ kind: "if", condition: whole, statements: target }] : target;
  });
}

/** The criteria of the actions, in which TypeScript finds everything that the facts say of later values. */
function planTests(
  actions: readonly FlowAction[],
  { step, facts }: SentNode,
  context: WorkflowContext,
): ReadonlyMap<LinkedAction, PlannedCondition> {
  const read = [...context.typed.expressions.keys()].filter(
    ({ kind }) => kind === "input" || kind === "step-output",
  );
  return new Map(
    actions.flatMap(({ action }, index) => {
      const known = facts.actions.get(action);
      const scope = known && valueScope(context, known.reached, step);
      const condition = scope && planCriteria(action.criteria, scope);
      if (!condition) return [];
      const later = actions.slice(index + 1).map((each) => each.action);
      const answered = valueScope(context, known.answered.reached, step);
      const ifTrue = [
        ...narrowedReads(read, scope, known.applied),
        ...narrowedReads(expressionsPassedBy([action]), answered, known.answered.applied),
      ];
      const ifFalse = [
        ...narrowedReads(read, scope, known.notApplied),
        ...narrowedReads(expressionsPassedBy(later), answered, known.answered.notApplied),
      ];
      return [[action, narrowCondition(condition, ifTrue, ifFalse)] as const];
    }),
  );
}

/** An action that reads outputs of a called workflow applies only if the workflow has not ended in a failure. */
function resultOf(
  action: LinkedAction,
  criteria: PlannedCondition | undefined,
  { step, failure: { response } }: SentNode,
  context: WorkflowContext,
): readonly PlannedCondition[] {
  const ended = endedInFailure(step, response, context);
  const read = criteria ? variablesOfCondition(criteria) : [];
  return ended && (read.includes(response) || readsResponse(action)) ? [negate(ended)] : [];
}

function asList(condition: PlannedCondition | undefined): readonly PlannedCondition[] {
  return condition ? [condition] : [];
}

function planNext({ next, facts }: SentNode, context: WorkflowContext): readonly FlowStatement[] {
  if (next !== undefined) return [{ kind: "goto", target: next }];
  return [planEnd({ name: "completed", facts: facts.fallenThrough }, context)];
}

/** A condition that reads outputs of the step is known only for their values before the step assigned new values. */
function outlivesOutputs({ stepId }: LinkedStep, { names }: WorkflowContext) {
  const outputs = [...(names.outputs.get(stepId)?.values() ?? [])];
  return (condition: PlannedCondition) =>
    !variablesOfCondition(condition).some((each) => outputs.includes(each));
}

function impossible(
  condition: PlannedCondition,
  hasPassed: boolean,
  { step, failure }: SentNode,
  { typed }: WorkflowContext,
): readonly PlannedCondition[] {
  return impossibleStatuses(condition, failure.response, typed.success.get(step), hasPassed);
}

/** The `retry` condition of an action that applies a limited number of times; empty for other actions. */
function retryOf(
  { name, target }: LinkedAction,
  { step: { stepId, call }, failure }: SentNode,
  { names }: WorkflowContext,
): readonly PlannedCondition[] {
  const limits = target.kind === "retry" ? target : target.kind === "step" && target.limits;
  if (!limits) return [];
  const response = call.kind === "operation" ? failure.response : undefined;
  const { after, limit } = limits;
  const step = names.steps.get(stepId) ?? "undefined";
  return [{ kind: "retry", step, action: name, response, after, limit }];
}

interface Transition {
  readonly sent: SentNode;
  readonly facts: FlowFacts;
  readonly failure?: PlannedFailure;
}

function planTarget(
  { action, to }: FlowAction,
  { sent, facts, failure }: Transition,
  context: WorkflowContext,
): readonly FlowStatement[] {
  const { node, step } = sent;
  const { target, name } = action;
  const answered = sent.facts.actions.get(action)?.answered.applied ?? facts;
  const end = { name, facts, failure, cause: failure ? undefined : { step, action } };
  if (target.kind === "workflow") {
    const goto = { step, action, target, answered };
    return [planEnd({ ...end, goto }, context)];
  }
  if (to === undefined) return [planEnd(end, context)];
  const jump: FlowStatement = { kind: "goto", target: to };
  if (target.kind === "retry" && target.first?.kind === "workflow") {
    const run = { step, action, target: target.first, answered };
    return [...planFirst(run, facts, context), jump];
  }
  const isPaced =
    target.kind === "step" && !target.limits && context.graph.goesBack(node, target.index);
  const stepId = context.graph.nodes[to]?.step.stepId ?? "";
  return isPaced ? [{ kind: "pause", stepId }, jump] : [jump];
}

/** Plans the workflow that an action runs before a step is retried. */
function planFirst(
  first: WorkflowGoto,
  facts: FlowFacts,
  context: WorkflowContext,
): readonly Statement[] {
  const { workflow: reference } = first.target;
  const workflow = context.workflowNames.get(workflowKey(reference));
  if (!workflow) return [];
  const run = planRun(workflow, first, context);
  const variable = context.names.repeated.get(workflowKey(reference));
  return [
    { kind: "run-first", ...run, mayFail: workflow.mayFail, variable },
    ...(variable === undefined ? [] : planLatestOutputs(reference, variable, facts, context)),
  ];
}
