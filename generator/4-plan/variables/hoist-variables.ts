import type { LinkedStep } from "../../model/linked.js";
import type { Statement } from "../../model/planned.js";
import { keyword } from "../../model/type-node.js";
import type { TypedExpression, TypedWorkflow } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import type { LocalNames } from "./choose-local-names.js";
import { dropAssertions } from "./drop-assertions.js";
import { readVariables } from "./read-variables.js";
import { allStatements, variablesIn, variablesRead } from "./variables-read.js";

/** Where a statement stands: the blocks around it, from the outside in. */
type Scope = readonly number[];

interface Occurrence {
  readonly scope: Scope;
  readonly at: number;
}

/**
 * Declares the variables at the start that are read where a `const` would not reach.
 *
 * Inside a loop, a response then needs its type in writing: TypeScript could not infer it from a call
 * whose arguments depend on an earlier round.
 */
export function hoistVariables(
  statements: readonly Statement[],
  typed: TypedWorkflow,
  names: LocalNames,
): readonly Statement[] {
  const asked = withoutUnread(readVariables(withoutUnread(statements)));
  const hoisted = variablesToHoist(asked, names);
  const inUse = dropAssertions(asked, (variable) => !hoisted.has(variable));
  const declarations = typed.workflow.steps.flatMap((step): Statement[] => {
    const variables = [...(names.outputs.get(step.stepId) ?? [])];
    return variables.flatMap(([name, variable]): Statement[] => {
      if (!hoisted.has(variable)) return [];
      const { type, allowsNull } = typeOfOutput(step, name, typed);
      return [{ kind: "declare", variable, type, mayBeAbsent: true, allowsNull }];
    });
  });
  const known = { declared: hoisted, read: variablesIn(inUse) };
  return [...declarations, ...withDeclared(inUse, known, false)];
}

/** Leaves out the outputs that nothing reads, and then those that only they have read. */
function withoutUnread(statements: readonly Statement[]): readonly Statement[] {
  const read = variablesIn(statements);
  const isUnread = (each: Statement) => each.kind === "output" && !read.has(each.variable);
  if (!allStatements(statements).some(isUnread)) return statements;
  const remove = (list: readonly Statement[]): readonly Statement[] =>
    list
      .filter((each) => !isUnread(each))
      .map((each) =>
        "statements" in each ? { ...each, statements: remove(each.statements) } : each,
      );
  return withoutUnread(remove(statements));
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
 * The variables that are read where a `const` would not reach, and so are declared at the start: also
 * those of steps that no path leads to in the end.
 */
function variablesToHoist(
  statements: readonly Statement[],
  { outputs, next }: LocalNames,
): ReadonlySet<string> {
  const assigned = new Map<string, Occurrence[]>();
  const read = new Map<string, Occurrence[]>();
  let clock = 0;
  let scopes = 0;
  visit(statements, []);
  const variables = [
    ...next.values(),
    ...[...outputs.values()].flatMap((each) => [...each.values()]),
  ];
  return new Set(variables.filter((variable) => !isConstant(variable)));

  function isConstant(variable: string): boolean {
    const [only, second] = assigned.get(variable) ?? [];
    const reads = read.get(variable) ?? [];
    if (!only || second) return reads.length === 0;
    return reads.every(
      ({ scope, at }) => at > only.at && only.scope.every((each, index) => scope[index] === each),
    );
  }

  function visit(list: readonly Statement[], scope: Scope): void {
    for (const statement of list) {
      clock += 1;
      for (const variable of variablesRead(statement)) note(read, variable, scope);
      if (statement.kind === "output") note(assigned, statement.variable, scope);
      if ("statements" in statement) {
        scopes += 1;
        visit(statement.statements, [...scope, scopes]);
      }
    }
  }

  function note(occurrences: Map<string, Occurrence[]>, variable: string, scope: Scope): void {
    addToList(occurrences, variable, { scope, at: clock });
  }
}

/** Marks the assignments to variables that are declared elsewhere, results in use, and responses in loops. */
function withDeclared(
  statements: readonly Statement[],
  known: { readonly declared: ReadonlySet<string>; readonly read: ReadonlySet<string> },
  isInLoop: boolean,
): readonly Statement[] {
  const { declared, read } = known;
  return statements.map((statement): Statement => {
    switch (statement.kind) {
      case "output":
        return { ...statement, isDeclared: declared.has(statement.variable) };
      case "send":
        return { ...statement, isTypeWritten: isInLoop && declared.size > 0 };
      case "call": {
        const isResultRead = statement.mayFail || read.has(statement.variable);
        return { ...statement, isResultRead, isTypeWritten: isInLoop && declared.size > 0 };
      }
      case "if":
      case "block":
        return { ...statement, statements: withDeclared(statement.statements, known, isInLoop) };
      case "loop":
        return { ...statement, statements: withDeclared(statement.statements, known, true) };
      default:
        return statement;
    }
  });
}
