/** Retries of failed steps: conditions, waits, and what follows. */

import { describe, expect, test } from "vitest";
import { busy, gone, job } from "./replies.js";
import { type Reply, runFlow } from "./run-flow.js";

test("a retry waits retryAfter and tries again", async () => {
  const { result, requests, pauses } = await runFlow("retry", "retryTwice", {
    replies: [busy, busy, job("done")],
  });
  expect(requests).toEqual(["GET /jobs/1", "GET /jobs/1", "GET /jobs/1"]);
  expect(pauses).toEqual([1500, 1500]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "done" } });
});

test("a retry gives way to the following action after retryLimit", async () => {
  const { result, requests } = await runFlow("retry", "retryTwice", {
    replies: [busy, busy, busy],
  });
  expect(requests).toHaveLength(3);
  expect(result).toMatchObject({ outcome: "gaveUp", outputs: {}, failure: { status: 503 } });
});

test("a retry gives way to the error if no other action applies", async () => {
  const { error, requests } = await runFlow("retry", "retryTwice", {
    replies: [busy, [500, {}], [502, {}]],
  });
  expect(requests).toHaveLength(3);
  expect(error).toMatchObject({ name: "StepFailedError", status: 502 });
});

test("a retry does not apply when its criteria are not met", async () => {
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
  [
    "a date in the format of RFC 850",
    { "retry-after": "Wednesday, 21-Oct-26 07:28:30 GMT", date: "Wed, 21 Oct 2026 07:28:00 GMT" },
    30_000,
  ],
  [
    "a date in the format of asctime, in GMT",
    { "retry-after": "Thu Jan  1 00:00:30 2026", date: "Thu Jan  1 00:00:00 2026" },
    30_000,
  ],
  ["a part of a second, rounded up", { "retry-after": "0.5" }, 1000],
  ["seconds with a fraction of nothing", { "retry-after": "120.0" }, 120_000],
  ["nonsense", { "retry-after": "soon" }, 1500],
  ["less than nothing", { "retry-after": "-1", date: "Wed, 21 Oct 2026 07:28:00 GMT" }, 1500],
  ["a year alone", { "retry-after": "2026.5.", date: "Wed, 21 Oct 2026 07:28:00 GMT" }, 1500],
  ["an exponent", { "retry-after": "1e3" }, 1500],
  [
    "a date in no format of HTTP",
    { "retry-after": "2026-10-21T07:28:30Z", date: "Wed, 21 Oct 2026 07:28:00 GMT" },
    1500,
  ],
])("a retry waits as Retry-After asks: %s", async (_, headers, pause) => {
  const { pauses } = await runFlow("retry", "retryTwice", {
    replies: [[503, {}, headers], job("done")],
  });
  expect(pauses).toEqual([pause]);
});

test("a retry without limit and time happens once and at once", async () => {
  const { error, requests, pauses } = await runFlow("retry", "retryDefault", {
    replies: [busy, [500, {}]],
  });
  expect(requests).toHaveLength(2);
  expect(pauses).toEqual([0]);
  expect(error).toMatchObject({ name: "StepFailedError", status: 500 });
});

test("a retry without criteria also applies when there is no response", async () => {
  const { result, requests } = await runFlow("retry", "retryDefault", {
    replies: ["close", [200, {}]],
  });
  expect(requests).toHaveLength(2);
  expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
});

test("a retry keeps the cause when there never is a response", async () => {
  const { error, requests } = await runFlow("retry", "retryDefault", {
    replies: ["close", "close"],
  });
  expect(requests).toHaveLength(2);
  expect(error).toMatchObject({ name: "StepFailedError", cause: { name: "TransportError" } });
});

test("a retry used up, a goto leads elsewhere", async () => {
  const { result, requests, pauses } = await runFlow("retry", "retryThenGoto", {
    replies: [busy, "close", gone],
  });
  expect(requests).toEqual(["GET /settings", "GET /settings", "DELETE /jobs/9"]);
  expect(pauses).toEqual([2000]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
});

test("a retry that succeeds goes on with the next step", async () => {
  const { requests } = await runFlow("retry", "retryThenGoto", {
    replies: [busy, [200, {}], [200, { items: [] }], gone],
  });
  expect(requests).toEqual(["GET /settings", "GET /settings", "GET /jobs", "DELETE /jobs/9"]);
});

test("a retry runs the step it names first, whose new outputs it uses", async () => {
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

test("a retry with a step to run first counts its own rounds", async () => {
  const { error, requests } = await runFlow("retry", "retryWithStep", {
    replies: ({ url }) => (url === "/logins" ? [200, { token: "t" }] : [401, {}]),
  });
  expect(requests).toHaveLength(6);
  expect(error).toMatchObject({ name: "StepFailedError", stepId: "look", status: 401 });
});

test("a retry fails with the step that was to run first", async () => {
  const { error } = await runFlow("retry", "retryWithStep", {
    replies: [[200, { token: "t" }], [401, {}], busy],
  });
  expect(error).toMatchObject({ name: "StepFailedError", stepId: "logIn", status: 503 });
});

test("a retry is counted anew when the step is reached again", async () => {
  const { result, requests, pauses } = await runFlow("retry", "retryInLoop", {
    replies: [busy, job("running"), "close", job("running"), busy, job("done")],
  });
  expect(requests).toHaveLength(6);
  expect(pauses).toEqual([3000, 1000, 3000, 2000, 3000]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: { state: "done" } });
});

test("a retry is not counted anew within a round", async () => {
  const { error, requests } = await runFlow("retry", "retryInLoop", {
    replies: [job("running"), busy, busy],
  });
  expect(requests).toHaveLength(3);
  expect(error).toMatchObject({ name: "StepFailedError", status: 503 });
});

test("a retry has a count for each action", async () => {
  const { requests, pauses, error } = await runFlow("retry", "twoRetries", {
    replies: [busy, [500, {}], busy],
  });
  expect(requests).toHaveLength(3);
  expect(pauses).toEqual([1000, 2000]);
  expect(error).toMatchObject({ status: 503 });
});

test("a retry follows an end that tests a status", async () => {
  const lost = await runFlow("retry", "retryAfterOneOfEach", { replies: ["close", [404, {}]] });
  expect(lost.requests).toHaveLength(2);
  expect(lost.result).toMatchObject({ outcome: "gone", failure: { status: 404 } });
});

test("a retry counts as a step of the limit", async () => {
  const { error, requests } = await runFlow("retry", "retryTwice", {
    replies: () => busy,
    options: { maxSteps: 2 },
  });
  expect(requests).toHaveLength(2);
  expect(error).toMatchObject({ name: "StepLimitError", maxSteps: 2 });
});

test("a retry runs the workflow it names first, with the inputs of the same name", async () => {
  const { result, requests, pauses } = await runFlow("retry-first", "retryAfterLogin", {
    inputs: { user: "you" },
    replies: [busy, [200, { token: "t" }], "close", [200, { token: "t" }], job("done")],
  });
  expect(requests).toEqual([
    "GET /jobs/1",
    "POST /logins user=you",
    "GET /jobs/1",
    "POST /logins user=you",
    "GET /jobs/1",
  ]);
  expect(pauses).toEqual([1000, 1000]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
});

test("a retry ends with the error of a step of the workflow that runs first", async () => {
  const { error, requests } = await runFlow("retry-first", "retryAfterLogin", {
    replies: [busy, [401, {}]],
  });
  expect(requests).toEqual(["GET /jobs/1", "POST /logins user=me"]);
  const place = { workflowId: "logInAgain", stepId: "logIn", status: 401 };
  expect(error).toMatchObject({ name: "StepFailedError", ...place });
});

test("a retry ends with the failure that the workflow that runs first ends in", async () => {
  const { error, requests } = await runFlow("retry-first", "retryInPoll", {
    replies: [busy, [404, {}]],
  });
  expect(requests).toEqual(["GET /jobs/1", "GET /settings"]);
  expect(error).toMatchObject({ name: "StepFailedError", workflowId: "cleanUp", status: 404 });
});

describe("a workflow that is read, and runs again before a retry,", () => {
  const given = { outcome: "completed", outputs: { token: "old" }, inputs: { user: "me" } };
  const options = { completed: { getToken: given } };
  const token = (text: string): Reply => [200, { token: text }];

  test("is read from what the caller has passed until then", async () => {
    const { result, received } = await runFlow("retry-first", "retryWithNewToken", {
      replies: [job("done"), job("done")],
      options,
    });
    expect(received.map(({ headers }) => headers["x-trace"]?.[0])).toEqual(["old", "old"]);
    const outputs = { first: "old", token: "old", user: "me" };
    expect(result).toStrictEqual({ outcome: "completed", outputs });
  });

  test("is read from its latest run", async () => {
    const { result, received } = await runFlow("retry-first", "retryWithNewToken", {
      inputs: { user: "you" },
      replies: [
        ...[[401, {}] as const, token("a"), [401, {}] as const, token("b"), job("done")],
        ...[job("b"), [401, {}] as const, token("c"), job("b")],
      ],
      options,
    });
    const traces = received.map(
      ({ method, headers }) => method === "GET" && headers["x-trace"]?.[0],
    );
    expect(traces).toEqual(["old", false, "a", false, "b", "b", "b", false, "c"]);
    const outputs = { first: "b", token: "c", user: "you" };
    expect(result).toStrictEqual({ outcome: "completed", outputs });
  });

  test("is read from its latest run, but not through the step that ran it first", async () => {
    const { result, received } = await runFlow("retry-first", "retryWithCalledToken", {
      inputs: { user: "me" },
      replies: [token("a"), [401, {}], token("b"), [401, {}], token("c"), job("done")],
    });
    const traces = received.map(
      ({ method, headers }) => method === "GET" && headers["x-trace"]?.[0],
    );
    expect(traces).toEqual([false, "a", false, "b", false, "c"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: { first: "a", token: "c" } });
  });

  test("ends this one if it ends in a failure", async () => {
    const { error } = await runFlow("retry-first", "retryWithNewToken", {
      inputs: { user: "you" },
      replies: [busy, [401, {}]],
      options,
    });
    expect(error).toMatchObject({ workflowId: "getToken", stepId: "logIn", status: 401 });
  });
});

test("a retry in a loop runs a workflow that ends early, and a goto continues after the loop", async () => {
  const clean: Reply = [200, { clean: true }];
  const { result, requests, pauses } = await runFlow("retry-first", "retryInPoll", {
    replies: [
      ...[busy, clean, job("running"), busy, clean, busy],
      ...[clean, job("done"), [200, { items: [] }] as const, clean],
      ...[busy, clean, busy, [200, {}] as const, gone],
    ],
  });
  expect(requests).toEqual([
    ...["GET /jobs/1", "GET /settings", "GET /jobs/1", "GET /jobs/1", "GET /settings"],
    ...["GET /jobs/1", "GET /settings", "GET /jobs/1", "GET /jobs", "GET /settings"],
    ...["GET /jobs/1", "GET /settings", "GET /jobs/1", "GET /settings", "DELETE /jobs/1"],
  ]);
  expect(pauses).toEqual([3000, 1000, 3000, 5000, 5000, 3000]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
});

test("a workflow that runs before a retry shares the limit of steps", async () => {
  const { error } = await runFlow("retry-first", "retryAfterLogin", {
    replies: () => busy,
    options: { maxSteps: 2 },
  });
  expect(error).toMatchObject({ name: "StepLimitError", workflowId: "logInAgain" });
});

test("a retry under onSuccess without criteria goes on when its limit is reached", async () => {
  const { requests, pauses, result } = await runFlow("retry", "repeatOnSuccess", {
    replies: [job("a"), job("b"), job("c"), gone],
  });
  expect(requests).toEqual(["GET /jobs/1", "GET /jobs/1", "GET /jobs/1", "DELETE /jobs/1"]);
  expect(pauses).toEqual([2000, 2000]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
});
