import { Code } from "../../code/code.js";
import { viewExample } from "../../code/view-example.js";
import { viewDeclaredType, viewType } from "../../code/view-type.js";
import type { Import } from "../../model/emitted.js";
import type { DependencyPlan, Outcome, Statement, WorkflowPlan } from "../../model/planned.js";
import { isInherited } from "../../source/identifiers.js";
import type { ImportExtension } from "../../source/import-extension.js";
import { header } from "../print/header.js";
import { importLines } from "../print/import-lines.js";
import { printJson } from "../print/print-value.js";
import type { OutcomeView, WorkflowView } from "../views.js";
import { usedNames } from "./used-names.js";
import { failureType, viewFailure } from "./view-failure.js";
import { viewStatement } from "./view-statement.js";

export function viewWorkflow(plan: WorkflowPlan, extension: ImportExtension): WorkflowView {
  const { functionName, typeName, outcomes, apis } = plan;
  const inputsName = Code.name(`${typeName}Inputs`);
  const apisName = Code.name(`${typeName}Apis`);
  const resultName = Code.name(`${typeName}Result`);
  const called = `{@link ${functionName}}`;
  const statements = plan.statements.map(viewStatement);
  const transports = Code.object(apis.map(({ name }) => Code.name(name)));
  return {
    header: header(plan.sourceName),
    imports: importLines(importsOf(plan), extension),
    schemas: schemasInUse(plan).map(({ name, type, description }) => ({
      doc: description !== undefined && Code.docComment([description]),
      declaration: Code.assignment(Code.of`type ${Code.name(name)}`, viewDeclaredType(type)),
    })),
    inputsDoc: Code.docComment([`What ${called} is given.`]),
    inputsDeclaration: viewInputs(plan, inputsName),
    apisDoc: Code.docComment([`The APIs that ${called} calls.`]),
    apisName,
    apis: apis.map(({ name, namespace }) => ({
      doc: Code.docComment([`Made by \`create${namespace}\`.`]),
      name: Code.name(name),
    })),
    dependenciesDoc: Code.docComment([`The results of the workflows that ${called} depends on.`]),
    dependenciesName: Code.name(`${typeName}Dependencies`),
    dependencies: plan.dependencies.map((each) => ({
      name: Code.name(each.functionName),
      type: viewDependency(each),
    })),
    resultDoc: Code.docComment([`Every way in which ${called} can end.`]),
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
    inputsParameter: Code.of`${Code.name(plan.readsInputs ? "inputs" : "_inputs")}: ${inputsName}`,
    apisParameter:
      apis.length === 0 ? Code.of`_apis: ${apisName}` : Code.of`${transports}: ${apisName}`,
    optionsParameter: viewOptionsParameter(plan),
    run: Code.declaration(Code.of`run`, viewRun(plan)),
    defaults: plan.defaults.map(viewDefault),
    statements,
  };
}

function viewDependency({ typeName, areInputsRead }: DependencyPlan): Code {
  const result = Code.name(`${typeName}Result`);
  if (!areInputsRead) return result;
  return Code.of`${result} & { readonly inputs: ${Code.name(`${typeName}Inputs`)} }`;
}

/** Begins the run, which checks the arguments that the workflow cannot do without. */
function viewRun(plan: WorkflowPlan): Code {
  const { workflowId, functionName, inputs, readsInputs, dependencies, isIdShared } = plan;
  const given = [
    ...(readsInputs && inputs.properties ? [Code.of`inputs`] : []),
    ...dependencies.map(({ functionName: name }) => {
      const key = Code.key(`completed.${name}`);
      return Code.entry(key, Code.of`options.completed${Code.access(name, false, false)}`);
    }),
  ];
  return Code.call(Code.of`startRun`, [
    Code.literal(workflowId),
    Code.of`options`,
    ...(given.length > 0 || isIdShared ? [Code.object(given)] : []),
    ...(isIdShared ? [Code.literal(functionName)] : []),
  ]);
}

function viewDefault({ variable, input, value }: WorkflowPlan["defaults"][number]): Code {
  const given = isInherited(input)
    ? Code.of`readPointer(inputs, [${Code.literal(input)}])`
    : Code.of`inputs${Code.access(input, false, false)}`;
  const either = Code.operation([given, printJson(value)], "??");
  return Code.of`${Code.declaration(Code.name(variable), either)};`;
}

/** The schemas that the types of the inputs speak of, and those that these speak of in turn. */
function schemasInUse({ inputs }: WorkflowPlan): WorkflowPlan["inputs"]["schemas"] {
  const texts = (inputs.properties?.length ? inputs.properties : [inputs]).map(
    ({ type }) => type.typeText,
  );
  const used = new Set<WorkflowPlan["inputs"]["schemas"][number]>();
  for (const text of texts) {
    for (const schema of inputs.schemas) {
      const isNamed = text.match(/[\p{ID_Continue}$]+/gu)?.includes(schema.name);
      if (!isNamed || used.has(schema)) continue;
      used.add(schema);
      texts.push(schema.type.typeText);
    }
  }
  return inputs.schemas.filter((schema) => used.has(schema));
}

function viewInputs({ inputs }: WorkflowPlan, name: Code): Code {
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
    const type = viewType(input.type, { allowsNull, mayBeAbsent });
    const member = Code.of`readonly ${Code.key(input.name)}${mark}: ${type}`;
    return isDocumented ? Code.of`${doc}\n${member}` : member;
  });
  return Code.of`export interface ${name} ${Code.block(members)}`;
}

function importsOf(plan: WorkflowPlan): readonly Import[] {
  const { apis, calls, dependencies } = plan;
  const others = dependencies.filter((each) =>
    calls.every((call) => call.functionName !== each.functionName),
  );
  const related = [...calls, ...others].filter((each) => each.functionName !== plan.functionName);
  const used = namesInTypes(plan, usedNames(plan));
  const among = (names: readonly string[]) => names.filter((name) => used.has(name));
  return [
    ...apis.map(({ namespace, moduleName }) => ({
      namespace: used.has(namespace) ? namespace : undefined,
      from: `./apis/${moduleName}`,
    })),
    ...related.map(({ functionName, typeName, moduleName }) => ({
      names: calls.some((call) => call.functionName === functionName) ? [functionName] : [],
      types: [`${typeName}Inputs`, `${typeName}Result`].filter((name) => used.has(name)),
      from: `./${moduleName}`,
    })),
    {
      names: among(["callWorkflow", "mustSucceed"]),
      types: among(["Succeeded"]),
      from: "./runtime/call-workflow",
    },
    {
      names: among(["isEqual", "isLess", "isSuccessful", "isTruthy", "matches"]),
      from: "./runtime/conditions",
    },
    {
      names: among(["assertPresent", "StepFailedError"]),
      types: among(["StepFailure"]),
      from: "./runtime/errors",
    },
    {
      types: [...among(["StatusOfClass"]), ...(apis.length > 0 ? ["Transport"] : [])],
      from: "./runtime/http",
    },
    { names: among(["asLiteral", "hasMatch"]), from: "./runtime/jsonpath" },
    { names: among(["pause", "retry"]), from: "./runtime/repeat" },
    {
      names: ["startRun"],
      types: [...among(["NoResponse"]), "RunOptions"],
      from: "./runtime/run",
    },
    { names: among(["checkKind", "readPointer", "toText"]), from: "./runtime/values" },
    { names: among(["toXmlText"]), from: "./runtime/xml-text" },
    { names: among(["asXPathLiteral", "holdsInXml"]), from: "./runtime/xpath" },
  ];
}

/** With the modules that the types of the inputs and outputs speak of, and those of other results. */
function namesInTypes(
  { apis, inputs, outcomes, dependencies }: WorkflowPlan,
  used: ReadonlySet<string>,
): ReadonlySet<string> {
  const texts = [
    ...(inputs.properties ?? []).map(({ type }) => type.typeText),
    ...outcomes.flatMap(({ outputs }) => outputs.map(({ type }) => type.typeText)),
  ];
  const namespaces = apis
    .map(({ namespace }) => namespace)
    .filter((namespace) => texts.some((text) => text.includes(`${namespace}.`)));
  const results = outcomes.flatMap(({ result }) => (result ? `${result.typeName}Result` : []));
  const depended = dependencies.flatMap(({ typeName, areInputsRead }) => [
    `${typeName}Result`,
    ...(areInputsRead ? [`${typeName}Inputs`] : []),
  ]);
  return new Set([...used, ...namespaces, ...results, ...depended]);
}

/** A workflow that depends on others is given their results. */
function viewOptionsParameter({ dependencies, typeName }: WorkflowPlan): Code {
  if (dependencies.length === 0) return Code.of`options: RunOptions = {}`;
  return Code.of`options: RunOptions & { readonly completed: ${Code.name(`${typeName}Dependencies`)} }`;
}

function viewDoc(plan: WorkflowPlan): Code {
  const { summary, description, statements } = plan;
  const sends = statements.some((statement) => statement.kind !== "return");
  const throws = [
    "@throws {StepFailedError} if a step does not meet its success criteria or gets no response",
    ...(mayLackValues(statements)
      ? ["@throws {MissingValueError} if a response lacks a value that a later step needs"]
      : []),
  ];
  return Code.docComment([summary, description], sends ? throws : [], viewExample(plan));
}

function mayLackValues(statements: readonly Statement[]): boolean {
  return statements.some((statement) => {
    if (statement.kind === "send" || statement.kind === "call") {
      return statement.assertions.length > 0;
    }
    return "statements" in statement && mayLackValues(statement.statements);
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
      return Code.of`${key}: ${viewType(output.type, output)}`;
    }),
    hasOutputs: outputs.length > 0,
    failure:
      failure !== "never" &&
      Code.of`readonly failure${mark}: ${failureType(outcome, plan)}${optional};`,
    result:
      result !== undefined && Code.of`readonly result: ${Code.name(`${result.typeName}Result`)};`,
  };
}
