import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type {
  Assertion,
  CallStatement,
  PlannedFailure,
  ReturnStatement,
  SendStatement,
  Statement,
  WorkflowRun,
} from "../../model/planned.js";
import type { ApiName } from "../../model/typed.js";
import { printTest } from "../print/print-condition.js";
import { printEntry, printRead, printValue } from "../print/print-value.js";
import type { StatementView } from "../views.js";
import { printFunction, printNamespace, printTypeOf, viewTypeOf } from "./imported-code.js";

const nothing: StatementView = { send: false, line: false, isApart: false, block: false };

/** @param apis the APIs that types may refer to */
export function viewStatement(statement: Statement, apis: readonly ApiName[]): StatementView {
  const viewAll = (statements: readonly Statement[]) =>
    statements.map((each) => viewStatement(each, apis));
  switch (statement.kind) {
    case "send":
      return viewSend(statement, printSend(statement), responseType(statement));
    case "call": {
      const result = printTypeOf(statement.workflow, "Result");
      const call = printCall(statement);
      if (!statement.mayFail) return viewSend(statement, call, result, statement.isResultRead);
      const checked = Code.call(runtime("callWorkflow"), [
        Code.of`run`,
        Code.literal(statement.stepId),
        call,
      ]);
      return viewSend(
        statement,
        checked,
        Code.of`${runtime("Succeeded")}<${result}> | ${runtime("NoResponse")}`,
      );
    }
    case "run-first": {
      const call = printCall(statement);
      const run = statement.mayFail ? Code.call(runtime("mustSucceed"), [call]) : call;
      return { ...nothing, line: Code.of`await ${run};` };
    }
    case "if": {
      const head = printTest(statement.condition);
      return { ...nothing, block: { head, statements: viewAll(statement.statements) } };
    }
    case "loop": {
      const loop = Code.of`for (;;)`;
      const { label } = statement;
      const head = label === undefined ? loop : Code.of`${Code.name(label)}: ${loop}`;
      const statements = viewAll(statement.statements);
      return { ...nothing, isApart: true, block: { head, statements } };
    }
    case "block": {
      const head = Code.of`${Code.name(statement.label)}:`;
      const statements = viewAll(statement.statements);
      return { ...nothing, isApart: true, block: { head, statements } };
    }
    case "output": {
      const name = Code.name(statement.variable);
      const { value: planned } = statement;
      const isNothing = planned.kind === "literal" && planned.value === undefined;
      const variable = isNothing && !statement.isDeclared ? Code.of`${name}: unknown` : name;
      const value = printValue(planned);
      const line = statement.isDeclared
        ? Code.assignment(variable, value)
        : Code.declaration(variable, value);
      return { ...nothing, line: Code.of`${line};` };
    }
    case "declare": {
      const declared = Code.of`let ${Code.name(statement.variable)}`;
      return {
        ...nothing,
        line: Code.of`${declared}: ${viewTypeOf(statement.type, apis, statement)};`,
      };
    }
    case "declare-next": {
      const type = Code.join(statement.steps.map(Code.literal), " | ");
      return { ...nothing, line: Code.of`let ${Code.name(statement.variable)}: ${type};` };
    }
    case "fail":
      return { ...nothing, line: Code.of`throw ${printFailure(statement.failure)};` };
    case "return":
      return {
        ...nothing,
        line: Code.of`return ${printReturn(statement)};`,
        isApart: statement.outcome === "completed",
      };
    case "pause":
      return {
        ...nothing,
        line: Code.of`await ${runtime("pause")}(run, ${Code.literal(statement.stepId)});`,
      };
    case "jump": {
      const how = statement.how === "break" ? Code.of`break` : Code.of`continue`;
      const { label } = statement;
      return {
        ...nothing,
        line: label === undefined ? Code.of`${how};` : Code.of`${how} ${Code.name(label)};`,
      };
    }
  }
}

function viewSend(
  { description, assertions, variable, isTypeWritten }: SendStatement | CallStatement,
  call: Code,
  type: Code,
  isRead = true,
): StatementView {
  const name = Code.name(variable);
  const declared = isTypeWritten ? Code.of`${name}: ${type}` : name;
  return {
    ...nothing,
    send: {
      comment: description !== undefined && Code.lineComment(description),
      assertions: assertions.map(printAssertion),
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

function printSend({ stepId, api, functionName, request, mayLackResponse }: SendStatement): Code {
  const operation = Code.of`${printNamespace(api)}.${Code.name(functionName)}`;
  const args = request.entries.length === 0 ? [] : [printValue(request)];
  return Code.call(mayLackResponse ? Code.of`run.trySend` : Code.of`run.send`, [
    Code.literal(stepId),
    Code.name(api.name),
    Code.call(operation, args).from(request.place),
  ]);
}

function printCall({ stepId, workflow, inputs, apis }: WorkflowRun): Code {
  const transports = Code.object(apis.map(({ name }) => Code.name(name)));
  const options = Code.call(Code.of`run.enter`, [Code.literal(stepId)]);
  const args = [printValue(inputs), transports, options];
  return Code.call(printFunction(workflow), args);
}

function printAssertion({ stepId, value }: Assertion): Code {
  return Code.call(runtime("assertPresent"), [
    Code.of`run`,
    Code.literal(stepId),
    Code.literal(value.expression),
    printRead(value),
  ]);
}

function printFailure({ stepId, criterion, response }: PlannedFailure): Code {
  return Code.call(Code.of`run.failure`, [
    Code.literal(stepId),
    Code.literal(criterion),
    Code.name(response),
  ]);
}

function printReturn({ outcome, outputs, failure, goto }: ReturnStatement): Code {
  return Code.object([
    Code.of`outcome: ${Code.literal(outcome)}`,
    Code.of`outputs: ${Code.object(outputs.map(printEntry))}`,
    ...(failure ? [Code.of`failure: ${printFailure(failure)}`] : []),
    ...(goto ? [Code.of`result: await ${printCall(goto)}`] : []),
  ]);
}
