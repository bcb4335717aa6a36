import type { LinkedStep } from "../../model/linked.js";
import type { Statement } from "../../model/planned.js";
import { keyword } from "../../model/type-node.js";
import type { TypedExpression, TypedWorkflow } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import { allStatements, type FlowStatement, mapNested } from "../flow/flow-statement.js";
import type { WorkflowContext } from "../values/value-scope.js";
import type { LocalNames } from "./choose-local-names.js";
import { variablesIn, variablesRead } from "./collect-read-variables.js";

/** A read of a variable or an assignment to a variable. */
interface Occurrence {
  readonly variable: string;
  readonly isRead: boolean;
  /** The blocks around the occurrence, from the outside in. */
  readonly scope: readonly Statement[];
}

/** Removes outputs that are not read, then outputs that only removed outputs read. */
export function removeUnreadOutputs(statements: readonly Statement[]): readonly Statement[] {
  const read = variablesIn(statements);
  const isUnread = (each: FlowStatement) => each.kind === "output" && !read.has(each.variable);
  if (!allStatements(statements).some(isUnread)) return statements;
  const remove = (all: readonly Statement[]): readonly Statement[] =>
    all.filter((each) => !isUnread(each)).map((each) => mapNested(each, remove));
  return removeUnreadOutputs(remove(statements));
}

/**
 * Declares the hoisted variables at the start.
 *
 * The response of a request inside a loop then needs a written type: TypeScript cannot infer the type from a call
 * whose arguments depend on an earlier iteration.
 */
export function hoistVariables(
  statements: readonly Statement[],
  hoisted: ReadonlySet<string>,
  { typed, names }: WorkflowContext,
): readonly Statement[] {
  const declarations = typed.workflow.steps.flatMap((step): Statement[] => {
    const variables = [...(names.outputs.get(step.stepId) ?? [])];
    return variables.flatMap(([name, variable]): Statement[] => {
      if (!hoisted.has(variable)) return [];
      const { type, allowsNull } = typeOfOutput(step, name, typed);
      return [{ kind: "declare", variable, type, mayBeAbsent: true, allowsNull }];
    });
  });
  const known = {
    declared: hoisted,
    read: variablesIn(statements),
    areTypesWritten: hoisted.size + names.results.size > 0,
  };
  return [...declarations, ...withDeclared(statements, known, false)];
}

function typeOfOutput(
  step: LinkedStep,
  name: string,
  { expressions }: TypedWorkflow,
): Pick<TypedExpression, "type" | "allowsNull"> {
  const output = step.outputs.find((each) => each.name === name);
  const direct = output && expressions.get(output.expression);
  if (direct) return direct;
  const read = [...expressions].find(
    ([expression]) =>
      expression.kind === "step-output" &&
      expression.stepId === step.stepId &&
      expression.name === name &&
      expression.pointer.length === 0,
  );
  return read?.[1] ?? { type: keyword("unknown"), allowsNull: false };
}

/**
 * The variables that are read outside the scope of a `const` at their assignment. Includes variables that are never
 * assigned, because their steps are unreachable.
 */
export function variablesToHoist(
  statements: readonly Statement[],
  { outputs, next }: LocalNames,
): ReadonlySet<string> {
  const occurrences = new Map<string, Occurrence[]>();
  for (const each of occurrencesIn(statements, [])) addToList(occurrences, each.variable, each);
  const variables = [
    ...next.values(),
    ...[...outputs.values()].flatMap((each) => [...each.values()]),
  ];
  return new Set(variables.filter((variable) => !isConstant(occurrences.get(variable) ?? [])));
}

/** In the order of the statements. */
function occurrencesIn(
  statements: readonly Statement[],
  scope: readonly Statement[],
): readonly Occurrence[] {
  return statements.flatMap((statement): readonly Occurrence[] => [
    ...variablesRead(statement).map((variable) => ({ variable, isRead: true, scope })),
    ...(statement.kind === "output"
      ? [{ variable: statement.variable, isRead: false, scope }]
      : []),
    ...("statements" in statement
      ? occurrencesIn(statement.statements, [...scope, statement])
      : []),
  ]);
}

function isConstant(occurrences: readonly Occurrence[]): boolean {
  const [first] = occurrences;
  const reads = occurrences.filter(({ isRead }) => isRead);
  const isAssignedOnce = reads.length === occurrences.length - 1;
  if (!first || !isAssignedOnce || first.isRead) return reads.length === 0;
  return reads.every(({ scope }) => first.scope.every((each, index) => scope[index] === each));
}

/** Marks assignments to declared variables, results that are read, and responses in loops. */
function withDeclared(
  statements: readonly Statement[],
  known: {
    readonly declared: ReadonlySet<string>;
    readonly read: ReadonlySet<string>;
    /** Whether the types of responses in loops must be written. */
    readonly areTypesWritten: boolean;
  },
  isInLoop: boolean,
): readonly Statement[] {
  const { declared, read, areTypesWritten } = known;
  const isTypeWritten = isInLoop && areTypesWritten;
  return statements.map((statement): Statement => {
    switch (statement.kind) {
      case "output":
        return { ...statement, isDeclared: declared.has(statement.variable) };
      case "send":
        return { ...statement, isTypeWritten };
      case "call": {
        const isResultRead = statement.mayFail || read.has(statement.variable);
        return { ...statement, isResultRead, isTypeWritten };
      }
      case "run-first": {
        const { variable } = statement;
        const isResultRead = variable !== undefined && read.has(variable);
        return { ...statement, variable: isResultRead ? variable : undefined };
      }
      default: {
        const isLoop = isInLoop || statement.kind === "loop";
        return mapNested(statement, (nested) => withDeclared(nested, known, isLoop));
      }
    }
  });
}
