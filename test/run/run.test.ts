import { inspect } from "node:util";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { StepFailedError, TransportError, WorkflowError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpResponse, OperationRequest, Transport } from "../../templates/runtime/http.js";
import type { StepAttempt, StepEvent } from "../../templates/runtime/observe.js";
import { type RunOptions, startRun } from "../../templates/runtime/run.js";
import type { Answer } from "../servers/http-server.js";
import {
  fail,
  type OperationAnswer,
  type SagemakerServer,
  startSagemakerServer,
  succeed,
  testSigning,
} from "../servers/sagemaker-server.js";
import { rejectionOf } from "./rejection-of.js";

const servers: SagemakerServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A SageMaker server with this response to ListModels, and a signed transport to it. */
async function connect(answer: OperationAnswer) {
  const server = await startSagemakerServer({ answer: { ListModels: answer } });
  servers.push(server);
  const { service, region, ...credentials } = testSigning;
  const authenticator = createAwsSigner({ service, region, credentials });
  return { server, transport: createFetchTransport({ baseUrl: server.url, authenticator }) };
}

type ListModelsResponse =
  | HttpResponse<200, { readonly Models: readonly string[] }>
  | HttpResponse<400, { readonly message?: string }>;

const listModels: OperationRequest<ListModelsResponse> = {
  operationId: "ListModels",
  method: "POST",
  path: "/",
  headers: {
    "Content-Type": "application/x-amz-json-1.1",
    "X-Amz-Target": "SageMaker.ListModels",
    "X-Api-Key": "hunter2",
  },
  body: '{"NameContains":"hunter3"}',
  responseBodies: { 200: "json", 400: "json" },
};

const stall: Answer = { kind: "stall" };

test("a step resolves with the response, typed by the operation, whatever its status", async () => {
  const { transport } = await connect(succeed({ Models: ["m"] }));
  const response = await startRun("list-models").step("list", transport).send(listModels);
  expectTypeOf(response).toEqualTypeOf<ListModelsResponse>();
  if (response.status === 200) {
    expectTypeOf(response.body.Models).toEqualTypeOf<readonly string[]>();
  }
  expect(response).toMatchObject({ status: 200, body: { Models: ["m"] } });

  const failing = await connect(fail("ValidationException", "no"));
  const failed = await startRun("list-models").step("list", failing.transport).send(listModels);
  expect(failed).toMatchObject({ status: 400, body: { message: "no" } });
});

test("a response that does not meet a criterion becomes an error in the document's words", async () => {
  const { transport } = await connect(fail("ValidationException", "hunter3 is no name"));
  const run = startRun("register-model");
  const step = run.step("listModels", transport);
  const response = await step.send(listModels);
  const error = step.failure(response, "$statusCode == 200");
  expect(error).toBeInstanceOf(StepFailedError);
  expect(error).toBeInstanceOf(WorkflowError);
  expect(error.message).toBe(
    "register-model › listModels (POST ListModels): $statusCode == 200 is not met: 400 ValidationException",
  );
  expect(error).toMatchObject({
    name: "StepFailedError",
    workflowId: "register-model",
    stepId: "listModels",
    criterion: "$statusCode == 200",
    status: 400,
    code: "ValidationException",
    serviceMessage: "hunter3 is no name",
    requestId: response.headers["x-amzn-requestid"],
  });
  expect(error).not.toHaveProperty("cause");
  expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(error.response).toBe(response);
});

test("a step without success criteria fails by its status alone", async () => {
  const { transport } = await connect(fail("ValidationException", "no"));
  const step = startRun("w").step("list", transport);
  const error = step.failure(await step.send(listModels));
  expect(error.criterion).toBeUndefined();
  expect(error.message).toMatch(/: 400 ValidationException$/);
  expect(error.message).not.toContain("undefined");
});

test("a request without response becomes an error that keeps the transport's", async () => {
  const { transport, server } = await connect({ kind: "close" });
  const error = await rejectionOf(
    startRun("register-model").step("list", transport).send(listModels),
  );
  expect(error).toBeInstanceOf(StepFailedError);
  expect(error).toMatchObject({
    message: `register-model › list (POST ListModels): POST ${server.url} (ListModels) failed: other side closed`,
    criterion: undefined,
    response: undefined,
    status: undefined,
    code: undefined,
    serviceMessage: undefined,
    requestId: undefined,
    cause: expect.any(TransportError),
  });
});

test("a response that cannot be read becomes an error with its status", async () => {
  const { transport } = await connect({ kind: "response", status: 200, body: "<p>hunter3</p>" });
  const error = await rejectionOf(
    startRun("register-model").step("list", transport).send(listModels),
  );
  expect(error).toMatchObject({ status: 200, response: undefined });
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toMatch(/hunter/);
});

test("a transport that throws anything else fails the step with that as the cause", async () => {
  const cause = { not: "an error" };
  const transport: Transport = { send: () => Promise.reject(cause) };
  const error = await rejectionOf(startRun("w").step("s", transport).send(listModels));
  expect(error).toBeInstanceOf(StepFailedError);
  expect(error).toMatchObject({
    cause,
    message: "w › s (POST ListModels): unknown cause",
  });
});

test("a signal that has aborted rejects with its own reason, and nothing is sent", async () => {
  const { server, transport } = await connect(succeed({}));
  const reason = { because: "the user left" };
  const events: StepEvent[] = [];
  const run = startRun("w", {
    signal: AbortSignal.abort(reason),
    onStep: (event) => events.push(event),
  });
  expect(await rejectionOf(run.step("list", transport).send(listModels))).toBe(reason);
  expect(server.requests).toEqual([]);
  expect(events).toEqual([]);
});

test("an abort during a step rejects with the signal's own reason, and closes the connection", async () => {
  const controller = new AbortController();
  const reason = { because: "the user left" };
  const { server, transport } = await connect(() => {
    controller.abort(reason);
    return stall;
  });
  const run = startRun("w", { signal: controller.signal });
  expect(await rejectionOf(run.step("list", transport).send(listModels))).toBe(reason);
  await server.requests[0]?.closed;
});

test("a transport that fails in its own words after an abort still rejects with the reason", async () => {
  const controller = new AbortController();
  const reason = new Error("the user left");
  const transport: Transport = {
    async send() {
      controller.abort(reason);
      throw new TransportError("cancelled");
    },
  };
  const run = startRun("w", { signal: controller.signal });
  expect(await rejectionOf(run.step("s", transport).send(listModels))).toBe(reason);
});

test("an abort after the response was read does not throw it away", async () => {
  const controller = new AbortController();
  const { transport } = await connect(succeed({ Models: [] }));
  const run = startRun("w", { signal: controller.signal, onStep: () => controller.abort() });
  expect((await run.step("list", transport).send(listModels)).status).toBe(200);
});

test("the observer is called after each step", async () => {
  const { transport } = await connect(succeed({ Models: ["m"] }));
  const events: StepEvent[] = [];
  const run = startRun("w", { onStep: (event) => events.push(event) });
  const first = run.step("first", transport);
  const response = await first.send(listModels);
  expect(events).toHaveLength(1);
  await run.step("second", transport).send(listModels);
  await first.send(listModels);
  expect(events.map(({ stepId, attempt }) => `${stepId} ${attempt}`)).toEqual([
    "first 1",
    "second 1",
    "first 2",
  ]);
  expect(events[0]).toEqual({
    workflowId: "w",
    stepId: "first",
    attempt: 1,
    request: { ...listModels, headers: { ...listModels.headers, "X-Api-Key": "***" } },
    response,
    error: undefined,
    duration: expect.any(Number),
  });
});

test("the observer is called for a step without a response", async () => {
  const { transport } = await connect({ kind: "close" });
  const events: StepEvent[] = [];
  const run = startRun("w", { onStep: (event) => events.push(event) });
  await rejectionOf(run.step("list", transport).send(listModels));
  expect(events).toMatchObject([
    { stepId: "list", response: undefined, error: expect.any(TransportError) },
  ]);
});

test("the observer sees no header that holds a secret, and the workflow keeps them", async () => {
  const secret = [
    "Authorization",
    "proxy-authorization",
    "Cookie",
    "set-cookie",
    "x-amz-security-token",
    "X-Auth-Token",
    "client-secret",
    "x-api-key",
    "apikey",
  ];
  const open = ["accept", "content-type", "x-amz-target", "cookie-policy"];
  const headers = Object.fromEntries([...secret, ...open].map((name) => [name, "v"]));
  const sent: unknown[] = [];
  const transport: Transport = {
    async send(request) {
      sent.push(request.headers);
      return { status: 200, headers, body: undefined };
    },
  };
  const events: StepEvent[] = [];
  const run = startRun("w", { onStep: (event) => events.push(event) });
  const response = await run.step("s", transport).send({ ...listModels, headers });
  for (const shown of [events[0]?.request.headers, events[0]?.response?.headers]) {
    expect(shown).toEqual({
      ...Object.fromEntries(secret.map((name) => [name, "***"])),
      ...Object.fromEntries(open.map((name) => [name, "v"])),
    });
  }
  expect(sent).toEqual([headers]);
  expect(response.headers).toEqual(headers);
});

test("an observer that throws or rejects does not change the workflow", async () => {
  const { transport } = await connect(succeed({ Models: [] }));
  const unhandled: unknown[] = [];
  const record = (reason: unknown) => unhandled.push(reason);
  process.on("unhandledRejection", record);
  const observers = [
    () => {
      throw new Error("thrown by the observer");
    },
    async () => {
      throw new Error("rejected by the observer");
    },
  ];
  for (const onStep of observers) {
    const run = startRun("w", { onStep });
    expect((await run.step("list", transport).send(listModels)).status).toBe(200);
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", record);
  expect(unhandled).toEqual([]);
});

test("runStep records responses as JSON, and replays them without sending", async () => {
  const { server, transport } = await connect(succeed({ Models: ["m"] }));
  const journal = new Map<string, string>();
  const events: StepEvent[] = [];
  const runStep = async (
    { workflowId, stepId, attempt }: StepAttempt,
    send: () => Promise<HttpResponse>,
  ): Promise<HttpResponse> => {
    const entry = `${workflowId}/${stepId}/${attempt}`;
    const recorded = journal.get(entry) ?? JSON.stringify(await send());
    journal.set(entry, recorded);
    return JSON.parse(recorded);
  };
  const sendAll = async () => {
    const run = startRun("w", { runStep, onStep: (event) => events.push(event) });
    const list = run.step("list", transport);
    return [
      await list.send(listModels),
      await list.send(listModels),
      await run.step("other", transport).send(listModels),
    ];
  };
  const first = await sendAll();
  expect([...journal.keys()]).toEqual(["w/list/1", "w/list/2", "w/other/1"]);
  expect(server.requests).toHaveLength(3);
  expect(await sendAll()).toEqual(first);
  expect(server.requests).toHaveLength(3);
  expect(events).toHaveLength(3);
});

test("what runStep rejects with fails the step", async () => {
  const { server, transport } = await connect(succeed({}));
  const cause = new Error("the journal is full");
  const run = startRun("w", { runStep: () => Promise.reject(cause) });
  expect(await rejectionOf(run.step("s", transport).send(listModels))).toMatchObject({
    message: "w › s (POST ListModels): the journal is full",
    cause,
  });
  expect(server.requests).toEqual([]);
});

describe("the limit of steps", () => {
  const limit = { name: "StepLimitError", maxSteps: 2 };
  const copies = {
    spread: (options: RunOptions) => ({ ...options }),
    "handed on": (o: RunOptions) => o,
  };

  test.each(Object.entries(copies))(
    "is shared with a workflow whose options are %s",
    async (_, copy) => {
      const outer = startRun("outer", { maxSteps: 2 });
      const inner = startRun("inner", copy(outer.workflowStep("call").enter()));
      const innermost = startRun("innermost", copy(inner.workflowStep("call").enter()));
      const send = vi.fn();
      const transport: Transport = { send };
      const error = await rejectionOf(innermost.step("list", transport).send(listModels));
      expect(error).toMatchObject({ ...limit, workflowId: "innermost", stepId: "list" });
      expect(await rejectionOf(outer.step("list", transport).send(listModels))).toMatchObject(
        limit,
      );
      expect(send).not.toHaveBeenCalled();
    },
  );

  test("is not shared by two runs with the same options", () => {
    const options = { maxSteps: 1 };
    startRun("first", options).workflowStep("call").enter();
    expect(() => startRun("second", options).workflowStep("call").enter()).not.toThrow();
  });
});
