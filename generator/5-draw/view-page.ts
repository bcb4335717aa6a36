import type { Code } from "../code/code.js";
import { layOut } from "../code/lay-out.js";
import { viewExample } from "../code/view-example.js";
import { viewRequestParameter } from "../code/view-request-parameter.js";
import { viewStatuses } from "../code/view-statuses.js";
import { viewDeclaredType, viewType } from "../code/view-type.js";
import type { Plan, WorkflowPlan } from "../model/planned.js";
import type { ApiPlan, OperationPlan } from "../model/planned-api.js";
import type { FlowStep } from "../model/planned-flow.js";
import { isEmptyObject, referencesIn } from "../model/type-node.js";
import { type Place, positionAt, type SourceText, showPlace } from "../source/source-text.js";
import { boxOfTarget, type Chart, chartOf, wordsOfArrow } from "./chart.js";
import { layOutChart } from "./lay-out-chart.js";
import { linesOfSource } from "./lines-of-source.js";
import type {
  InputView,
  LinkView,
  NamedView,
  OutcomePageView,
  PageView,
  StepView,
  WorkflowPageView,
} from "./page-views.js";
import { typeIdOf, typesOfApis } from "./types-of-apis.js";
import { boxIdOf, detailsIdOf, viewChart } from "./view-chart.js";

export async function viewPage(
  workflows: readonly WorkflowPlan[],
  { apis }: Pick<Plan, "apis">,
): Promise<Omit<PageView, "styleHash">> {
  const sources = [...new Set(workflows.map(({ flow }) => flow.place.source))];
  const lineId = (place: Place) => lineIdOf(sources, place);
  const views: WorkflowPageView[] = [];
  for (const [index, workflow] of workflows.entries()) {
    views.push(await viewWorkflow(workflow, `w${index}`, { apis, lineId }));
  }
  const steps = workflows.flatMap(({ flow }, index) =>
    flow.steps.map(({ place }, step) => ({
      place,
      id: detailsIdOf(`w${index}`, { id: `s${step}` }),
    })),
  );
  return {
    title: `Workflows of ${sources.map(({ name }) => name.split("/").at(-1)).join(", ")}`,
    workflows: views,
    types: typesOfApis(apis),
    sources: sources.map((source, index) => ({
      name: source.projectName,
      lines: linesOfSource(source, `d${index}`, steps),
    })),
  };
}

function lineIdOf(sources: readonly SourceText[], { source, start }: Place): string | false {
  const index = sources.indexOf(source);
  return index !== -1 && `d${index}-${positionAt(source, start).line}`;
}

interface PageScope {
  readonly apis: readonly ApiPlan[];
  readonly lineId: (place: Place) => string | false;
}

async function viewWorkflow(
  workflow: WorkflowPlan,
  prefix: string,
  scope: PageScope,
): Promise<WorkflowPageView> {
  const { workflowId, summary, description, flow, inputs } = workflow;
  const chart = chartOf(flow);
  const layout = await layOutChart(chart);
  const properties = inputs.properties ?? [];
  const isWhole = properties.length === 0 && !isEmptyObject(inputs.type);
  return {
    id: prefix,
    workflowId,
    summary: summary ?? "",
    description: paragraphsOf(description),
    source: { text: showPlace(flow.place), target: scope.lineId(flow.place) },
    chart: viewChart(layout, `The steps of ${workflowId}`, prefix),
    example: viewExample(workflow),
    inputsType: isWhole && print(viewDeclaredType(inputs.type)),
    inputs: properties.map(viewInput),
    steps: flow.steps.map((step, index) => viewStep(step, index, { ...scope, workflow, prefix })),
    outcomes: viewOutcomes(workflow, chart, prefix),
  };
}

function viewInput(input: NonNullable<WorkflowPlan["inputs"]["properties"]>[number]): InputView {
  const { name, type, allowsNull, isOptional, description, isDeprecated } = input;
  return {
    name,
    type: print(viewType(type, { allowsNull })),
    isRequired: !isOptional,
    default: input.default !== undefined && JSON.stringify(input.default),
    description: description ?? false,
    isDeprecated,
  };
}

interface StepScope extends PageScope {
  readonly workflow: WorkflowPlan;
  readonly prefix: string;
}

function viewStep(step: FlowStep, index: number, scope: StepScope): StepView {
  const { stepId, description, place, call, successCriteria, reads, outputs } = step;
  const { workflow, prefix, apis, lineId } = scope;
  const box = { id: `s${index}` };
  const operation = operationOf(step, apis);
  return {
    id: detailsIdOf(prefix, box),
    box: boxIdOf(prefix, box),
    stepId,
    call:
      call.kind === "workflow"
        ? `runs the workflow ${call.workflowId}`
        : `${call.method} ${call.path}, ${call.operationId} of ${call.api?.name ?? ""}`,
    description: paragraphsOf(description),
    note: noteOf(step),
    source: { text: showPlace(place), target: lineId(place) },
    criteria: successCriteria,
    reads: reads.map(({ stepId: from, name }): LinkView => {
      if (from === undefined) return { text: `input ${name}`, target: `${prefix}-start-details` };
      const index = workflow.flow.steps.findIndex((each) => each.stepId === from);
      const target = index !== -1 && detailsIdOf(prefix, { id: `s${index}` });
      return { text: `${name} of ${from}`, target };
    }),
    outputs: outputs.map(({ name, expression }) => ({ name, text: expression })),
    transitions: viewTransitions(index, scope),
    request:
      operation !== undefined &&
      `${operation.functionName}${print(viewRequestParameter(operation))}`,
    responses: operation ? operation.responses.map(viewResponse) : [],
    types: operation ? typesOf(operation, step, scope) : [],
  };
}

function noteOf({ isReachable, runsBefore }: FlowStep): string | false {
  if (!isReachable) return "No path of the workflow leads to this step.";
  return runsBefore !== undefined && `Runs before a retry of ${runsBefore}.`;
}

function viewTransitions(index: number, { workflow, prefix }: StepScope): StepView["transitions"] {
  const { flow } = workflow;
  const own = flow.arrows.filter(({ from }) => from === index);
  return own.map((arrow) => {
    const { target } = arrow;
    const to = target.kind === "step" ? flow.steps[target.index]?.stepId : target.outcome;
    return {
      words: wordsOfArrow(arrow, flow).join(", ") || "on success",
      to: { text: to ?? "", target: detailsIdOf(prefix, { id: boxOfTarget(arrow, flow) }) },
    };
  });
}

function operationOf({ call }: FlowStep, apis: readonly ApiPlan[]): OperationPlan | undefined {
  if (call.kind === "workflow") return undefined;
  const api = apis.find(({ moduleName }) => moduleName === call.api?.moduleName);
  return api?.operations.find(({ functionName }) => functionName === call.functionName);
}

function viewResponse({ statuses, type }: OperationPlan["responses"][number]): NamedView {
  return { name: print(viewStatuses(statuses)), text: print(viewType(type)) };
}

function typesOf(operation: OperationPlan, { call }: FlowStep, { apis }: PageScope) {
  const api = apis.find((each) => call.kind === "operation" && each.name === call.api?.name);
  const { groups, body, responses } = operation;
  const typed = [
    ...groups.flatMap(({ members }) => members),
    ...(body?.contents ?? []),
    ...responses,
  ];
  const names = new Set(typed.flatMap(({ type }) => referencesIn(type).map(({ name }) => name)));
  return (api?.schemas ?? [])
    .filter(({ name }) => names.has(name))
    .map(
      ({ name }): LinkView => ({ text: name, target: api !== undefined && typeIdOf(api, name) }),
    );
}

function viewOutcomes(
  { outcomes, flow }: WorkflowPlan,
  { boxes }: Chart,
  prefix: string,
): readonly OutcomePageView[] {
  return boxes
    .filter(({ kind }) => kind === "end")
    .map((box) => {
      const outcome = outcomes.find(({ name }) => name === box.outcome);
      const words = [
        ...box.lines,
        ...(outcome?.failure === "always" ? ["a step has failed"] : []),
        ...(outcome?.failure === "sometimes" ? ["a step may have failed"] : []),
      ];
      return {
        id: detailsIdOf(prefix, box),
        name: box.outcome ?? "",
        words: words.join(", "),
        outputs: (outcome?.outputs ?? []).map((output) => {
          const expression = flow.outputs.find(({ name }) => name === output.name)?.expression;
          const type = print(viewType(output.type, output));
          return { name: output.name, text: `${type} = ${expression ?? ""}` };
        }),
      };
    });
}

function paragraphsOf(text: string | undefined): readonly string[] {
  return (text ?? "").split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
}

function print(code: Code): string {
  return layOut([code], 80).text;
}
