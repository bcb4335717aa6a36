import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import { assertionsOf } from "../../model/assertions-of.js";
import type {
  Assertion,
  CallStatement,
  OutputStatement,
  PlannedFailure,
  ReturnStatement,
  RunFirstStatement,
  SendStatement,
  Statement,
  WorkflowPlan,
  WorkflowRun,
} from "../../model/planned.js";
import { printTest } from "../print/print-condition.js";
import { printEntry, printRead, printValue } from "../print/print-value.js";
import type { StatementView } from "../views.js";
import {
  printFunction,
  printNamespace,
  printTransports,
  printTypeOf,
  viewTypeOf,
} from "./imported-code.js";

interface Scope extends Pick<WorkflowPlan, "apis" | "transports" | "dependencies"> {
  /** The variables of the steps, by `stepId`. */
  readonly steps: ReadonlyMap<string, string>;
}

export function viewStatements({
  statements,
  steps,
  ...scope
}: Pick<
  WorkflowPlan,
  "statements" | "apis" | "transports" | "dependencies" | "steps"
>): readonly StatementView[] {
  const variables = new Map(steps.map(({ stepId, variable }) => [stepId, variable]));
  return viewAll(statements, { ...scope, steps: variables });
}

function viewAll(statements: readonly Statement[], scope: Scope): readonly StatementView[] {
  return statements.flatMap((statement) => [
    ...assertionsBefore(statement, scope),
    viewStatement(statement, scope),
  ]);
}

/** The assertions of the run of a workflow by an action; those of a step follow its comment. */
function assertionsBefore(statement: Statement, scope: Scope): readonly StatementView[] {
  if (statement.kind !== "return" && statement.kind !== "run-first") return [];
  return assertionsOf(statement).map((each) => line(Code.of`${printAssertion(each, scope)};`));
}

function viewStatement(statement: Statement, scope: Scope): StatementView {
  switch (statement.kind) {
    case "send":
      return viewSend(statement, printSend(statement, scope), responseType(statement), scope);
    case "call":
      return viewCall(statement, scope);
    case "complete":
      return line(Code.of`${runtime("noteSuccess")}(${printStep(statement.stepId, scope)});`);
    case "run-first":
      return line(Code.of`${printRunFirst(statement, scope)};`);
    case "if":
      return block(printTest(statement.condition), viewAll(statement.statements, scope), false);
    case "loop": {
      const loop = Code.of`for (;;)`;
      const { label } = statement;
      const head =
        label === undefined
          ? loop
          : Code.of`// Jumps back to an earlier step continue this loop.\n${Code.name(label)}: ${loop}`;
      return block(head, viewAll(statement.statements, scope), true);
    }
    case "block":
      return block(
        Code.of`// Jumps forward to a later step leave this block.\n${Code.name(statement.label)}:`,
        viewAll(statement.statements, scope),
        true,
      );
    case "output":
      return viewOutput(statement);
    case "declare": {
      const type = viewTypeOf(statement.type, scope.apis, statement);
      return line(Code.of`let ${Code.name(statement.variable)}: ${type};`);
    }
    case "declare-next": {
      const type = Code.join(statement.steps.map(Code.literal), " | ");
      return line(Code.of`let ${Code.name(statement.variable)}: ${type};`);
    }
    case "fail":
      return line(Code.of`throw ${printFailure(statement.failure, scope)};`);
    case "return": {
      const isApart = statement.outcome === "completed";
      return line(Code.of`return ${printReturn(statement, scope)};`, isApart);
    }
    case "pause":
      return line(Code.of`await ${runtime("pause")}(${printStep(statement.stepId, scope)});`);
    case "jump": {
      const { label } = statement;
      const jump = statement.how === "break" ? Code.of`break` : Code.of`continue`;
      return line(label === undefined ? Code.of`${jump};` : Code.of`${jump} ${Code.name(label)};`);
    }
  }
}

/** @param isApart whether a blank line comes before */
function line(code: Code, isApart = false): StatementView {
  return { send: false, line: code, isApart, block: false };
}

function block(head: Code, statements: readonly StatementView[], isApart: boolean): StatementView {
  return { send: false, line: false, isApart, block: { head, statements } };
}

function viewOutput({ variable, value, isDeclared }: OutputStatement): StatementView {
  const name = Code.name(variable);
  const printed = printValue(value);
  if (isDeclared) return line(Code.of`${Code.assignment(name, printed)};`);
  const isUndefined = value.kind === "literal" && value.value === undefined;
  const declared = isUndefined ? Code.of`${name}: unknown` : name;
  return line(Code.of`${Code.declaration(declared, printed)};`);
}

function viewCall(statement: CallStatement, scope: Scope): StatementView {
  const { stepId, workflow, mayFail, limit, isResultRead } = statement;
  const result = printTypeOf(workflow, "Result");
  const step = printStep(stepId, scope);
  const type = Code.of`${runtime("Succeeded")}<${result}> | ${runtime("NoResponse")}`;
  if (limit) {
    const options = Code.name(limit.options);
    const start = Code.arrow(options, printCall(statement, scope, options));
    const args = [step, Code.literal(limit.timeout), start];
    return viewSend(statement, Code.call(runtime("callWithTimeout"), args), type, scope);
  }
  const call = printCall(statement, scope);
  if (!mayFail) return viewSend(statement, call, result, scope, isResultRead);
  return viewSend(statement, Code.call(runtime("callWorkflow"), [step, call]), type, scope);
}

function viewSend(
  statement: SendStatement | CallStatement,
  call: Code,
  type: Code,
  scope: Scope,
  isRead = true,
): StatementView {
  const { stepId, description, prerequisites, assertions, variable, isTypeWritten } = statement;
  const ids = prerequisites.map((id) => Code.literal(id));
  const name = Code.name(variable);
  const declared = isTypeWritten ? Code.of`${name}: ${type}` : name;
  return {
    ...{ line: false, isApart: false, block: false },
    send: {
      comment: description !== undefined && Code.lineComment(description),
      assertions: [
        ...(ids.length === 0
          ? []
          : [Code.call(runtime("assertSucceeded"), [printStep(stepId, scope), ...ids])]),
        ...assertions.map((assertion) => printAssertion(assertion, scope)),
      ],
      line: isRead
        ? Code.of`${Code.declaration(declared, Code.of`await ${call}`)};`
        : Code.of`await ${call};`,
    },
  };
}

function responseType({ api, responsesName, mayLackResponse }: SendStatement): Code {
  const type = Code.of`${printNamespace(api)}.${Code.name(responsesName)}`;
  return mayLackResponse ? Code.of`${type} | ${runtime("NoResponse")}` : type;
}

function printSend(
  { stepId, api, functionName, request, mayLackResponse }: SendStatement,
  scope: Scope,
): Code {
  const operation = Code.of`${printNamespace(api)}.${Code.name(functionName)}`;
  const args = request.entries.length === 0 ? [] : [printValue(request)];
  const step = printStep(stepId, scope);
  return Code.call(mayLackResponse ? Code.of`${step}.trySend` : Code.of`${step}.send`, [
    Code.call(operation, args).from(request.place),
  ]);
}

function printCall(
  { stepId, workflow, inputs, apis, isDependent }: WorkflowRun,
  scope: Scope,
  own = Code.of`${printStep(stepId, scope)}.enter()`,
): Code {
  const transports = printTransports(apis, scope);
  const completed = Code.of`completed: ${printCompleted(scope)}`;
  const options = isDependent ? Code.object([Code.of`...${own}`, completed]) : own;
  return Code.call(printFunction(workflow), [printValue(inputs), transports, options]);
}

function printRunFirst(statement: RunFirstStatement, scope: Scope): Code {
  const { workflow, inputs, mayFail, variable } = statement;
  const call = printCall(statement, scope);
  const run = Code.of`await ${mayFail ? Code.call(runtime("mustSucceed"), [call]) : call}`;
  const read = scope.dependencies.find((each) => each.functionName === workflow.functionName);
  if (read?.variable === undefined) {
    return variable === undefined ? run : Code.declaration(Code.name(variable), run);
  }
  const result = read.areInputsRead
    ? Code.object([Code.of`...(${run})`, Code.of`inputs: ${printValue(inputs)}`])
    : run;
  return Code.assignment(Code.name(read.variable), result);
}

/** The results of other workflows, which the caller has passed, or the latest ones. */
function printCompleted({ dependencies }: Scope): Code {
  const latest = dependencies.flatMap(({ functionName, variable }) =>
    variable === undefined ? [] : [Code.of`${Code.key(functionName)}: ${Code.name(variable)}`],
  );
  if (latest.length === 0) return Code.of`options.completed`;
  return Code.object([Code.of`...options.completed`, ...latest]);
}

function printAssertion({ stepId, value }: Assertion, scope: Scope): Code {
  return Code.call(runtime("assertPresent"), [
    printStep(stepId, scope),
    Code.literal(value.expression),
    printRead(value),
  ]);
}

function printFailure({ stepId, criterion, response }: PlannedFailure, scope: Scope): Code {
  return Code.call(Code.of`${printStep(stepId, scope)}.failure`, [
    Code.name(response),
    ...(criterion === undefined ? [] : [Code.literal(criterion)]),
  ]);
}

function printReturn({ outcome, outputs, failure, goto }: ReturnStatement, scope: Scope): Code {
  return Code.object([
    Code.of`outcome: ${Code.literal(outcome)}`,
    Code.of`outputs: ${Code.object(outputs.map(printEntry))}`,
    ...(failure ? [Code.of`failure: ${printFailure(failure, scope)}`] : []),
    ...(goto ? [Code.of`result: await ${printCall(goto, scope)}`] : []),
  ]);
}

/** The variable of a step. A step without a variable has an error that an earlier phase has reported. */
function printStep(stepId: string, { steps }: Scope): Code {
  return Code.name(steps.get(stepId) ?? "undefined");
}
