/** The control flow of generated workflows: the requests in order, and the results. */

import { describe, expect, test } from "vitest";
import { busy, created, gone, job } from "./replies.js";
import { importFlow, type Reply, runFlow } from "./run-flow.js";

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
    expect(requests).toEqual([...Array.from({ length: 8 }, () => "GET /jobs/1"), "DELETE /jobs/1"]);
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

  test("a goto out of both loops continues after them", async () => {
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

describe("a loop around a loop", () => {
  test("that polls starts again at the first step, and ends at the end", async () => {
    const { result, requests } = await runFlow("start-again", "pollOrStartAgain", {
      replies: [created("a"), job("running"), job("lost"), created("b"), job("done")],
    });
    expect(requests).toEqual([
      'POST /jobs {"name":"a"}',
      "GET /jobs/a",
      "GET /jobs/a",
      'POST /jobs {"name":"a"}',
      "GET /jobs/b",
    ]);
    expect(result).toStrictEqual({ outcome: "done", outputs: { id: "b" } });
  });

  test("may share a step between its end and a retry", async () => {
    const list: Reply = [200, { items: [] }];
    const { result, requests } = await runFlow("first-in-loop", "firstInLoop", {
      replies: [busy, gone, list, job("running"), job("lost"), list, job("done"), gone],
    });
    expect(requests).toEqual([
      "GET /jobs",
      "DELETE /jobs/1",
      "GET /jobs",
      "GET /jobs/1",
      "GET /jobs/1",
      "GET /jobs",
      "GET /jobs/1",
      "DELETE /jobs/1",
    ]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("that no action leaves ends with a StepLimitError", async () => {
    const { error, requests } = await runFlow("endless", "endless", {
      replies: ({ method }) => (method === "GET" ? [200, { items: [] }] : created("a")),
      options: { maxSteps: 5 },
    });
    expect(requests).toHaveLength(5);
    expect(error).toMatchObject({ name: "StepLimitError", stepId: "note" });
  });
});

describe("a loop that is entered at several steps", () => {
  const settings = (rest: object): Reply => [200, rest];
  const names = (requests: readonly string[]) =>
    requests.map((request) => JSON.parse(request.replace("POST /jobs ", "")).name);

  test("begins with its first step, or with the one that a goto leads to", async () => {
    const first = await runFlow("overlapping", "overlapping", {
      replies: [settings({}), settings({}), settings({ back: true }), settings({}), settings({})],
    });
    expect(first.requests).toHaveLength(5);
    expect(first.pauses).toEqual([1000]);
    expect(first.result).toStrictEqual({ outcome: "completed", outputs: {} });
    const skipping = await runFlow("overlapping", "overlapping", {
      replies: [settings({ skip: true }), settings({})],
    });
    expect(skipping.requests).toHaveLength(2);
    expect(skipping.result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("sends what is known on the way that was taken", async () => {
    const { result, requests } = await runFlow("overlapping", "carries", {
      replies: [
        created("a1", { state: "skip" }),
        busy,
        created("c1", { state: "back" }),
        created("b1"),
        created("c2"),
      ],
    });
    expect(requests).toEqual([
      'POST /jobs {"name":"a"}',
      'POST /jobs {"name":"c","note":"a1"}',
      'POST /jobs {"name":"c","note":"a1"}',
      'POST /jobs {"name":"b","note":"c1"}',
      'POST /jobs {"name":"c","note":"a1"}',
    ]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { a: "a1", b: "b1", c: "c2" } });
  });

  test("may be left and entered again from a loop around it", async () => {
    const { requests } = await runFlow("overlapping", "carries", {
      replies: [
        created("a1"),
        created("b1"),
        created("c1", { state: "back" }),
        created("b2"),
        created("c2", { state: "anew" }),
        created("a2", { state: "skip" }),
        created("c3", { state: "back" }),
        created("b3"),
        created("c4"),
      ],
    });
    expect(names(requests)).toEqual(["a", "b", "c", "b", "c", "a", "c", "b", "c"]);
  });

  test("is bound by the limit of steps", async () => {
    const { error, requests } = await runFlow("overlapping", "overlapping", {
      replies: () => settings({ back: true }),
      options: { maxSteps: 6 },
    });
    expect(requests).toHaveLength(6);
    expect(error).toMatchObject({ name: "StepLimitError" });
  });
});

describe("the wait before a loop goes back", () => {
  test("grows with each round, and begins anew when the loop does", async () => {
    const { pauses } = await runFlow("start-again", "pollOrStartAgain", {
      replies: [
        ...[created("a"), job("running"), job("running"), job("running"), job("lost")],
        ...[created("b"), job("running"), job("running"), job("lost")],
        ...[created("c"), job("done")],
      ],
    });
    expect(pauses).toEqual([1000, 2000, 4000, 1000, 1000, 2000, 2000]);
  });

  test("goes on growing over a retry in the loop", async () => {
    const { pauses } = await runFlow("retry", "retryInLoop", {
      replies: [job("running"), busy, job("running"), busy, job("running"), job("done")],
    });
    expect(pauses).toEqual([1000, 3000, 2000, 3000, 4000]);
  });
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
