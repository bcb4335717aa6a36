import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import { viewExample } from "../../code/view-example.js";
import { viewDeclaredType } from "../../code/view-type.js";
import { assertionsOf } from "../../model/assertions-of.js";
import type {
  DependencyPlan,
  Outcome,
  Statement,
  StepPlan,
  WorkflowPlan,
} from "../../model/planned.js";
import { referencesIn } from "../../model/type-node.js";
import { isInherited } from "../../source/identifiers.js";
import { header } from "../print/header.js";
import { collectedImports } from "../print/import-lines.js";
import { printJson } from "../print/print-value.js";
import type { OutcomeView, WorkflowView } from "../views.js";
import { printNamespace, printTransports, printTypeOf, viewTypeOf } from "./imported-code.js";
import { failureType, viewFailure } from "./view-failure.js";
import { viewStatements } from "./view-statement.js";

export function viewWorkflow(plan: WorkflowPlan): WorkflowView {
  const { functionName, typeName, outcomes, apis } = plan;
  const inputsName = Code.name(`${typeName}Inputs`);
  const apisName = Code.name(`${typeName}Apis`);
  const resultName = Code.name(`${typeName}Result`);
  const called = `{@link ${functionName}}`;
  const statements = viewStatements(plan);
  const used = apis.filter(({ name }) => plan.transports.has(name));
  const transports = printTransports(used, plan);
  return {
    header: header(plan.sourceName),
    imports: collectedImports,
    schemas: schemasInUse(plan).map(({ name, type, description }) => ({
      doc: description !== undefined && Code.docComment([description]),
      declaration: Code.assignment(Code.of`type ${Code.name(name)}`, viewDeclaredType(type)),
    })),
    inputsDoc: Code.docComment([`Inputs of ${called}.`]),
    inputsDeclaration: viewInputs(plan, inputsName),
    apisDoc: Code.docComment([`The APIs that ${called} calls.`]),
    apisName,
    apis: apis.map((api) => ({
      doc: Code.docComment([`Made by \`create${api.typeName}\`.`]),
      member: Code.of`${Code.name(api.name)}: ${printNamespace(api)}.${Code.name(`${api.typeName}Transport`)}`,
    })),
    dependenciesDoc: Code.docComment([`The results of the workflows that ${called} depends on.`]),
    dependenciesName: Code.name(`${typeName}Dependencies`),
    dependencies: plan.dependencies.map((each) => ({
      name: Code.name(each.functionName),
      type: viewDependency(each),
    })),
    resultDoc: Code.docComment([`Possible results of ${called}.`]),
    resultName,
    resultDeclaration: Code.assignment(
      Code.of`export type ${resultName}`,
      outcomes.length === 0
        ? Code.of`never`
        : Code.union(outcomes.map((outcome) => Code.name(outcome.typeName))),
    ),
    outcomes: outcomes.map((outcome) => viewOutcome(outcome, plan)),
    failure: viewFailure(plan),
    doc: viewDoc(plan),
    functionName: Code.name(functionName),
    inputsParameter: Code.of`${Code.name(takesInputs(plan) ? "inputs" : "_inputs")}: ${inputsName}`,
    apisParameter:
      used.length === 0 ? Code.of`_apis: ${apisName}` : Code.of`${transports}: ${apisName}`,
    optionsParameter: viewOptionsParameter(plan),
    run: Code.declaration(Code.of`run`, viewRun(plan)),
    checks: viewChecks(plan),
    steps: plan.steps.map((step) => viewStep(step, plan)),
    results: plan.dependencies.flatMap(viewLatestResult),
    defaults: plan.defaults.map(viewDefault),
    statements,
  };
}

function viewDependency(dependency: DependencyPlan): Code {
  const whole = printTypeOf(dependency, "Result");
  const names = Code.union(dependency.partialOutputs.map((name) => Code.literal(name)));
  const isPartial = dependency.partialOutputs.length > 0;
  const result = isPartial ? Code.of`${runtime("WithOutputs")}<${whole}, ${names}>` : whole;
  if (!dependency.areInputsRead) return result;
  return Code.of`${result} & { readonly inputs: ${printTypeOf(dependency, "Inputs")} }`;
}

/** The variable of a result that another run of the workflow replaces. */
function viewLatestResult(dependency: DependencyPlan): readonly Code[] {
  const { variable, functionName } = dependency;
  if (variable === undefined) return [];
  const declared = Code.of`let ${Code.name(variable)}: ${viewDependency(dependency)}`;
  const given = Code.of`options.completed${Code.access(functionName, false, false)}`;
  return [Code.of`${Code.assignment(declared, given)};`];
}

function viewRun({ workflowId, functionName, isIdShared }: WorkflowPlan): Code {
  return Code.call(runtime("startRun"), [
    Code.literal(workflowId),
    Code.of`options`,
    ...(isIdShared ? [Code.literal(functionName)] : []),
  ]);
}

/** Checks the arguments of the function. */
function viewChecks(plan: WorkflowPlan): readonly Code[] {
  const { inputs, inputsShape, readsInputs, dependencies, moduleName } = plan;
  const from = `schemas/${moduleName}`;
  const shape = inputsShape
    ? Code.imported({ name: "inputsShape", kind: "value", from })
    : Code.literal("object");
  const isChecked = inputsShape || (readsInputs && inputs.properties);
  return [
    ...(isChecked ? [viewCheck("inputs", Code.of`inputs`, shape)] : []),
    ...dependencies.map(({ functionName: name }) => {
      const result = Code.of`options.completed${Code.access(name, false, false)}`;
      return viewCheck(`completed.${name}`, result, Code.literal("object"));
    }),
  ];
}

function viewCheck(name: string, value: Code, shape: Code): Code {
  const check = [Code.of`run`, Code.literal(name), value, shape];
  return Code.of`${Code.call(runtime("checkInput"), check)};`;
}

function takesInputs({ readsInputs, inputsShape }: WorkflowPlan): boolean {
  return readsInputs || inputsShape !== undefined;
}

function viewStep({ stepId, variable, api, timeout }: StepPlan, plan: WorkflowPlan): Code {
  const id = Code.literal(stepId);
  const transport = api && Code.name(plan.transports.get(api.name) ?? api.name);
  const limited =
    transport && timeout !== undefined
      ? Code.call(runtime("withTimeout"), [transport, Code.literal(timeout)])
      : transport;
  const step = limited
    ? Code.call(Code.of`run.step`, [id, limited])
    : Code.call(Code.of`run.workflowStep`, [id]);
  return Code.of`${Code.declaration(Code.name(variable), step)};`;
}

function viewDefault({ variable, input, value }: WorkflowPlan["defaults"][number]): Code {
  const given = isInherited(input)
    ? Code.of`${runtime("readPointer")}(inputs, [${Code.literal(input)}])`
    : Code.of`inputs${Code.access(input, false, false)}`;
  const either = Code.operation([given, printJson(value)], "??");
  return Code.of`${Code.declaration(Code.name(variable), either)};`;
}

/** The schemas that the types of the inputs refer to, directly or through other schemas. */
function schemasInUse({ inputs }: WorkflowPlan): WorkflowPlan["inputs"]["schemas"] {
  const types = (inputs.properties?.length ? inputs.properties : [inputs]).map(({ type }) => type);
  const used = new Set<WorkflowPlan["inputs"]["schemas"][number]>();
  for (const type of types) {
    const names = referencesIn(type).map(({ name }) => name);
    for (const schema of inputs.schemas) {
      if (!names.includes(schema.name) || used.has(schema)) continue;
      used.add(schema);
      types.push(schema.type);
    }
  }
  return inputs.schemas.filter((schema) => used.has(schema));
}

function viewInputs({ inputs, apis }: WorkflowPlan, name: Code): Code {
  if (!inputs.properties || inputs.properties.length === 0) {
    return Code.of`${Code.assignment(Code.of`export type ${name}`, viewDeclaredType(inputs.type))};`;
  }
  const members = inputs.properties.map((input) => {
    const isDefaulted = input.default !== undefined;
    const tags = [
      ...(isDefaulted ? [`@default ${JSON.stringify(input.default)}`] : []),
      ...(input.isDeprecated ? ["@deprecated"] : []),
    ];
    const isDocumented = input.description !== undefined || tags.length > 0;
    const doc = Code.docComment([input.description], tags);
    const mark = input.isOptional ? Code.of`?` : Code.of``;
    const { allowsNull, isOptional: mayBeAbsent } = input;
    const type = viewTypeOf(input.type, apis, { allowsNull, mayBeAbsent });
    const member = Code.of`readonly ${Code.key(input.name)}${mark}: ${type}`;
    return isDocumented ? Code.of`${doc}\n${member}` : member;
  });
  return Code.of`export interface ${name} ${Code.block(members)}`;
}

/** A workflow that depends on other workflows takes their results in `completed`. */
function viewOptionsParameter({ dependencies, typeName }: WorkflowPlan): Code {
  if (dependencies.length === 0) return Code.of`options: ${runtime("RunOptions")} = {}`;
  return Code.of`options: ${runtime("RunOptions")} & { readonly completed: ${Code.name(`${typeName}Dependencies`)} }`;
}

function viewDoc(plan: WorkflowPlan): Code {
  const { summary, description, statements } = plan;
  const sends = statements.some((statement) => statement.kind !== "return");
  const throws = [
    "@throws {StepFailedError} if a step does not meet its success criteria or gets no response",
    ...(mayLackValues(statements)
      ? ["@throws {MissingValueError} if a response lacks a value that a later step needs"]
      : []),
    ...(mayLackSteps(statements)
      ? ["@throws {PrerequisiteError} if a step that another step depends on was skipped"]
      : []),
  ];
  return Code.docComment([summary, description], sends ? throws : [], viewExample(plan));
}

function mayLackValues(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (assertionsOf(statement).length > 0) return true;
    return "statements" in statement && mayLackValues(statement.statements);
  });
}

function mayLackSteps(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (statement.kind === "complete") return true;
    return "statements" in statement && mayLackSteps(statement.statements);
  });
}

function viewOutcome(outcome: Outcome, plan: WorkflowPlan): OutcomeView {
  const { name, typeName, outputs, failure, result } = outcome;
  const doc =
    name === "completed"
      ? "The last step succeeded."
      : `The action \`${name}\` ended the workflow.`;
  const optional = failure === "sometimes" ? Code.of` | undefined` : Code.of``;
  const mark = failure === "sometimes" ? Code.of`?` : Code.of``;
  return {
    doc: Code.docComment([doc]),
    typeName: Code.name(typeName),
    outcome: Code.literal(name),
    outputs: outputs.map((output) => {
      const name = Code.key(output.name);
      const key = output.isOptional ? Code.of`readonly ${name}?` : Code.of`readonly ${name}`;
      return Code.of`${key}: ${viewTypeOf(output.type, plan.apis, output)}`;
    }),
    hasOutputs: outputs.length > 0,
    failure:
      failure !== "never" &&
      Code.of`readonly failure${mark}: ${failureType(outcome, plan)}${optional};`,
    result: result !== undefined && Code.of`readonly result: ${printTypeOf(result, "Result")};`,
  };
}
