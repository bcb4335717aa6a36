/** Where generated workflows go: what is sent, in which order, and how they end. */

import { describe, expect, test } from "vitest";
import { positionOf } from "../../generator/diagnostics/diagnostics.js";
import { compileFlow, importFlow, type Reply, runFlow } from "./run-flow.js";

/** A response with a job. */
function job(state: string, rest: object = {}): Reply {
  return [200, { id: "j1", state, ...rest }];
}

/** A response with a job that was created. */
function created(id: string): Reply {
  return [201, { id, state: "new" }];
}

const gone: Reply = [204];
const busy: Reply = [503, { message: "busy" }];

describe("a goto forward", () => {
  const inputs = { id: "1" };

  test("skips the steps between, and leaves out what they would have given", async () => {
    const { result, requests } = await runFlow("skip", "skipToEnd", {
      inputs,
      replies: [job("done", { done: true }), created("r")],
    });
    expect(requests).toEqual(["GET /jobs/1", 'POST /jobs {"name":"record"}']);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { child: undefined } });
  });

  test("does not skip when its criteria are not met", async () => {
    const { result, requests } = await runFlow("skip", "skipToEnd", {
      inputs,
      replies: [job("done", { done: false }), created("c"), created("r")],
    });
    expect(requests).toEqual([
      "GET /jobs/1",
      'POST /jobs {"name":"child"}',
      'POST /jobs {"name":"record","note":"c"}',
    ]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { child: "c" } });
  });

  test("stops before a step that cannot be sent without what was skipped", async () => {
    const { error, requests } = await runFlow("skip", "skipToNeed", {
      inputs,
      replies: [job("done", { done: true })],
    });
    expect(requests).toEqual(["GET /jobs/1"]);
    expect(error).toMatchObject({
      name: "MissingValueError",
      stepId: "remove",
      expression: "$steps.create.outputs.id",
    });
  });

  test("leaves the value where it is on the other path", async () => {
    const { result, requests } = await runFlow("skip", "skipToNeed", {
      inputs,
      replies: [job("new"), created("a/b"), gone],
    });
    expect(requests.at(-1)).toBe("DELETE /jobs/a%2Fb");
    expect(result).toStrictEqual({ outcome: "completed", outputs: { child: "a/b" } });
  });
});

describe("a goto to the step itself", () => {
  const inputs = { id: "1" };

  test("polls until the job is done, waiting longer each time", async () => {
    const { result, requests, pauses } = await runFlow("poll", "pollItself", {
      inputs,
      replies: [
        job("running", { progress: "1" }),
        job("RUNNING"),
        ...Array.from({ length: 5 }, () => job("running")),
        job("done"),
        gone,
      ],
    });
    expect(requests).toEqual([
      ...Array.from({ length: 8 }, () => "GET /jobs/1"),
      "DELETE /jobs/1",
    ]);
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(result, "the outputs are those of the last round").toStrictEqual({
      outcome: "completed",
      outputs: { state: "done", progress: undefined },
    });
  });

  test("waits as loopDelay says, and may end inside the loop", async () => {
    const rounds: number[] = [];
    const loopDelay = (round: number) => {
      rounds.push(round);
      return round * 7;
    };
    const { result, pauses } = await runFlow("poll", "pollItself", {
      inputs,
      replies: [job("running"), job("running"), job("broken", { progress: "90" })],
      options: { loopDelay },
    });
    expect([rounds, pauses]).toEqual([
      [1, 2],
      [7, 14],
    ]);
    expect(result).toStrictEqual({
      outcome: "broken",
      outputs: { state: "broken", progress: "90" },
    });
  });

  test("stops with a StepLimitError after maxSteps", async () => {
    const { error, requests, pauses } = await runFlow("poll", "pollItself", {
      inputs,
      replies: () => job("running"),
      options: { maxSteps: 5 },
    });
    expect(error).toMatchObject({ name: "StepLimitError", stepId: "poll", maxSteps: 5 });
    expect(requests).toHaveLength(5);
    expect(pauses).toHaveLength(5);
  });

  test("stops after 1,000 steps by default", async () => {
    const { error, requests } = await runFlow("poll", "pollItself", {
      inputs,
      replies: () => job("running"),
    });
    expect(error).toMatchObject({ name: "StepLimitError", maxSteps: 1000 });
    expect(requests).toHaveLength(1000);
  });

  test("an abort during a pause ends the workflow with the signal's own reason", async () => {
    const controller = new AbortController();
    const reason = new Error("no longer wanted");
    const { error, requests } = await runFlow("poll", "pollItself", {
      inputs,
      replies: () => {
        setTimeout(() => controller.abort(reason), 50);
        return job("running");
      },
      options: { signal: controller.signal, sleep: undefined, loopDelay: () => 3_600_000 },
    });
    expect(error).toBe(reason);
    expect(requests).toHaveLength(1);
  });

  test("an abort during an injected pause is seen after it", async () => {
    const controller = new AbortController();
    const { error, requests } = await runFlow("poll", "pollItself", {
      inputs,
      replies: () => job("running"),
      options: { signal: controller.signal, sleep: async () => controller.abort("stop") },
    });
    expect(error).toBe("stop");
    expect(requests).toHaveLength(1);
  });
});

describe("a goto backwards", () => {
  test("sends the first step again, with what the later one has found", async () => {
    const { result, requests, pauses } = await runFlow("poll", "backToFirst", {
      replies: [created("a"), job("lost"), created("b"), job("done")],
    });
    expect(requests).toEqual([
      'POST /jobs {"name":"a"}',
      "GET /jobs/a",
      'POST /jobs {"name":"a","note":"lost"}',
      "GET /jobs/b",
    ]);
    expect(pauses).toEqual([1000]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "b" } });
  });

  test("a loop inside a loop goes on with its own rounds", async () => {
    const { result, requests } = await runFlow("poll", "nested", {
      replies: [
        created("a"),
        job("running"),
        job("lost"),
        created("b"),
        job("running"),
        job("done"),
        [204, undefined, { "x-more": "Yes" }],
        created("c"),
        job("done"),
        gone,
        created("report"),
      ],
    });
    expect(requests).toEqual([
      'POST /jobs {"name":"a"}',
      "GET /jobs/a",
      "GET /jobs/a",
      'POST /jobs {"name":"a"}',
      "GET /jobs/b",
      "GET /jobs/b",
      "DELETE /jobs/b",
      'POST /jobs {"name":"a"}',
      "GET /jobs/c",
      "DELETE /jobs/c",
      'POST /jobs {"name":"report","note":"done"}',
    ]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "c", state: "done" } });
  });

  test("a goto out of both loops goes on behind them", async () => {
    const { result, requests } = await runFlow("poll", "nested", {
      replies: [created("a"), job("running"), job("broken"), created("report")],
    });
    expect(requests.at(-1)).toBe('POST /jobs {"name":"report","note":"broken"}');
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "a", state: "broken" } });
  });

  test("the next page is asked for with what the page before has said", async () => {
    const { result, requests } = await runFlow("poll", "loopOverTail", {
      replies: [
        [200, { items: [] }],
        [200, { items: [], next: "2" }],
        created("x"),
        [200, { items: [] }],
      ],
    });
    expect(requests).toEqual([
      "GET /jobs",
      "GET /jobs",
      'POST /jobs {"name":"2"}',
      "GET /jobs?state=2",
    ]);
    expect(result).toStrictEqual({ outcome: "last", outputs: { next: undefined } });
  });

  test("a goto out of the loop skips the rest of it", async () => {
    const { result, requests } = await runFlow("poll", "loopOverTail", {
      replies: [
        [200, { items: [] }],
        [200, { items: [{ id: "1", state: "stop" }], next: "2" }],
        gone,
      ],
    });
    expect(requests).toEqual(["GET /jobs", "GET /jobs", "DELETE /jobs/1"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { next: "2" } });
  });
});

test("loops that overlap are refused at the workflow", async () => {
  const { files, diagnostics } = await compileFlow("overlapping");
  expect(files).toEqual([]);
  expect(diagnostics).toHaveLength(1);
  const [refusal] = diagnostics;
  expect(refusal).toMatchObject({
    severity: "error",
    code: "unsupported",
    message: "a loop that is entered at several steps cannot be compiled yet",
  });
  expect(refusal && positionOf(refusal)).toEqual({ line: 8, column: 5 });
});

describe("an end", () => {
  const inputs = { id: "1" };

  test("on success has its own outcome, without failure", async () => {
    const { result, requests } = await runFlow("end", "ends", { inputs, replies: [job("done")] });
    expect(requests).toEqual(["GET /jobs/1"]);
    expect(result).toStrictEqual({ outcome: "nothingToDo", outputs: { state: "done" } });
  });

  test("on failure carries the error that would have been thrown", async () => {
    const { result, requests } = await runFlow("end", "ends", {
      inputs,
      replies: [[404, { code: "NoSuchJob", message: "there is none" }]],
    });
    expect(requests).toEqual(["GET /jobs/1"]);
    expect(result).toMatchObject({
      outcome: "notThere",
      outputs: {},
      failure: {
        name: "StepFailedError",
        workflowId: "ends",
        stepId: "look",
        criterion: "$statusCode == 200",
        status: 404,
        code: "NoSuchJob",
        serviceMessage: "there is none",
      },
    });
    const { StepFailedError } = await importFlow("end");
    expect((result as { failure: unknown }).failure).toBeInstanceOf(StepFailedError);
  });

  test("on failure without criteria also applies when there is no response", async () => {
    const { result } = await runFlow("end", "ends", { inputs, replies: [job("new"), "close"] });
    expect(result).toMatchObject({
      outcome: "notRemoved",
      outputs: { state: "new" },
      failure: { stepId: "remove", status: undefined, cause: { name: "TransportError" } },
    });
  });

  test("a goto on failure goes on without the outputs of the step that failed", async () => {
    const { result, requests } = await runFlow("end", "ends", {
      inputs,
      replies: [[410, { state: "gone" }], created("n")],
    });
    expect(requests).toEqual(["GET /jobs/1", 'POST /jobs {"name":"1"}']);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: undefined, id: "n" } });
  });

  test("a failure that no action takes is thrown", async () => {
    const { error } = await runFlow("end", "ends", { inputs, replies: [[418, { code: "Tea" }]] });
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "look", status: 418 });
  });

  test("no response is thrown with its cause where all actions ask for a status", async () => {
    const { error } = await runFlow("end", "ends", { inputs, replies: ["close"] });
    expect(error).toMatchObject({
      name: "StepFailedError",
      stepId: "look",
      status: undefined,
      criterion: undefined,
      cause: { name: "TransportError" },
    });
  });
});

describe("a retry", () => {
  test("waits retryAfter and tries again", async () => {
    const { result, requests, pauses } = await runFlow("retry", "retryTwice", {
      replies: [busy, busy, job("done")],
    });
    expect(requests).toEqual(["GET /jobs/1", "GET /jobs/1", "GET /jobs/1"]);
    expect(pauses).toEqual([1500, 1500]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "done" } });
  });

  test("gives way to the following action after retryLimit", async () => {
    const { result, requests } = await runFlow("retry", "retryTwice", {
      replies: [busy, busy, busy],
    });
    expect(requests).toHaveLength(3);
    expect(result).toMatchObject({ outcome: "gaveUp", outputs: {}, failure: { status: 503 } });
  });

  test("gives way to the error if no other action applies", async () => {
    const { error, requests } = await runFlow("retry", "retryTwice", {
      replies: [busy, [500, {}], [502, {}]],
    });
    expect(requests).toHaveLength(3);
    expect(error).toMatchObject({ name: "StepFailedError", status: 502 });
  });

  test("does not apply when its criteria are not met", async () => {
    const { error, requests } = await runFlow("retry", "retryTwice", { replies: [[400, {}]] });
    expect(requests).toHaveLength(1);
    expect(error).toMatchObject({ name: "StepFailedError", status: 400 });
  });

  test.each([
    ["seconds", { "retry-after": "12" }, 12_000],
    ["no seconds", { "retry-after": "0" }, 0],
    [
      "a date",
      { "retry-after": "Wed, 21 Oct 2026 07:28:30 GMT", date: "Wed, 21 Oct 2026 07:28:00 GMT" },
      30_000,
    ],
    [
      "a date that is over",
      { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT", date: "Wed, 21 Oct 2026 07:29:00 GMT" },
      0,
    ],
    ["nonsense", { "retry-after": "soon" }, 1500],
  ])("waits as Retry-After asks: %s", async (_, headers, pause) => {
    const { pauses } = await runFlow("retry", "retryTwice", {
      replies: [[503, {}, headers], job("done")],
    });
    expect(pauses).toEqual([pause]);
  });

  test("without limit and time happens once and at once", async () => {
    const { error, requests, pauses } = await runFlow("retry", "retryDefault", {
      replies: [busy, [500, {}]],
    });
    expect(requests).toHaveLength(2);
    expect(pauses).toEqual([0]);
    expect(error).toMatchObject({ name: "StepFailedError", status: 500 });
  });

  test("without criteria also applies when there is no response", async () => {
    const { result, requests } = await runFlow("retry", "retryDefault", {
      replies: ["close", [200, {}]],
    });
    expect(requests).toHaveLength(2);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("keeps the cause when there never is a response", async () => {
    const { error, requests } = await runFlow("retry", "retryDefault", {
      replies: ["close", "close"],
    });
    expect(requests).toHaveLength(2);
    expect(error).toMatchObject({ name: "StepFailedError", cause: { name: "TransportError" } });
  });

  test("used up, a goto leads elsewhere", async () => {
    const { result, requests, pauses } = await runFlow("retry", "retryThenGoto", {
      replies: [busy, "close", gone],
    });
    expect(requests).toEqual(["GET /settings", "GET /settings", "DELETE /jobs/9"]);
    expect(pauses).toEqual([2000]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("that succeeds goes on with the next step", async () => {
    const { requests } = await runFlow("retry", "retryThenGoto", {
      replies: [busy, [200, {}], [200, { items: [] }], gone],
    });
    expect(requests).toEqual(["GET /settings", "GET /settings", "GET /jobs", "DELETE /jobs/9"]);
  });

  test("runs the step it names first, whose new outputs it uses", async () => {
    const { result, received, requests, pauses } = await runFlow("retry", "retryWithStep", {
      replies: [
        [200, { token: "old" }],
        [401, {}],
        [200, { token: "new" }],
        [401, {}],
        [200, { token: "newest" }],
        job("done"),
        gone,
      ],
    });
    expect(requests).toEqual([
      "POST /logins user=me",
      "GET /jobs/1",
      "POST /logins user=me",
      "GET /jobs/1",
      "POST /logins user=me",
      "GET /jobs/1",
      "DELETE /jobs/1",
    ]);
    expect(received.map(({ headers }) => headers["authorization"]?.[0])).toEqual([
      undefined,
      "Bearer old",
      undefined,
      "Bearer new",
      undefined,
      "Bearer newest",
      undefined,
    ]);
    expect(pauses).toEqual([1000, 1000]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { token: "newest" } });
  });

  test("with a step to run first counts its own rounds", async () => {
    const { error, requests } = await runFlow("retry", "retryWithStep", {
      replies: ({ url }) => (url === "/logins" ? [200, { token: "t" }] : [401, {}]),
    });
    expect(requests).toHaveLength(6);
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "look", status: 401 });
  });

  test("fails with the step that was to run first", async () => {
    const { error } = await runFlow("retry", "retryWithStep", {
      replies: [[200, { token: "t" }], [401, {}], busy],
    });
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "logIn", status: 503 });
  });

  test("is counted anew when the step is reached again", async () => {
    const { result, requests, pauses } = await runFlow("retry", "retryInLoop", {
      replies: [busy, job("running"), "close", job("running"), busy, job("done")],
    });
    expect(requests).toHaveLength(6);
    expect(pauses).toEqual([3000, 1000, 3000, 2000, 3000]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "done" } });
  });

  test("is not counted anew within a round", async () => {
    const { error, requests } = await runFlow("retry", "retryInLoop", {
      replies: [job("running"), busy, busy],
    });
    expect(requests).toHaveLength(3);
    expect(error).toMatchObject({ name: "StepFailedError", status: 503 });
  });

  test("has a count for each action", async () => {
    const { requests, pauses, error } = await runFlow("retry", "twoRetries", {
      replies: [busy, [500, {}], busy],
    });
    expect(requests).toHaveLength(3);
    expect(pauses).toEqual([1000, 2000]);
    expect(error).toMatchObject({ status: 503 });
  });

  test("stands behind an end that asks for a status", async () => {
    const lost = await runFlow("retry", "retryAfterOneOfEach", { replies: ["close", [404, {}]] });
    expect(lost.requests).toHaveLength(2);
    expect(lost.result).toMatchObject({ outcome: "gone", failure: { status: 404 } });
  });

  test("counts as a step of the limit", async () => {
    const { error, requests } = await runFlow("retry", "retryTwice", {
      replies: () => busy,
      options: { maxSteps: 2 },
    });
    expect(requests).toHaveLength(2);
    expect(error).toMatchObject({ name: "StepLimitError", maxSteps: 2 });
  });
});

describe("shared actions and parameters", () => {
  const states = (...list: readonly string[]) => list.map((state) => job(state));

  test("the workflow's parameter goes with every step, unless the step gives its own", async () => {
    const { received, requests } = await runFlow("shared-actions", "sharedActions", {
      replies: states("a", "b", "c", "d"),
    });
    expect(requests).toEqual(["GET /jobs/1", "GET /jobs/2", "GET /jobs/3", "GET /jobs/4"]);
    expect(received.map(({ headers }) => headers["x-trace"])).toEqual([
      ["shared"],
      ["second"],
      ["shared"],
      ["shared"],
    ]);
  });

  test("the workflow's action applies to a step without one of its name", async () => {
    const { result, requests } = await runFlow("shared-actions", "sharedActions", {
      replies: states("a", "b", "stop"),
    });
    expect(requests).toHaveLength(3);
    expect(result).toStrictEqual({ outcome: "stop", outputs: {} });
  });

  test("the step's action takes the place of the workflow's of the same name", async () => {
    const { result, requests } = await runFlow("shared-actions", "sharedActions", {
      replies: states("a", "stop", "d"),
    });
    expect(requests).toEqual(["GET /jobs/1", "GET /jobs/2", "GET /jobs/4"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("a reusable retry has its own pace, and the step's overrides it", async () => {
    const { pauses, result } = await runFlow("shared-actions", "sharedActions", {
      replies: [busy, job("a"), busy, busy, job("b"), [404, {}]],
    });
    expect(pauses).toEqual([5000, 7000, 7000]);
    expect(result).toMatchObject({ outcome: "lost", failure: { stepId: "third", status: 404 } });
  });
});

describe("success without criteria", () => {
  test("is a 2xx that the description declares", async () => {
    const { result } = await runFlow("default-success", "defaultSuccess", {
      replies: [created("a")],
    });
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "a" } });
  });

  test.each([200, 202, 204, 404])("is not %d, which it does not declare", async (status) => {
    const { error } = await runFlow("default-success", "defaultSuccess", { replies: [[status]] });
    expect(error).toMatchObject({ name: "StepFailedError", stepId: "create", status });
  });
});

describe("without a response", () => {
  test("no criterion on the response is met, not even one that asks for nothing", async () => {
    const { result, requests } = await runFlow("default-success", "withoutResponse", {
      replies: ["close", [200, {}], gone],
    });
    expect(requests).toEqual(["GET /jobs/1", "GET /jobs/1", "DELETE /jobs/1"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("a status that must differ from another has not been there", async () => {
    const { result } = await runFlow("default-success", "withoutResponse", {
      replies: [[200, {}], "close"],
    });
    expect(result).toMatchObject({
      outcome: "fallback",
      failure: { stepId: "remove", cause: { name: "TransportError" } },
    });
  });
});

test("criteria may take an error of the API for success", async () => {
  const missing = await runFlow("default-success", "notAnError", {
    replies: [[404, { code: "NoSuchJob" }], [404]],
  });
  expect(missing.result).toStrictEqual({ outcome: "completed", outputs: { state: undefined } });
  const found = await runFlow("default-success", "notAnError", { replies: [job("new"), gone] });
  expect(found.result).toStrictEqual({ outcome: "completed", outputs: { state: "new" } });
});
