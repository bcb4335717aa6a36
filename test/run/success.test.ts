/** The conditions under which a step succeeds. */

import { describe, expect, test } from "vitest";
import { created, gone, job } from "./replies.js";
import { importFlow, runFlow } from "./run-flow.js";

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
      replies: ["close", job("new"), gone],
    });
    expect(requests).toEqual(["GET /jobs/1", "GET /jobs/1", "DELETE /jobs/1"]);
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("a status that must differ from another has not been there", async () => {
    const { result } = await runFlow("default-success", "withoutResponse", {
      replies: [job("new"), "close"],
    });
    expect(result).toMatchObject({
      outcome: "fallback",
      failure: { stepId: "remove", cause: { name: "TransportError" } },
    });
  });
});

test("an error that declares no content keeps what the service says", async () => {
  const { error } = await runFlow("default-success", "refuses", {
    replies: [[409, { message: "in use" }]],
  });
  expect(error).toMatchObject({ status: 409, serviceMessage: "in use" });
});

test("the errors of a workflow's steps are distinguished from all others", async () => {
  const module = await importFlow("default-success");
  const { error } = await runFlow("default-success", "refuses", { replies: [[409]] });
  expect(module["isRefusesFailure"]?.(error)).toBe(true);
  expect(module["isDefaultSuccessFailure"]?.(error)).toBe(false);
  expect(module["isRefusesFailure"]?.(new Error("refuses"))).toBe(false);
});

test("an output is absent with the statuses of a success that do not have it", async () => {
  const settings = (status: number, body: unknown) => ({ replies: [[status, body]] as const });
  const look = async (status: number, body: unknown) =>
    (await runFlow("default-success", "existing", settings(status, body))).result;
  expect(await look(200, { id: "1", state: "new" })).toMatchObject({ outputs: { state: "new" } });
  expect(await look(404, { state: "gone" })).toMatchObject({ outputs: { state: undefined } });
});

test("criteria may take an error of the API for success", async () => {
  const missing = await runFlow("default-success", "notAnError", {
    replies: [[404, { code: "NoSuchJob" }], [404]],
  });
  expect(missing.result).toStrictEqual({ outcome: "completed", outputs: { state: undefined } });
  const found = await runFlow("default-success", "notAnError", { replies: [job("new"), gone] });
  expect(found.result).toStrictEqual({ outcome: "completed", outputs: { state: "new" } });
});
