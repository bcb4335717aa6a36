import { isObject } from "../corpus/server/description.js";
import { statusesOf } from "./declared-response.js";
import { exitWishes } from "./exit-wishes.js";
import { inputsOf } from "./inputs-of.js";
import type { TestedWorkflow } from "./tested-folder.js";
import type { Ended, RunSettings, WorkflowRunner } from "./workflow-runner.js";

/** A run with valid responses, which the other runs are compared with. */
export interface PlainRun {
  readonly workflow: TestedWorkflow;
  readonly inputs: unknown;
  readonly settings: Pick<RunSettings, "completed" | "wishes" | "otherStatus" | "keepsSamples">;
  /** With the reads of the responses. */
  readonly ended: Ended;
}

/** Runs every workflow of a folder, the workflows that depend on others last. */
export async function runPlainly(runner: WorkflowRunner): Promise<readonly PlainRun[]> {
  const runs: PlainRun[] = [];
  const completed: Record<string, unknown> = {};
  for (const workflow of runner.folder.workflows) {
    const inputs = inputsOf(workflow, runner.types);
    const run = await runToOutcome(runner, workflow, inputs, { ...completed });
    const { result, error } = run.ended;
    // Workflows that depend on this one may read its inputs.
    if (error === undefined && isObject(result)) {
      completed[workflow.functionName] = { ...result, inputs };
    }
    runs.push(run);
  }
  return runs;
}

/** Branches of one workflow that are run. */
const mostBranches = 6;

/** Runs that end in an outcome on another way than the plain run, after one response with another declared status. */
export async function runBranches(
  runner: WorkflowRunner,
  plain: PlainRun,
): Promise<readonly PlainRun[]> {
  const known = new Set([branchOf(plain.ended)]);
  const branches: PlainRun[] = [];
  for (const [index, { sent }] of plain.ended.exchanges.entries()) {
    for (const status of sent ? statusesOf(sent.api, sent.operation) : []) {
      const settings = { ...plain.settings, otherStatus: { index, status } };
      const ended = await runner.run(plain.workflow, plain.inputs, {
        ...settings,
        recordsReads: true,
      });
      if (ended.error !== undefined || known.has(branchOf(ended))) continue;
      known.add(branchOf(ended));
      branches.push({ ...plain, settings, ended });
      if (branches.length === mostBranches) return branches;
    }
  }
  return branches;
}

/** The outcome and the steps of a run. */
export function branchOf({ outcome, exchanges }: Ended): string {
  return [outcome, ...exchanges.map(({ stepId }) => stepId)].join(" ");
}

/** Tries the wishes that may end a loop, then samples that are not valid, until the run ends in an outcome. */
async function runToOutcome(
  runner: WorkflowRunner,
  workflow: TestedWorkflow,
  inputs: unknown,
  completed: object,
): Promise<PlainRun> {
  const exits = [undefined, ...exitWishes(workflow.document, workflow.workflowId)];
  const runs: PlainRun[] = [];
  for (const keepsSamples of [undefined, true]) {
    for (const wishes of exits) {
      const settings = { completed, wishes, keepsSamples };
      const ended = await runner.run(workflow, inputs, { ...settings, recordsReads: true });
      const run = { workflow, inputs, settings, ended };
      if (ended.error === undefined) return run;
      runs.push(run);
    }
  }
  const [first] = runs;
  if (!first) throw new Error("there is at least one run");
  return first;
}
