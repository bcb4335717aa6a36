/**
 * Compares generated code with a simple interpreter: both have the same requests, waits and results for random
 * flows.
 */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { write } from "../../generator/7-write/write.js";
import { compile } from "../../generator/compile.js";
import { TransportError } from "../../templates/runtime/errors.js";
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http.js";
import {
  Failed,
  type Flow,
  type FlowReply,
  interpret,
  randomFlow,
  randomFrom,
  randomReplies,
  toArazzo,
} from "./random-flows.js";
import { flowOut } from "./run-flow.js";

const seed = 1;
const flowCount = 12;
const scriptsPerFlow = 30;
const maxSteps = 60;

type Workflow = (inputs: object, apis: object, options: object) => Promise<Ended>;

interface Ended {
  readonly outcome: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly failure?: unknown;
}

test("every random workflow does what it says", async () => {
  const random = randomFrom(seed);
  const flows: Flow[] = [];
  for (let count = 0; count < flowCount; count += 1) {
    flows.push(randomFlow(`flow${count}`, flows, random));
  }
  const module = await generate(flows);
  for (const flow of flows) {
    for (let script = 0; script < scriptsPerFlow; script += 1) {
      const replies = randomReplies(random);
      const expected = runInterpreter(flow, replies);
      const found = await runGenerated(module[flow.workflowId], replies);
      expect(found, JSON.stringify({ flow, replies }, null, 1)).toEqual(expected);
    }
  }
}, 60_000);

/** Generates code for the flows. Steps do not send outputs that cannot exist. */
async function generate(flows: readonly Flow[]): Promise<Readonly<Record<string, Workflow>>> {
  const out = join(flowOut, "random");
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const file = join(out, "flows.arazzo.yaml");
  const api = join(import.meta.dirname, "../flow/api.yaml");
  let text = `{ arazzo: 1.0.1, info: { title: Random, version: 1.0.0 },
    sourceDescriptions: [{ name: jobs, url: ${JSON.stringify(api)}, type: openapi }],
    workflows: ${JSON.stringify(flows.map(toArazzo))} }`;
  for (;;) {
    await writeFile(file, text);
    const { files, diagnostics } = await compile([file]);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length === 0) {
      await write(files, join(out, "code"));
      return import(/* @vite-ignore */ pathToFileURL(join(out, "code/index.ts")).href);
    }
    for (const { code, message, place } of errors.toReversed()) {
      expect(code, message).toBe("output-not-available");
      const { start = 0, end = 0 } = place ?? {};
      const emptied = text.slice(start, end).replace(/\$[\w.]+/, "");
      text = text.slice(0, start) + emptied + text.slice(end);
    }
  }
}

/** The requests and waits in order, and the result. */
type Trace = readonly unknown[];

function runInterpreter(flow: Flow, replies: readonly FlowReply[]): Trace {
  const trace: unknown[] = [];
  const limit = new Error("StepLimitError");
  const world = {
    send(name: string, note: string | undefined) {
      const count = trace.filter(Array.isArray).length;
      if (count === maxSteps) throw limit;
      trace.push([name, note]);
      return { reply: replies[count] ?? { status: 500, state: "" }, id: `id${count}` };
    },
    wait: (seconds: number) => trace.push(seconds),
  };
  try {
    const end = interpret(flow, world);
    return [...trace, end];
  } catch (error) {
    if (error === limit) return [...trace, "StepLimitError"];
    if (error instanceof Failed) return [...trace, error.message];
    throw error;
  }
}

async function runGenerated(
  workflow: Workflow | undefined,
  replies: readonly FlowReply[],
): Promise<Trace> {
  const trace: unknown[] = [];
  const send = async ({ body }: HttpRequest): Promise<HttpResponse> => {
    const count = trace.filter(Array.isArray).length;
    const { name, note } = JSON.parse(String(body));
    trace.push([name, note || undefined]);
    const reply = replies[count] ?? { status: 500, state: "" };
    if (reply === "none") throw new TransportError("none");
    const headers = { "content-type": "application/json" };
    const { status, state } = reply;
    return { status: status as 201, headers, body: { id: `id${count}`, state } };
  };
  const sleep = async (milliseconds: number) => {
    if (milliseconds >= 0) trace.push(milliseconds / 1000);
  };
  const options = { maxSteps, sleep, loopDelay: () => -1 };
  try {
    const { outcome, outputs, failure } = (await workflow?.({}, { jobs: { send } }, options)) ?? {};
    const given = Object.entries(outputs ?? {}).filter(([, value]) => value !== undefined);
    const sorted = Object.fromEntries(given.sort());
    return [...trace, { outcome, failedAt: failedAt(failure), outputs: sorted }];
  } catch (error) {
    return [...trace, failedAt(error) ?? (error as Error).name];
  }
}

/** The step that failed, in the innermost workflow. */
function failedAt(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== "StepFailedError") return undefined;
  const { workflowId, stepId } = error as Error & Record<"workflowId" | "stepId", string>;
  return failedAt(error.cause) ?? `${workflowId}.${stepId}`;
}
