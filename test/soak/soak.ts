/** Runs the example's workflow many times at once against a server that often fails, and looks at what came of it. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import {
  createSagemakerApi,
  registerLatestCompletedTraining,
  type Transport,
  WorkflowError,
} from "../../generated/index.js";
import { createNodeFetch } from "../../generated/runtime/node-fetch.js";
import type { Fetch } from "../../generated/runtime/transport-options.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import { httpRetries } from "../../templates/runtime/http-retries.js";
import type { Attempts, Ending } from "./soak-server.js";

export interface Soak {
  /** How many runs ended so: `completed`, or with an error of this name. */
  readonly endings: Readonly<Record<string, number>>;
  /** What must not have happened, each with its run or request. */
  readonly faults: readonly string[];
  readonly requests: number;
  /** After each tenth of the runs, with nothing under way. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  /** In MB, after garbage was collected, if this process may do that. */
  readonly heap: number;
  readonly sockets: number;
  readonly timers: number;
}

/** Each run takes the next of these: two policies, each with two senders. */
type Client = { readonly name: "aws" | "http"; readonly transport: Transport };

export async function soak(runs: number, atOnce: number, timeout: number): Promise<Soak> {
  const script = fileURLToPath(new URL("soak-server.ts", import.meta.url));
  const server = fork(script, { execArgv: ["--import", "tsx"] });
  const [baseUrl] = await once(server, "message");
  const abandoned = new Map<string, number>();
  const clients = createClients(baseUrl, timeout, abandoned);
  const endings: Record<string, number> = {};
  const faults: string[] = [];
  const samples: Sample[] = [];
  let next = 0;
  const work = async (until: number) => {
    while (next < until) {
      const run = next++;
      const ending = await runOnce(run, clients[run % clients.length], faults);
      endings[ending] = (endings[ending] ?? 0) + 1;
    }
  };
  for (let tenth = 1; tenth <= 10; tenth += 1) {
    const until = Math.round((runs * tenth) / 10);
    await Promise.all(Array.from({ length: atOnce }, () => work(until)));
    samples.push(takeSample());
  }
  const attempts = await attemptsOf(server);
  server.disconnect();
  for (const [id, sent] of Object.entries(attempts)) {
    faults.push(...faultsOf(id, sent, abandoned.get(id) ?? 0));
  }
  const requests = Object.values(attempts).reduce((sum, { length }) => sum + length, 0);
  return { endings, faults, requests, samples };
}

function createClients(
  baseUrl: string,
  timeout: number,
  abandoned: Map<string, number>,
): readonly Client[] {
  const credentials = { accessKeyId: "AKID", secretAccessKey: "secret" };
  return [globalThis.fetch, createNodeFetch()].flatMap((send: Fetch): readonly Client[] => {
    const fetch: Fetch = (url, request) => {
      const id = request.headers["x-send-id"] ?? "";
      request.signal.addEventListener("abort", () => {
        abandoned.set(id, (abandoned.get(id) ?? 0) + 1);
      });
      return send(url, request);
    };
    const options = { baseUrl, fetch, timeout };
    const aws = createSagemakerApi({ ...options, region: "eu-west-1", credentials });
    const http = createFetchTransport({ ...options, retries: httpRetries() });
    return [
      { name: "aws", transport: aws },
      { name: "http", transport: http },
    ];
  });
}

async function runOnce(run: number, client: Client | undefined, faults: string[]) {
  let step = 0;
  const sagemakerApi: Transport = {
    send(request, signal) {
      step += 1;
      const headers = { ...request.headers, "x-send-id": `${client?.name} ${run}.${step}` };
      return client?.transport.send({ ...request, headers }, signal) ?? Promise.reject();
    },
  };
  const modelName = `model-${run}`;
  const inputs = { modelName, inferenceImage: "image", executionRoleArn: "role" };
  try {
    const result = await registerLatestCompletedTraining(inputs, { sagemakerApi });
    const isRight =
      result.outcome === "completed" && result.outputs.modelArn === `arn:model/${modelName}`;
    if (!isRight) faults.push(`run ${run} ended in ${JSON.stringify(result)}`);
    return result.outcome;
  } catch (error) {
    if (error instanceof WorkflowError) return error.name;
    faults.push(`run ${run} threw ${error}`);
    return "another error";
  }
}

async function attemptsOf(server: ChildProcess): Promise<Attempts> {
  server.send("what have you seen?");
  const [attempts] = await once(server, "message");
  return attempts;
}

/** After what an attempt may be followed by another: all requests here are POSTs. */
const mayFollow: Readonly<Record<Client["name"], readonly Ending[]>> = {
  aws: ["close", "cut", "stall", "throttled", "broken"],
  http: ["throttled"],
};

/** Of what the client abandons one attempt each: the others it has read to their end. */
const abandonedEndings: readonly Ending[] = ["close", "cut", "stall", "notJson"];

/**
 * On a busy machine the client may abandon, for its timeout, what the server believes to have answered. For a service
 * of AWS, another attempt may follow this too.
 */
function faultsOf(id: string, endings: readonly Ending[], abandoned: number): readonly string[] {
  const isAws = id.startsWith("aws");
  const allowed = mayFollow[isAws ? "aws" : "http"];
  const expected = endings.filter((ending) => abandonedEndings.includes(ending)).length;
  const late = isAws ? Math.max(0, abandoned - expected) : 0;
  const unasked = endings.slice(0, -1).filter((ending) => !allowed.includes(ending)).length;
  if (endings.length <= 3 && unasked <= late) return [];
  return [`${id} was sent again: ${endings.join(", ")}; ${abandoned} abandoned`];
}

function takeSample(): Sample {
  globalThis.gc?.();
  const resources = process.getActiveResourcesInfo();
  const count = (name: string) => resources.filter((each) => each === name).length;
  return {
    heap: Math.round(process.memoryUsage().heapUsed / 100_000) / 10,
    sockets: count("TCPSocketWrap"),
    timers: count("Timeout"),
  };
}
