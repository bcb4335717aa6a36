/** Steps with a `timeout`, against servers that answer late, half or never. */

import { getEventListeners } from "node:events";
import { describe, expect, onTestFinished, test } from "vitest";
import type { StepEvent } from "../../templates/runtime/observe.js";
import { startRawServer } from "../servers/raw-server.js";
import { rejectionOf } from "./rejection-of.js";
import { created, job } from "./replies.js";
import { flowOut, importFlow, runFlow } from "./run-flow.js";
import { runInNode } from "./run-in-node.js";

const run = (name: string, settings: Parameters<typeof runFlow>[2]) =>
  runFlow("step-timeout", name, settings);

const timedOut = (milliseconds: number) => ({
  name: "StepFailedError",
  response: undefined,
  criterion: undefined,
  cause: { name: "StepTimeoutError", timeout: milliseconds },
});

describe("a step that takes too long", () => {
  test.for(["stall", "drip"] as const)("is aborted, and its error says so: %s", async (silence) => {
    const { error, received } = await run("limited", { replies: [silence] });
    expect(error).toMatchObject({ ...timedOut(100), workflowId: "limited", stepId: "get" });
    expect(String(error)).toContain("took longer than 100 ms");
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      cause: { name: "StepTimeoutError", timeout: 100 },
    });
    await received[0]?.closed;
  });

  test("is aborted where a server sends half of its head", async () => {
    const server = await startRawServer((socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-"));
    onTestFinished(() => server.close());
    const { limited, createJobs } = await importFlow("step-timeout");
    const jobs = createJobs?.({ baseUrl: server.url });
    const error = await rejectionOf(Promise.resolve(limited?.({}, { jobs })));
    expect(error).toMatchObject(timedOut(100));
  });

  test("does not wait for the transport's own retries", async () => {
    const server = await startRawServer((socket) =>
      socket.end("HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nretry-after: 15\r\n\r\n"),
    );
    onTestFinished(() => server.close());
    const { limited, createJobs } = await importFlow("step-timeout");
    const jobs = createJobs?.({ baseUrl: server.url });
    const error = await rejectionOf(Promise.resolve(limited?.({}, { jobs })));
    expect(error).toMatchObject(timedOut(100));
    expect(server.connections()).toBe(1);
  });

  test("does not wait for a mock or a transport that ignores the signal", async () => {
    const { limited, mockJobs } = await importFlow("step-timeout");
    const jobs = mockJobs?.({ getJob: () => new Promise(() => {}) });
    const error = await rejectionOf(Promise.resolve(limited?.({}, { jobs })));
    expect(error).toMatchObject(timedOut(100));
  });

  test("is shown to onStep with its reason", async () => {
    const events: StepEvent[] = [];
    const onStep = (event: StepEvent) => events.push(event);
    await run("limited", { replies: ["stall"], options: { onStep } });
    expect(events).toMatchObject([
      { stepId: "get", attempt: 1, response: undefined, error: { name: "StepTimeoutError" } },
    ]);
  });

  test("is nothing to a step that is in time, whatever the limit", async () => {
    const { result, error } = await run("patient", { replies: [job("done")] });
    expect(error).toBe(undefined);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "done" } });
  });
});

describe("the failure actions of a step that takes too long", () => {
  test("apply if their criteria hold without a response", async () => {
    const { result } = await run("givenUp", { inputs: { quiet: true }, replies: ["stall"] });
    expect(result).toMatchObject({ outcome: "quiet", failure: { cause: { timeout: 100 } } });
  });

  test("do not apply if their criteria need a response", async () => {
    const { error } = await run("givenUp", { replies: ["stall"] });
    expect(error).toMatchObject(timedOut(100));
  });

  test("apply as usual to a response that is in time", async () => {
    const { result } = await run("givenUp", { inputs: { quiet: true }, replies: [[404, {}]] });
    expect(result).toMatchObject({ outcome: "notThere" });
  });

  test("retry it, and each attempt has its own time", async () => {
    const { result, requests, pauses } = await run("again", {
      replies: ["stall", "stall", job("done")],
    });
    expect(result).toMatchObject({ outcome: "done" });
    expect(requests).toEqual(["GET /jobs/1", "GET /jobs/1", "GET /jobs/1"]);
    expect(pauses).toEqual([3000, 3000]);
  });

  test("go on after the last retry", async () => {
    const { result, requests } = await run("again", {
      replies: ["stall", "stall", "stall", [200, { items: [] }]],
    });
    expect(result).toMatchObject({ outcome: "completed" });
    expect(requests.at(-1)).toBe("GET /jobs");
  });
});

describe("a step that calls a workflow, and takes too long", () => {
  test("aborts what that workflow waits for, and does not let it go on", async () => {
    const { result, requests, received } = await run("outerGivenUp", {
      replies: [created("1"), "stall"],
    });
    expect(result).toMatchObject({ outcome: "tooLate", failure: { cause: { timeout: 1500 } } });
    await received[1]?.closed;
    expect(requests).toEqual(['POST /jobs {"name":"a"}', "GET /jobs/1"]);
  });

  test("is not mistaken for a failure in the workflows between", async () => {
    const { error, requests } = await run("outer", { replies: ["stall", "stall"] });
    expect(error).toMatchObject({ ...timedOut(1500), workflowId: "outer" });
    expect(requests).toHaveLength(2);
  });

  test("is nothing to a workflow that is in time", async () => {
    const { result } = await run("outerGivenUp", { replies: [created("1"), job("done")] });
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "1" } });
  });
});

describe("the caller's signal", () => {
  test.for(["again", "outerGivenUp", "outer"])("wins in %s", async (name) => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const { error } = await run(name, {
      replies: () => {
        controller.abort(reason);
        return "stall";
      },
      options: { signal: controller.signal },
    });
    expect(error).toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test.for([
    ["limited", ["stall"]],
    ["patient", [job("done")]],
    ["outer", ["stall", "stall"]],
    ["outerGivenUp", [created("1"), job("done")]],
  ] as const)("keeps no listener of %s", async ([name, replies]) => {
    const { signal } = new AbortController();
    await run(name, { replies, options: { signal } });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });
});

test("no timer keeps a process alive, and nothing beyond ES2020 and AbortController is needed", async () => {
  await importFlow("step-timeout");
  const printed = await runInNode(`
    import { mockJobs, patient, outerGivenUp } from ${JSON.stringify(`${flowOut}/step-timeout/index.ts`)};
    delete AbortSignal.any;
    delete AbortSignal.timeout;
    const jobs = mockJobs({
      createJob: () => ({ id: "1", state: "new" }),
      getJob: () => ({ id: "1", state: "done" }),
    });
    console.log((await patient({}, { jobs })).outcome, (await outerGivenUp({}, { jobs })).outcome);
    const left = process.getActiveResourcesInfo().filter((each) => each === "Timeout");
    console.log(left.length);
  `);
  expect(printed.trim().split("\n")).toEqual(["completed completed", "0"]);
});
