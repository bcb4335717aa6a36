import { expressionsInTemplate, templatesOf } from "../../model/expressions-in.js";
import type { Expression, LinkedAction, LinkedCriterion, LinkedStep } from "../../model/linked.js";
import type { TypedWorkflow } from "../../model/typed.js";
import { type JsonPathQuery, parseJsonPath } from "../../source/json-path.js";
import { isLimited } from "../conditions/last-of-statuses.js";
import { FactSet } from "../flow/fact-set.js";
import type { ActionFacts, FlowFacts, NodeFacts } from "../flow/flow-facts.js";
import { type FlowAction, type FlowNode, isDefaultTransition } from "../flow/flow-graph.js";
import type { WorkflowContext } from "../values/value-scope.js";
import { foundValues } from "./found-values.js";
import { absencesAlong, knownPath } from "./known-path.js";
import { KnownValues } from "./known-values.js";
import { presenceOf, valuePath } from "./value-path.js";

type Context = Pick<WorkflowContext, "typed" | "graph" | "workflowNames">;

/** Iterates to a fixpoint. Each set of facts only shrinks or only grows, so the loop ends. */
export function findFlowFacts(context: Context): readonly NodeFacts[] {
  const { nodes, edges, reachable } = context.graph;
  const finder = new FactFinder(context);
  const facts = nodes.map((each, node) =>
    finder.factsAt(each, node === 0 ? finder.none : finder.all),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to, action } of edges) {
      const [left, known, node] = [facts[from], facts[to], nodes[to]];
      if (!reachable.has(from) || !left || !known || !node) continue;
      const leaving = action ? left.actions.get(action)?.applied : left.fallenThrough;
      const merged = merge(known.before, leaving ?? left.before);
      if (isSame(known.before, merged)) continue;
      facts[to] = finder.factsAt(node, merged);
      changed = true;
    }
  }
  return facts;
}

class FactFinder {
  readonly none: FlowFacts;
  readonly all: FlowFacts;
  readonly #typed: TypedWorkflow;
  readonly #values: KnownValues;
  readonly #queries = new Map<string, JsonPathQuery>();

  constructor({ typed, graph, workflowNames }: Context) {
    this.#typed = typed;
    this.#values = new KnownValues({ typed, workflowNames });
    const steps = graph.nodes.map(({ step }) => step.stepId);
    const ran = FactSet.none(steps);
    const present = FactSet.none(this.#values.facts);
    this.none = { hasRun: ran, mayHaveRun: ran, present };
    this.all = { ...this.none, hasRun: ran.with(steps), present: present.with(this.#values.facts) };
  }

  factsAt({ step, next, onSuccess, onFailure }: FlowNode, before: FlowFacts): NodeFacts {
    const sent = this.#with(before, this.#requiredBy(step));
    const succeeded = this.#afterSuccess(step, sent);
    const actions = new Map<LinkedAction, ActionFacts>();
    this.#afterActions(onFailure, sent, undefined, actions);
    const fallenThrough = this.#afterActions(onSuccess, succeeded, { step, next }, actions);
    return { before, sent, succeeded, actions, fallenThrough };
  }

  #withoutResponse(facts: FlowFacts): FlowFacts {
    return { ...facts, present: facts.present.without(this.#values.ofResponses) };
  }

  #afterSuccess(step: LinkedStep, sent: FlowFacts): FlowFacts {
    const { stepId, call, successCriteria } = step;
    const isTested = call.kind === "workflow" || this.#typed.success.get(step)?.kind === "criteria";
    const tested = isTested ? this.#with(sent, this.#found(successCriteria, true, sent)) : sent;
    // The step has assigned new values to its outputs.
    const present = tested.present.without(this.#values.ofOutputs(stepId));
    const outputs = this.#values.ofOutputsIn(present, stepId, true);
    return {
      hasRun: sent.hasRun.with([stepId]),
      mayHaveRun: sent.mayHaveRun.with([stepId]),
      present: present.with(outputs),
    };
  }

  /**
   * Sets the facts at each action, and returns the facts where none applies.
   * @param success the step if it has succeeded, and so has outputs
   */
  #afterActions(
    actions: readonly FlowAction[],
    start: FlowFacts,
    success: Pick<FlowNode, "step" | "next"> | undefined,
    found: Map<LinkedAction, ActionFacts>,
  ): FlowFacts {
    let facts = start;
    const continuing: FlowFacts[] = [];
    for (const { action } of actions) {
      const { criteria } = action;
      const reached = facts;
      const applied = this.#withOutputs(facts, this.#found(criteria, true, facts), success);
      if (success && isDefaultTransition(action, success.next)) {
        // The code tests the later actions, too.
        continuing.push(applied);
      } else if (!isLimited(action)) {
        const others = this.#withOutputs(facts, this.#found(criteria, false, facts), success);
        facts = continuing.reduce(merge, others);
      }
      found.set(action, {
        reached: this.#withoutResponse(reached),
        applied: this.#withoutResponse(applied),
        notApplied: this.#withoutResponse(facts),
        answered: { reached, applied, notApplied: facts },
      });
    }
    return this.#withoutResponse(facts);
  }

  /** The facts that follow if the criteria hold, or if they do not. */
  #found(
    criteria: readonly LinkedCriterion[],
    result: boolean,
    facts: FlowFacts,
  ): readonly string[] {
    const conditions = criteria.map(({ condition }) => condition);
    const found = foundValues({ kind: "and", conditions }, result, {
      isPresent: (expression) => this.#isPresent(expression, facts),
      isArray: (expression) => this.#typed.expressions.get(expression)?.kind === "array",
      parse: (query) => this.#parse(query),
    });
    return this.#values.foundIn(found);
  }

  #isPresent(expression: Expression, { hasRun, present }: FlowFacts): boolean {
    const typed = this.#typed.expressions.get(expression);
    const known = typed && knownPath(expression, typed);
    if (!known) return expression.kind === "status-code";
    if (present.has(presenceOf(known.path))) return true;
    const mayBeUnset =
      expression.kind === "call-output" ||
      (expression.kind === "step-output" && !hasRun.has(expression.stepId));
    const absence = absencesAlong(known, present).at(-1);
    if (!absence || mayBeUnset || typed.statuses) return false;
    return typed.kind !== "unknown" && !absence.undefined && !absence.null;
  }

  #parse(query: string): JsonPathQuery {
    const parsed = this.#queries.get(query) ?? parseJsonPath(query);
    this.#queries.set(query, parsed);
    return parsed;
  }

  #with(facts: FlowFacts, present: readonly string[]): FlowFacts {
    return { ...facts, present: facts.present.with(present) };
  }

  /** Adds facts, and the facts about outputs of the step that follow from these. */
  #withOutputs(
    facts: FlowFacts,
    found: readonly string[],
    success: Pick<FlowNode, "step"> | undefined,
  ): FlowFacts {
    const extended = this.#with(facts, found);
    if (found.length === 0 || !success) return extended;
    const outputs = this.#values.ofOutputsIn(extended.present, success.step.stepId, false);
    return this.#with(extended, outputs);
  }

  /** The facts about values that must be present to send a step. */
  #requiredBy(step: LinkedStep): readonly string[] {
    return requiredExpressions(step, this.#typed).flatMap((expression) => {
      const path = valuePath(expression);
      return path ? [presenceOf(path)] : [];
    });
  }
}

/** The expressions whose values must be present to send a step. */
export function requiredExpressions(
  step: LinkedStep,
  { holes, expressions }: TypedWorkflow,
): readonly Expression[] {
  return templatesOf(step)
    .flatMap(expressionsInTemplate)
    .filter(({ expression, hole, isInner }) => {
      if (isInner) return false;
      if (!hole) return true;
      const taken = holes.get(hole);
      const mayBeNull = taken?.allowsNull && expressions.get(expression)?.allowsNull;
      return taken?.mayBeOmitted === false && !mayBeNull;
    })
    .map(({ expression }) => expression);
}

function merge(a: FlowFacts, b: FlowFacts): FlowFacts {
  return {
    hasRun: a.hasRun.and(b.hasRun),
    mayHaveRun: a.mayHaveRun.or(b.mayHaveRun),
    present: a.present.and(b.present),
  };
}

function isSame(a: FlowFacts, b: FlowFacts): boolean {
  return (
    a.hasRun.equals(b.hasRun) && a.mayHaveRun.equals(b.mayHaveRun) && a.present.equals(b.present)
  );
}
