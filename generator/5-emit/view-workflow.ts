import type { Outcome, Statement, WorkflowPlan } from "../4-plan/planned.js";
import { Code } from "./code.js";
import { header } from "./header.js";
import { importLines } from "./import-lines.js";
import { printCondition, printEntry, printRead, printValue } from "./print-value.js";
import type { OutcomeView, StatementView, WorkflowView } from "./views.js";

export function viewWorkflow(plan: WorkflowPlan): WorkflowView {
  const { functionName, typeName, outcomes, statements, apis } = plan;
  const inputsName = Code.name(`${typeName}Inputs`);
  const apisName = Code.name(`${typeName}Apis`);
  const called = `\`${functionName}\``;
  const inputs = Code.type(plan.inputs);
  const isInterface = plan.inputs.typeText.startsWith("{");
  return {
    header: header(plan.sourceName),
    imports: viewImports(plan),
    inputsDoc: Code.docComment([`What ${called} is given.`]),
    inputsDeclaration: isInterface
      ? Code.of`export interface ${inputsName} ${inputs}`
      : Code.of`export type ${inputsName} = ${inputs};`,
    apisDoc: Code.docComment([`The APIs that ${called} calls.`]),
    apisName,
    apis: apis.map(({ name }) => ({ name: Code.name(name) })),
    resultDoc: Code.docComment([`Every way in which ${called} can end.`]),
    resultName: Code.name(`${typeName}Result`),
    outcomes: outcomes.map((outcome, index) => viewOutcome(outcome, index === outcomes.length - 1)),
    doc: viewDoc(plan),
    functionName: Code.name(functionName),
    inputsParameter: Code.of`${Code.name(plan.readsInputs ? "inputs" : "_inputs")}: ${inputsName}`,
    apisParameter: Code.of`{ ${Code.join(
      apis.map(({ name }) => Code.name(name)),
      ", ",
    )} }: ${apisName}`,
    workflowId: Code.literal(plan.workflowId),
    statements: statements.map(viewStatement),
  };
}

function viewImports({ apis, statements }: WorkflowPlan): readonly Code[] {
  return [
    ...apis.map(({ namespace, moduleName }) => {
      return Code.of`import * as ${Code.name(namespace)} from ${Code.literal(`./apis/${moduleName}.js`)};`;
    }),
    ...importLines([
      { names: hasAssertion(statements) ? ["assertPresent"] : [], from: "./runtime/errors.js" },
      { types: ["Transport"], from: "./runtime/http.js" },
      { names: ["startRun"], types: ["RunOptions"], from: "./runtime/run.js" },
    ]),
  ];
}

function viewDoc({ summary, description, statements }: WorkflowPlan): Code {
  const throws = [
    "@throws {StepFailedError} if a step does not meet its success criteria or gets no response",
    ...(hasAssertion(statements)
      ? ["@throws {MissingValueError} if a response lacks a value that a later step needs"]
      : []),
  ];
  return Code.docComment([summary, description, throws.join("\n- ").replaceAll("\n- @", "\n@")]);
}

function hasAssertion(statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) =>
      (statement.kind === "send" && statement.assertions.length > 0) ||
      (statement.kind === "branch" && hasAssertion(statement.statements)),
  );
}

function viewOutcome({ name, typeName, stepId, outputs }: Outcome, isLast: boolean): OutcomeView {
  const doc =
    stepId === undefined
      ? "The last step succeeded."
      : `The action \`${name}\` ended the workflow after the step \`${stepId}\`.`;
  return {
    doc: Code.docComment([doc]),
    typeName: Code.name(typeName),
    outcome: Code.literal(name),
    outputs: outputs.map((output) => {
      const type = Code.type(output.type);
      const isUnknown = output.type.typeText === "unknown";
      const withNull = output.allowsNull ? Code.of`${type} | null` : type;
      const mayBeUndefined = output.mayBeAbsent && !isUnknown;
      return {
        name: Code.key(output.name),
        type: mayBeUndefined ? Code.of`${withNull} | undefined` : withNull,
      };
    }),
    hasOutputs: outputs.length > 0,
    isLast,
  };
}

const nothing: StatementView = {
  send: false,
  check: false,
  output: false,
  branch: false,
  return: false,
};

function viewStatement(statement: Statement): StatementView {
  switch (statement.kind) {
    case "send": {
      const { stepId, description, assertions, variable, api, functionName, request } = statement;
      const operation = Code.of`${Code.name(api.namespace)}.${Code.name(functionName)}`;
      const call = Code.call(Code.of`run.send`, [
        Code.literal(stepId),
        Code.name(api.name),
        Code.call(operation, [printValue(request)]),
      ]);
      return {
        ...nothing,
        send: {
          comment: description !== undefined && Code.lineComment(description),
          assertions: assertions.map(({ value, stepId: neededBy }) =>
            Code.call(Code.of`assertPresent`, [
              Code.of`run`,
              Code.literal(neededBy),
              Code.literal(value.expression),
              printRead(value),
            ]),
          ),
          variable: Code.name(variable),
          call,
        },
      };
    }
    case "check": {
      const { stepId, criterion, fails, response } = statement;
      const failure = Code.call(Code.of`run.failure`, [
        Code.literal(stepId),
        Code.literal(criterion),
        Code.name(response),
      ]);
      return { ...nothing, check: { fails: printCondition(fails), failure } };
    }
    case "output":
      return {
        ...nothing,
        output: {
          declaration: Code.declaration(Code.name(statement.variable), printRead(statement.value)),
        },
      };
    case "branch": {
      const condition = printCondition(statement.condition);
      return {
        ...nothing,
        branch: { condition, statements: statement.statements.map(viewStatement) },
      };
    }
    case "return": {
      const outputs = Code.object(statement.outputs.map(printEntry));
      const outcome = Code.of`outcome: ${Code.literal(statement.outcome)}`;
      return {
        ...nothing,
        return: {
          value: Code.object([outcome, Code.of`outputs: ${outputs}`]),
          isLast: statement.outcome === "completed",
        },
      };
    }
  }
}
