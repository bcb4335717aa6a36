import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  registerLatestCompletedTraining,
  type StepEvent,
  TransportError,
} from "../../generated/index.js";
import { modelArn, oneCompletedJob } from "../servers/sagemaker-answers.js";
import { testSigning } from "../servers/sagemaker-server.js";
import {
  connectSagemaker,
  credentials,
  inputs,
  operationsOf,
  region,
  stepFailureOf,
  steps,
} from "./connect-sagemaker.js";
import { rejectionOf } from "./rejection-of.js";

describe("signal", () => {
  test("after an abort nothing is sent, and the reason is the signal's own", async () => {
    const asked: string[] = [];
    const { server, apis } = await connectSagemaker(oneCompletedJob, {
      region,
      credentials: async () => {
        asked.push("credentials");
        return credentials;
      },
    });
    const reason = { because: "the user left" };
    const promise = registerLatestCompletedTraining(inputs, apis, {
      signal: AbortSignal.abort(reason),
      onStep: () => asked.push("onStep"),
      runStep: (_, send) => {
        asked.push("runStep");
        return send();
      },
    });
    expect(await rejectionOf(promise)).toBe(reason);
    expect(server.requests).toEqual([]);
    expect(asked).toEqual([]);
  });

  test("an abort without a reason rejects with the platform's AbortError", async () => {
    const { apis } = await connectSagemaker(oneCompletedJob);
    const signal = AbortSignal.abort();
    const promise = registerLatestCompletedTraining(inputs, apis, { signal });
    expect(await rejectionOf(promise)).toBe(signal.reason);
    expect(signal.reason).toMatchObject({ name: "AbortError" });
  });

  test("a signal that times out rejects with its TimeoutError", async () => {
    const { apis } = await connectSagemaker({ ListTrainingJobs: { kind: "stall" } });
    const signal = AbortSignal.timeout(20);
    const promise = registerLatestCompletedTraining(inputs, apis, { signal });
    expect(await rejectionOf(promise)).toBe(signal.reason);
    expect(signal.reason).toMatchObject({ name: "TimeoutError" });
  });

  test("an abort between two steps stops the workflow before the second", async () => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const { server, apis } = await connectSagemaker(oneCompletedJob);
    const promise = registerLatestCompletedTraining(inputs, apis, {
      signal: controller.signal,
      onStep: ({ stepId }) => stepId === "describeTrainingJob" && controller.abort(reason),
    });
    expect(await rejectionOf(promise)).toBe(reason);
    expect(operationsOf(server)).toEqual(["ListTrainingJobs", "DescribeTrainingJob"]);
  });

  test("an abort after the model was created does not throw its ARN away", async () => {
    const controller = new AbortController();
    const { apis } = await connectSagemaker(oneCompletedJob);
    const result = await registerLatestCompletedTraining(inputs, apis, {
      signal: controller.signal,
      onStep: ({ stepId }) => stepId === "createModel" && controller.abort(),
    });
    expect(controller.signal.aborted).toBe(true);
    expect(result).toMatchObject({ outcome: "completed", outputs: { modelArn } });
  });

  test("a signal that never aborts changes nothing", async () => {
    const { apis } = await connectSagemaker(oneCompletedJob);
    const { signal } = new AbortController();
    const result = await registerLatestCompletedTraining(inputs, apis, { signal });
    expect(result.outcome).toBe("completed");
  });
});

describe("onStep", () => {
  test("is called after each step, in order, with request and response", async () => {
    const { apis } = await connectSagemaker(oneCompletedJob);
    const events: StepEvent[] = [];
    await registerLatestCompletedTraining(inputs, apis, { onStep: (event) => events.push(event) });
    expect(events).toMatchObject(
      steps.map(({ stepId, operation }) => ({
        workflowId: "register-latest-completed-training",
        stepId,
        attempt: 1,
        request: {
          operationId: operation,
          method: "POST",
          path: "/",
          headers: {
            "x-amz-target": `SageMaker.${operation}`,
            "content-type": "application/x-amz-json-1.1",
          },
        },
        response: { status: 200 },
        error: undefined,
        duration: expect.any(Number),
      })),
    );
    expect(events.at(-1)?.response?.body).toEqual({ ModelArn: modelArn });
  });

  test("never sees the secret, the session token or a signature", async () => {
    const signing = { ...testSigning, sessionToken: "token/with+padding==" };
    const options = {
      region,
      credentials: { ...credentials, sessionToken: signing.sessionToken },
    };
    const { apis } = await connectSagemaker(oneCompletedJob, options, signing);
    const events: StepEvent[] = [];
    await registerLatestCompletedTraining(inputs, apis, { onStep: (event) => events.push(event) });
    expect(events).toHaveLength(3);
    const shown = inspect(events, { depth: Number.POSITIVE_INFINITY });
    expect(shown).not.toMatch(/token\/with|a-secret-that|Signature=|AKIDTEST/);
  });

  test("is called for the failed step, and for no step after it", async () => {
    const { apis } = await connectSagemaker({
      ...oneCompletedJob,
      DescribeTrainingJob: { kind: "close" },
    });
    const events: StepEvent[] = [];
    const onStep = (event: StepEvent) => events.push(event);
    await stepFailureOf(registerLatestCompletedTraining(inputs, apis, { onStep }));
    expect(events).toMatchObject([
      { stepId: "listCompletedTrainingJobs", response: { status: 200 } },
      { stepId: "describeTrainingJob", response: undefined, error: expect.any(TransportError) },
    ]);
  });

  test("cannot stop the workflow by throwing", async () => {
    const { apis } = await connectSagemaker(oneCompletedJob);
    const result = await registerLatestCompletedTraining(inputs, apis, {
      onStep: () => {
        throw new Error("the logger is full");
      },
    });
    expect(result.outcome).toBe("completed");
  });
});

test("runStep replays a recorded workflow to the same result without sending", async () => {
  const { server, apis } = await connectSagemaker(oneCompletedJob);
  const journal = new Map<string, string>();
  const runOnce = () =>
    registerLatestCompletedTraining(inputs, apis, {
      runStep: async ({ stepId, attempt }, send) => {
        const entry = `${stepId} ${attempt}`;
        const recorded = journal.get(entry) ?? JSON.stringify(await send());
        journal.set(entry, recorded);
        return JSON.parse(recorded);
      },
    });
  const first = await runOnce();
  expect(first.outcome).toBe("completed");
  expect(await runOnce()).toEqual(first);
  expect(server.requests).toHaveLength(3);
  expect([...journal.keys()]).toEqual(steps.map(({ stepId }) => `${stepId} 1`));
});
