import { isDeepStrictEqual } from "node:util";
import type { StepAttempt } from "../../templates/runtime/observe.js";
import { type GeneratedWorkflow, importGenerated } from "./generated-workflows.js";
import type { Fault } from "./server/fault.js";
import { readDescription } from "./server/read-description.js";
import { type Replacement, replaceIn, replacementsFor } from "./server/replacements.js";
import { type ApiServer, startApiServer } from "./server/start-api-server.js";
import { readWorkflowDocument } from "./workflow-document.js";

/** How one run of a generated function ended, and what was wrong with its requests. */
export interface RunReport {
  readonly functionName: string;
  /** Whether optional values were given. */
  readonly values: "all" | "required";
  /** The outcome, or the name of an error and the step. */
  readonly end: string;
  readonly requests: number;
  readonly invalid: number;
  /** Without repetitions, each with its step. */
  readonly faults: readonly string[];
  readonly result: unknown;
  /** What it threw, if it did. */
  readonly error: unknown;
}

/** Shared by the runs of one folder. */
interface Surroundings {
  readonly transports: object;
  readonly server: ApiServer;
  readonly values: RunReport["values"];
  /** The results of the workflows that have run, by the names of their functions. */
  readonly completed: object;
}

interface SentRequest {
  readonly stepId: string;
  readonly faults: readonly Fault[];
}

type Ended = Pick<RunReport, "end" | "result" | "error">;

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const timeLimit = 10_000;
const maxSteps = 30;
/** Of one workflow, each with better values than the one before. */
const rounds = 4;

/** Runs every function that was generated into a folder against a server made of the descriptions. */
export async function runGenerated(folder: string): Promise<readonly RunReport[]> {
  const { workflows, apis } = await importGenerated(folder);
  const server = await startApiServer(
    new Map(apis.map(({ name, document }) => [name, readDescription(document)])),
  );
  const transports = Object.fromEntries(
    apis.map(({ name, create }) => {
      return [name, create({ baseUrl: server.urls.get(name), credentials })];
    }),
  );
  try {
    const reports: RunReport[] = [];
    const independentFirst = workflows.toSorted(
      (a, b) => Number(a.isDependent) - Number(b.isDependent),
    );
    for (const values of ["all", "required"] as const) {
      const completed: Record<string, unknown> = {};
      for (const workflow of independentFirst) {
        const report = await runWorkflow(workflow, { transports, server, values, completed });
        if (report.error === undefined) completed[workflow.functionName] = report.result;
        reports.push(report);
      }
    }
    return reports;
  } finally {
    await server.close();
  }
}

/** Repeats a function while other values can fix the errors in its requests. */
async function runWorkflow(
  workflow: GeneratedWorkflow,
  { transports, server, values, completed }: Surroundings,
): Promise<RunReport> {
  const document = readWorkflowDocument(workflow.document);
  const isSparse = values === "required";
  const replacements: Replacement[] = [];
  for (let round = 1; ; round += 1) {
    const inputs = document.inputsOf(workflow.workflowId, isSparse);
    const { ended, sent } = await runOnce(replaceIn(inputs, replacements));
    const better = replacementsFor(sent.flatMap(({ faults }) => faults));
    const fresh = better.filter((each) => !replacements.some((known) => isSame(known, each)));
    if (fresh.length > 0 && round < rounds) replacements.push(...fresh);
    else return report(ended, sent);
  }

  async function runOnce(inputs: unknown): Promise<{ ended: Ended; sent: readonly SentRequest[] }> {
    const sent: SentRequest[] = [];
    const options = {
      maxSteps,
      completed,
      signal: AbortSignal.timeout(timeLimit),
      sleep: async () => {},
      async runStep({ workflowId, stepId }: StepAttempt, send: () => Promise<unknown>) {
        server.wish({ ...document.wishOf(workflowId, stepId), replacements, isSparse });
        try {
          return await send();
        } finally {
          sent.push(...server.takeFaults().map((faults) => ({ stepId, faults })));
        }
      },
    };
    const ended = await workflow.run(inputs, transports, options).then(
      (result): Ended => {
        // Workflows that depend on this one may read its inputs.
        const told = typeof result === "object" ? { ...result, inputs } : result;
        return { end: outcomeOf(result), result: told, error: undefined };
      },
      (error: unknown): Ended => ({ end: showError(error), result: undefined, error }),
    );
    return { ended, sent };
  }

  function report(ended: Ended, sent: readonly SentRequest[]): RunReport {
    const texts = sent.flatMap(({ stepId, faults }) =>
      faults.map(({ text }) => `${stepId}: ${text}`),
    );
    return {
      functionName: workflow.functionName,
      values,
      ...ended,
      requests: sent.length,
      invalid: sent.filter(({ faults }) => faults.length > 0).length,
      faults: [...new Set(texts)],
    };
  }
}

function isSame(a: Replacement, b: Replacement): boolean {
  return isDeepStrictEqual(a.sent, b.sent);
}

function outcomeOf(result: unknown): string {
  return String(Reflect.get(Object(result), "outcome"));
}

function showError(error: unknown): string {
  if (!(error instanceof Error)) return `threw ${typeof error}`;
  const stepId: unknown = Reflect.get(error, "stepId");
  const status: unknown = Reflect.get(error, "status");
  const detail = error.cause instanceof Error ? ` (${error.cause.name})` : "";
  const reply = typeof status === "number" ? ` ${status}` : "";
  return stepId === undefined ? `${error.name}!` : `${error.name} ${stepId}${reply}${detail}`;
}
