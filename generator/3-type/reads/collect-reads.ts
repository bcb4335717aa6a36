import type { BodyRead, ReadKey } from "../../model/body-read.js";
import {
  expressionsInCondition,
  expressionsInTemplate,
  expressionsPassedBy,
  templatesOf,
} from "../../model/expressions-in.js";
import type {
  Condition,
  Expression,
  LinkedAction,
  LinkedCriterion,
  LinkedStep,
  Operand,
  WorkflowReference,
} from "../../model/linked.js";
import {
  allStatuses,
  complement,
  intersection,
  type Statuses,
  statusesOf,
} from "../../model/status-set.js";
import type { SuccessTest, TypedWorkflow } from "../../model/typed.js";
import { workflowKey } from "../../model/workflow-key.js";
import { statusesAfter } from "../statuses/success-test.js";
import { keysRead } from "./keys-read.js";

/** Collects what workflows read of responses, directly or through outputs. Outputs of steps count only if they are read. */
export function collectReads(workflows: readonly TypedWorkflow[]): readonly BodyRead[] {
  const reader = new ReadCollector(workflows);
  return workflows.flatMap((workflow) => reader.readsOf(workflow));
}

/** The use of an expression, with the step and the statuses of the response that `$response` refers to. */
interface Use {
  readonly workflow: TypedWorkflow;
  readonly expression: Expression;
  readonly step?: LinkedStep;
  readonly statuses?: Statuses;
  readonly isDelivered: boolean;
}

interface FoundRead extends BodyRead {
  /** The value is the array of all values at the pointer, which the next key is an index of. */
  readonly isOfNodes?: true;
}

class ReadCollector {
  readonly #workflows: ReadonlyMap<string, TypedWorkflow>;

  constructor(workflows: readonly TypedWorkflow[]) {
    this.#workflows = new Map(
      workflows.map((each) => [workflowKey(each.workflow.reference), each]),
    );
  }

  readsOf(workflow: TypedWorkflow): readonly BodyRead[] {
    const { steps, outputs } = workflow.workflow;
    const delivered = [
      ...steps.flatMap((step) =>
        templatesOf(step)
          .flatMap(expressionsInTemplate)
          .filter(({ isInner }) => !isInner)
          .map(({ expression }) => ({ expression, step })),
      ),
      ...outputs.map(({ expression }) => ({ expression })),
    ];
    return [
      ...delivered.flatMap((use) => this.#follow({ ...use, workflow, isDelivered: true })),
      ...steps.flatMap((step) => this.#readsOfCriteria(step, workflow)),
      ...steps.flatMap((step) => this.#readsOfActions(step, workflow)),
    ];
  }

  /** What actions pass to workflows. */
  #readsOfActions(step: LinkedStep, workflow: TypedWorkflow): readonly BodyRead[] {
    const { success, failure } = statusesRead(step, workflow.success.get(step));
    const read = (action: LinkedAction, answered: Statuses) => {
      const statuses = intersection(answered, statusesOf(action.criteria).possible);
      const use = { workflow, step, statuses, isDelivered: true };
      return expressionsPassedBy([action]).flatMap((expression) =>
        this.#follow({ ...use, expression }),
      );
    };
    return [
      ...step.onSuccess.flatMap((action) => read(action, success)),
      ...step.onFailure.flatMap((action) => read(action, failure)),
    ];
  }

  #readsOfCriteria(step: LinkedStep, workflow: TypedWorkflow): readonly BodyRead[] {
    const { successCriteria, onSuccess, onFailure } = step;
    const { success, failure } = statusesRead(step, workflow.success.get(step));
    const read = (criteria: readonly LinkedCriterion[], statuses: Statuses) =>
      criteria.flatMap(({ condition }, index) => {
        // A criterion is evaluated only if those before it hold.
        const { possible } = statusesOf(criteria.slice(0, index));
        const use = { workflow, step, statuses: intersection(statuses, possible) };
        const tested = new Set(absenceTestsIn(condition));
        return expressionsInCondition(condition).flatMap((expression) =>
          this.#follow({ ...use, expression, isDelivered: false }).map((read) =>
            tested.has(expression) ? { ...read, tested: read.pointer } : read,
          ),
        );
      });
    return [
      ...read(successCriteria, allStatuses),
      ...onSuccess.flatMap(({ criteria }) => read(criteria, success)),
      ...onFailure.flatMap(({ criteria }) => read(criteria, failure)),
    ];
  }

  /** Follows outputs to the responses that they come from. */
  #follow(use: Use, following: readonly Expression[] = []): readonly FoundRead[] {
    const { workflow, expression, step, isDelivered } = use;
    if (following.includes(expression)) return [];
    const seen = [...following, expression];
    switch (expression.kind) {
      case "response-body": {
        if (step?.call.kind !== "operation" || !use.statuses) return [];
        const { operation } = step.call;
        const { pointer } = expression;
        return [{ operation, statuses: use.statuses, pointer, tested: undefined, isDelivered }];
      }
      case "step-output": {
        const { stepId, name, pointer } = expression;
        const source = workflow.workflow.steps.find((each) => each.stepId === stepId);
        const output = source?.outputs.find((each) => each.name === name);
        if (!source || !output) return [];
        const statuses = statusesRead(source, workflow.success.get(source)).success;
        const inner = { workflow, expression: output.expression, step: source, statuses };
        const tested = requiredBy(source);
        return this.#deeper({ ...inner, isDelivered }, pointer, seen).map((read) => ({
          ...read,
          tested: read.tested ?? tested.find((each) => startsWith(read.pointer, each)),
        }));
      }
      case "workflow-output":
        return this.#followOutput(expression.workflow, expression, isDelivered, seen);
      case "call-output":
        return step?.call.kind === "workflow"
          ? this.#followOutput(step.call.workflow, expression, isDelivered, seen)
          : [];
      case "json-nodes": {
        const { context, query } = expression;
        return keysRead(query).flatMap((keys) =>
          this.#deeper({ ...use, expression: context }, keys, seen).map((read) => {
            return { ...read, isOfNodes: true } as const;
          }),
        );
      }
      default:
        return [];
    }
  }

  #followOutput(
    reference: WorkflowReference,
    { name, pointer }: { readonly name: string; readonly pointer: readonly string[] },
    isDelivered: boolean,
    seen: readonly Expression[],
  ): readonly FoundRead[] {
    const workflow = this.#workflows.get(workflowKey(reference));
    const output = workflow?.workflow.outputs.find((each) => each.name === name);
    if (!workflow || !output) return [];
    return this.#deeper({ workflow, expression: output.expression, isDelivered }, pointer, seen);
  }

  #deeper(
    use: Use,
    pointer: readonly ReadKey[],
    following: readonly Expression[],
  ): readonly FoundRead[] {
    return this.#follow(use, following).map(({ isOfNodes, ...read }) => {
      const [index, ...rest] = pointer;
      const keys = isOfNodes ? rest : pointer;
      const isWhole = isOfNodes && index === undefined;
      return { ...read, pointer: [...read.pointer, ...keys], ...(isWhole && { isOfNodes }) };
    });
  }
}

/** The expressions that the condition compares with null, or whose truth it tests. */
function absenceTestsIn(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap(absenceTestsIn);
    case "not":
      return absenceTestsIn(condition.condition);
    case "truth":
      return expressionsOf([condition.operand]);
    case "comparison": {
      const operands = [condition.left, condition.right];
      const isTest = operands.some((each) => each.kind === "literal" && each.value === null);
      return isTest ? expressionsOf(operands) : [];
    }
    default:
      return [];
  }
}

function expressionsOf(operands: readonly Operand[]): readonly Expression[] {
  return operands.flatMap((each) =>
    each.kind === "expression" && !each.ofLength ? [each.expression] : [],
  );
}

/** The pointers of the values whose presence the success criteria require. */
function requiredBy({ successCriteria }: LinkedStep): readonly (readonly string[])[] {
  const holding = successCriteria.flatMap(({ condition }) =>
    condition.kind === "and" ? condition.conditions : [condition],
  );
  return holding
    .filter(
      (each) => each.kind === "truth" || (each.kind === "comparison" && each.operator === "!="),
    )
    .flatMap(absenceTestsIn)
    .flatMap((each) => (each.kind === "response-body" ? [each.pointer] : []));
}

function startsWith(pointer: readonly ReadKey[], start: readonly ReadKey[]): boolean {
  return start.length <= pointer.length && start.every((key, index) => key === pointer[index]);
}

/** The statuses of the responses that the code reads after the step has succeeded or failed. */
function statusesRead(step: LinkedStep, test: SuccessTest | undefined) {
  const { success, failure } = statusesAfter(step, test ?? { kind: "criteria" });
  const { possible, certain } = statusesOf(step.successCriteria);
  const failing = complement(certain);
  return { success: intersection(success, possible), failure: intersection(failure, failing) };
}
