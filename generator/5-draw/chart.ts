import type { FlowArrow, FlowPlan, FlowStep } from "../model/planned-flow.js";
import { visibleText } from "./visible-text.js";

/** A workflow as boxes and arrows, for all formats. */
export interface Chart {
  readonly boxes: readonly ChartBox[];
  readonly arrows: readonly ChartArrow[];
}

export interface ChartBox {
  /** Unique in the chart, such as `s0`. */
  readonly id: string;
  readonly kind: "start" | "step" | "workflow" | "end";
  /** Set only for an end. */
  readonly outcome: string | undefined;
  readonly title: string;
  readonly lines: readonly string[];
  readonly isReachable: boolean;
}

export interface ChartArrow {
  readonly from: string;
  readonly to: string;
  readonly kind: "success" | "failure" | "data";
  readonly lines: readonly string[];
}

/** In characters. Longer strings are cut. */
const longestText = 400;

export function chartOf(flow: FlowPlan): Chart {
  return {
    boxes: [startBox(flow), ...flow.steps.map(stepBox), ...endsOf(flow).map(endBox)],
    arrows: [
      { from: "start", to: "s0", kind: "success", lines: [] },
      ...flow.arrows.map((arrow) => ({
        from: `s${arrow.from}`,
        to: boxOfTarget(arrow, flow),
        kind: arrow.when,
        lines: wordsOfArrow(arrow, flow).map(shown),
      })),
      ...dataArrows(flow),
    ],
  };
}

type BoxWords = Pick<ChartBox, "id" | "kind" | "title" | "lines"> & Partial<ChartBox>;

function box(words: BoxWords): ChartBox {
  const { title, lines } = words;
  const seen = { title: shown(title), lines: lines.map(shown) };
  return { outcome: undefined, isReachable: true, ...words, ...seen };
}

/** The ID of the box that an arrow leads to. */
export function boxOfTarget({ target }: FlowArrow, flow: FlowPlan): string {
  if (target.kind === "step") return `s${target.index}`;
  return `e${endsOf(flow).findIndex((end) => isEndOf(end, target))}`;
}

type End = Extract<FlowArrow["target"], { readonly kind: "end" }>;

/** Actions with the same name share an end, because they are one outcome. */
function endsOf({ arrows }: FlowPlan): readonly End[] {
  const ends: End[] = [];
  for (const { target } of arrows) {
    if (target.kind === "end" && !ends.some((end) => isEndOf(end, target))) ends.push(target);
  }
  return ends;
}

function isEndOf(end: End, target: End): boolean {
  const [a, b] = [end, target].map((each) => each.workflow?.workflowId);
  return end.outcome === target.outcome && a === b;
}

function startBox({ steps }: FlowPlan): ChartBox {
  const inputs = steps.flatMap(({ reads }) => reads.filter(({ stepId }) => stepId === undefined));
  const names = [...new Set(inputs.map(({ name }) => name))];
  const lines = names.length > 0 ? [`inputs: ${names.join(", ")}`] : [];
  return box({ id: "start", kind: "start", title: "start", lines });
}

function stepBox(step: FlowStep, index: number): ChartBox {
  const { stepId, call, successCriteria, reads, isReachable, runsBefore } = step;
  const inputs = reads.filter((read) => read.stepId === undefined).map(({ name }) => name);
  const lines = [
    ...wordsOfCall(call),
    ...(runsBefore === undefined ? [] : [`runs before a retry of ${runsBefore}`]),
    ...(inputs.length > 0 ? [`sends inputs ${inputs.join(", ")}`] : []),
    ...stepsReadBy(step).map(({ stepId: from, names }) => `sends ${names.join(", ")} of ${from}`),
    ...(successCriteria.length > 0 ? [`succeeds if ${successCriteria.join(" and ")}`] : []),
    ...(isReachable ? [] : ["is never reached"]),
  ];
  const kind = call.kind === "workflow" ? "workflow" : "step";
  return box({ id: `s${index}`, kind, title: stepId, lines, isReachable });
}

function wordsOfCall(call: FlowStep["call"]): readonly string[] {
  if (call.kind === "workflow") return [`runs workflow ${call.workflowId}`];
  return [`${call.method} ${call.path}`, call.operationId];
}

function endBox({ outcome, workflow }: End, index: number): ChartBox {
  const lines = workflow ? [`goes to workflow ${workflow.workflowId}`] : [];
  return box({ id: `e${index}`, kind: "end", title: outcome, lines, outcome });
}

/** The label of an arrow; empty for the default transition. */
export function wordsOfArrow(arrow: FlowArrow, { arrows }: FlowPlan): readonly string[] {
  const { from, action, when, criteria, limits, first } = arrow;
  if (action === undefined) {
    const isOther = arrows.some(
      (each) => each.from === from && each.when === when && each !== arrow,
    );
    return isOther ? ["otherwise"] : [];
  }
  const isRetry = limits !== undefined && when === "failure";
  return [
    `${when === "failure" ? "on failure" : "on success"}: ${action}`,
    ...(criteria.length > 0 ? [`if ${criteria.join(" and ")}`] : []),
    ...(first ? [`after workflow ${first.workflowId}`] : []),
    ...(limits
      ? [
          `${isRetry ? "retries" : "returns"} up to ${times(limits.limit)}`,
          ...(limits.after > 0 ? [`waits ${limits.after} s`] : []),
        ]
      : []),
  ];
}

function times(limit: number): string {
  return limit === 1 ? "once" : `${limit} times`;
}

/** From each step to the steps that send its outputs. */
function dataArrows({ steps }: FlowPlan): readonly ChartArrow[] {
  return steps.flatMap((step, to) =>
    stepsReadBy(step).flatMap(({ stepId }): readonly ChartArrow[] => {
      const from = steps.findIndex((each) => each.stepId === stepId);
      return from === -1 ? [] : [{ from: `s${from}`, to: `s${to}`, kind: "data", lines: [] }];
    }),
  );
}

/** The steps whose outputs a step sends. */
function stepsReadBy({ reads }: FlowStep) {
  const stepIds = [...new Set(reads.flatMap(({ stepId }) => stepId ?? []))];
  return stepIds.map((stepId) => ({
    stepId,
    names: reads.filter((each) => each.stepId === stepId).map(({ name }) => name),
  }));
}

function shown(text: string): string {
  const visible = visibleText(text);
  return visible.length > longestText ? `${visible.slice(0, longestText)}…` : visible;
}
