import { describe, expect, test } from "vitest";
import { runFlow } from "./run-flow.js";

const job = { id: "7", state: "done" };
const created = [201, { id: "8", state: "running", parent: "7" }] as const;
const run = (functionName: string, settings: Parameters<typeof runFlow>[2]) =>
  runFlow("action-parameters", functionName, settings);

describe("an action with parameters", () => {
  test("passes values of the request, the response and the inputs of its step", async () => {
    const { result, requests } = await run("readJob", {
      inputs: { id: "7" },
      replies: [[200, { ...job, state: "failed", parent: "6" }], created],
    });
    expect(requests).toEqual([
      "GET /jobs/7",
      'POST /jobs {"name":"again 7 failed","note":"6","tags":["old","was failed"]}',
    ]);
    expect(result).toMatchObject({ outcome: "renew", result: { outputs: { id: "8" } } });
  });

  test("omits an optional input whose value is absent, and overrides the value of a component", async () => {
    const { requests } = await run("readJob", {
      inputs: { id: "7", priority: 2 },
      replies: [[200, { ...job, state: "failed" }], created],
    });
    expect(requests[1]).toBe(
      'POST /jobs {"name":"again 7 failed","priority":2,"tags":["old","was failed"]}',
    );
  });

  test("passes the value of a component after a failure", async () => {
    const { result, requests } = await run("readJob", {
      inputs: { id: "7" },
      replies: [[404, { code: "gone" }], created],
    });
    expect(requests[1]).toBe('POST /jobs {"name":"7","note":"of 7"}');
    expect(result).toMatchObject({ outcome: "create", failure: { stepId: "look" } });
  });

  test("applies only if there is a response whose values it passes", async () => {
    const answered = await run("readJob", { inputs: { id: "7" }, replies: [[500, {}], created] });
    expect(answered.requests[1]).toBe('POST /jobs {"name":"7","priority":500}');
    const closed = await run("readJob", { inputs: { id: "7" }, replies: ["close", created] });
    expect(closed.requests.at(-1)).toBe('POST /jobs {"name":"blind","tags":[]}');
    expect(closed.result).toMatchObject({ outcome: "blind" });
  });

  test("passes only its parameters, and without them the inputs of the same names", async () => {
    const post = async (inputs: unknown) => {
      const { received } = await run("passNothing", {
        inputs,
        replies: [[200, { items: [] }], created],
      });
      return [received[1]?.rawBody, received[1]?.headers["x-trace"]?.[0]];
    };
    const body = '{"name":"note","tags":[]}';
    expect(await post({ state: "a", note: "b" })).toEqual([
      '{"name":"note","note":"b","tags":[]}',
      "a",
    ]);
    expect(await post({ state: "z", note: "b" })).toEqual([body, undefined]);
    expect(await post({ note: "c" })).toEqual([body, "other"]);
  });

  test("goes to its own workflow with other inputs", async () => {
    const { requests, result } = await run("readPages", {
      replies: [
        [200, { items: [], next: "2" }],
        [200, { items: [], next: "3" }],
        [200, { items: [] }],
      ],
    });
    expect(requests).toEqual(["GET /jobs", "GET /jobs?state=2", "GET /jobs?state=3"]);
    expect(result).toMatchObject({ outcome: "next", result: { result: { outcome: "completed" } } });
  });

  test("passes a value that a JSONPath criterion has found", async () => {
    const { requests } = await run("readFound", {
      replies: [[200, { items: [{ ...job, parent: "6" }] }], created],
    });
    expect(requests[1]).toBe('POST /jobs {"name":"6"}');
    const none = await run("readFound", { replies: [[200, { items: [job] }]] });
    expect(none.result).toMatchObject({ outcome: "completed" });
  });

  test("passes outputs of the workflow that its step has run", async () => {
    const { requests } = await run("createTwo", {
      inputs: { name: "a" },
      replies: [created, created],
    });
    expect(requests[1]).toBe('POST /jobs {"name":"after 8","note":"7"}');
    const bad = await run("createTwo", {
      inputs: { name: "a" },
      replies: [[201, { id: "bad", state: "running" }], created],
    });
    expect(bad.requests[1]).toBe('POST /jobs {"name":"instead of bad"}');
    const failed = await run("createTwo", { inputs: { name: "a" }, replies: [[500, {}]] });
    expect(failed.result).toMatchObject({ outcome: "giveUp" });
  });

  test("runs a workflow before each retry", async () => {
    const { requests, result } = await run("retryAfterCreate", {
      inputs: { id: "7" },
      replies: [
        [404, { code: "a", message: "gone" }],
        created,
        [404, { code: "b" }],
        created,
        [200, job],
      ],
    });
    expect(requests).toEqual([
      "GET /jobs/7",
      'POST /jobs {"name":"7","note":"gone"}',
      "GET /jobs/7",
      'POST /jobs {"name":"7"}',
      "GET /jobs/7",
    ]);
    expect(result).toMatchObject({ outcome: "completed" });
  });

  test("is inherited by every step that has a response", async () => {
    const { requests } = await run("inheritActions", {
      inputs: { id: "7" },
      replies: [[200, job], [409], created],
    });
    expect(requests[2]).toBe('POST /jobs {"name":"after status 409","note":"of 7"}');
    const failed = await run("inheritActions", {
      inputs: { id: "7" },
      replies: [[200, job], [204], [500, {}]],
    });
    expect(failed.error).toMatchObject({ stepId: "create" });
  });
});
