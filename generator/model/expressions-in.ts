import { templatesOfAction } from "./actions.js";
import type {
  Condition,
  Expression,
  LinkedAction,
  LinkedCriterion,
  LinkedQuery,
  LinkedStep,
  Template,
} from "./linked.js";

/** The values that a step sends to an operation or passes to a workflow. */
export function templatesOf({ call }: LinkedStep): readonly Template[] {
  if (call.kind === "workflow") return call.inputs.map(({ value }) => value);
  const body = call.requestBody ? [call.requestBody.payload] : [];
  return [...call.parameters.map(({ value }) => value), ...body];
}

/** The criteria of a step and of its actions. */
export function criteriaOf(step: LinkedStep): readonly LinkedCriterion[] {
  const actions = [...step.onSuccess, ...step.onFailure];
  return [...step.successCriteria, ...actions.flatMap(({ criteria }) => criteria)];
}

/** All expressions of a step and of its actions. */
export function expressionsInStep(step: LinkedStep): readonly Expression[] {
  const actions = [...step.onSuccess, ...step.onFailure];
  return [
    ...[...templatesOf(step), ...actions.flatMap(templatesOfAction)]
      .flatMap(expressionsInTemplate)
      .map((each) => each.expression),
    ...criteriaOf(step).flatMap(({ condition }) => expressionsInCondition(condition)),
    ...step.outputs.flatMap(({ expression }) => withInner(expression)),
  ];
}

/** The expression, and the expressions that a Selector Object contains. */
export function withInner(expression: Expression): readonly Expression[] {
  if (expression.kind !== "json-nodes" && expression.kind !== "xml-result") return [expression];
  const { context, query } = expression;
  return [expression, ...withInner(context), ...query.flatMap(expressionsInPart)];
}

export interface TemplateExpression {
  readonly expression: Expression;
  /** The template that consists of the expression, perhaps with changes; undefined for an expression in a string or a key. */
  readonly hole: Template | undefined;
  /** The expression is in a Selector Object, whose value is not absent if the value of the expression is. */
  readonly isInner?: true;
}

/** All expressions in a template, in source order. */
export function expressionsInTemplate(template: Template): readonly TemplateExpression[] {
  switch (template.kind) {
    case "literal":
      return [];
    case "expression":
      return inTemplate(template.expression, template);
    case "text":
      return template.parts.flatMap(withoutHole);
    case "array":
      return template.items.flatMap(expressionsInTemplate);
    case "changed":
      return [
        ...inTemplate(template.base, template),
        ...template.entries.flatMap(({ value }) => expressionsInTemplate(value)),
      ];
    case "object":
      return template.entries.flatMap(({ name, value }) => [
        ...withoutHole(name),
        ...expressionsInTemplate(value),
      ]);
  }
}

/** The strings in a template that contain expressions among other characters. */
export function stringsInTemplate(
  template: Template,
): readonly (readonly (string | Expression)[])[] {
  switch (template.kind) {
    case "literal":
    case "expression":
      return [];
    case "text":
      return [template.parts];
    case "array":
      return template.items.flatMap(stringsInTemplate);
    case "changed":
    case "object":
      return template.entries.flatMap(({ value }) => stringsInTemplate(value));
  }
}

function withoutHole(part: string | Expression): readonly TemplateExpression[] {
  return typeof part === "string" ? [] : inTemplate(part, undefined);
}

function inTemplate(
  expression: Expression,
  hole: Template | undefined,
): readonly TemplateExpression[] {
  const [, ...inner] = withInner(expression);
  const others = inner.map(
    (each) => ({ expression: each, hole: undefined, isInner: true }) as const,
  );
  return [{ expression, hole }, ...others];
}

/** All expressions in a condition, in source order. */
export function expressionsInCondition(condition: Condition): readonly Expression[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.conditions.flatMap(expressionsInCondition);
    case "not":
      return expressionsInCondition(condition.condition);
    default: {
      const operands =
        condition.kind === "comparison" ? [condition.left, condition.right] : [condition.operand];
      const query =
        "query" in condition ? condition.query : "pattern" in condition ? condition.pattern : [];
      return [
        ...operands.flatMap((each) =>
          each.kind === "expression" ? withInner(each.expression) : [],
        ),
        ...query.flatMap(expressionsInPart),
      ];
    }
  }
}

function expressionsInPart(part: LinkedQuery[number]): readonly Expression[] {
  if (typeof part === "string") return [];
  return part.kind === "text" ? part.parts.filter((each) => typeof each !== "string") : [part];
}

/** The expressions in the values that actions pass to workflows. */
export function expressionsPassedBy(actions: readonly LinkedAction[]): readonly Expression[] {
  return actions
    .flatMap(templatesOfAction)
    .flatMap(expressionsInTemplate)
    .map(({ expression }) => expression);
}

/** Whether an action passes values of the response or result of its step, and so applies only if there is one. */
export function readsResponse(action: LinkedAction): boolean {
  return expressionsPassedBy([action]).some(({ kind }) => responseKinds.includes(kind));
}

export const responseKinds: readonly Expression["kind"][] = [
  "response-body",
  "response-header",
  "status-code",
  "url",
  "call-output",
];
