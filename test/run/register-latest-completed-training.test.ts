import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  createSagemakerApi,
  registerLatestCompletedTraining,
  TransportError,
} from "../../generated/index.js";
import type { Answer } from "../servers/http-server.js";
import {
  modelArn,
  modelArtifacts,
  noCompletedJob,
  oneCompletedJob,
  trainingJobName,
} from "../servers/sagemaker-answers.js";
import { fail, startSagemakerServer, succeed } from "../servers/sagemaker-server.js";
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

describe("with one completed job", () => {
  test("the model is registered, and the three outputs are the API's own values", async () => {
    const { apis } = await connectSagemaker(oneCompletedJob);
    const result = await registerLatestCompletedTraining(inputs, apis);
    expect(result).toStrictEqual({
      outcome: "completed",
      outputs: { latestTrainingJobName: trainingJobName, modelArtifacts, modelArn },
    });
  });

  test("three requests are sent in order, each exactly as the workflow writes it", async () => {
    const { server, apis } = await connectSagemaker(oneCompletedJob);
    await registerLatestCompletedTraining(inputs, apis);
    const sent = server.requests.map(({ method, url, headers, body }) => ({
      line: `${method} ${url}`,
      target: headers["x-amz-target"],
      contentType: headers["content-type"],
      body,
    }));
    const same = { line: "POST /", contentType: ["application/x-amz-json-1.1"] };
    expect(sent).toStrictEqual([
      {
        ...same,
        target: ["SageMaker.ListTrainingJobs"],
        body: {
          StatusEquals: "Completed",
          SortBy: "CreationTime",
          SortOrder: "Descending",
          MaxResults: 1,
        },
      },
      {
        ...same,
        target: ["SageMaker.DescribeTrainingJob"],
        body: { TrainingJobName: trainingJobName },
      },
      {
        ...same,
        target: ["SageMaker.CreateModel"],
        body: {
          ModelName: inputs.modelName,
          PrimaryContainer: { Image: inputs.inferenceImage, ModelDataUrl: modelArtifacts },
          ExecutionRoleArn: inputs.executionRoleArn,
        },
      },
    ]);
  });

  test("every request carries a signature that the server computes the same", async () => {
    const { server, apis } = await connectSagemaker(oneCompletedJob);
    await registerLatestCompletedTraining(inputs, apis);
    expect(server.signatureProblems).toEqual([]);
    expect(server.requests).toHaveLength(3);
    for (const { authorization } of server.requests.map(({ headers }) => headers)) {
      expect(authorization?.join()).toContain("/eu-west-1/sagemaker/aws4_request");
    }
  });

  test("inputs travel as they are, whatever characters they hold", async () => {
    const { server, apis } = await connectSagemaker(oneCompletedJob);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to stay text
    const hostile = 'ü "quoted" \\ \n\u2028 ${inputs} {$inputs.modelName} </script> 😀';
    await registerLatestCompletedTraining({ ...inputs, modelName: hostile }, apis);
    expect(server.signatureProblems).toEqual([]);
    expect(server.requests[2]?.body).toMatchObject({ ModelName: hostile });
  });

  test("properties that the workflow does not know are not sent", async () => {
    const { server, apis } = await connectSagemaker(oneCompletedJob);
    await registerLatestCompletedTraining(Object.assign({ password: "hunter2" }, inputs), apis);
    expect(server.requests).toHaveLength(3);
    expect(server.requests.map(({ rawBody }) => rawBody).join()).not.toMatch(/hunter2/);
  });

  test("two workflows share one API and do not mix", async () => {
    const { server, apis } = await connectSagemaker({
      ...oneCompletedJob,
      CreateModel: ({ body }) => succeed({ ModelArn: `arn of ${JSON.stringify(body)}` }),
    });
    const results = await Promise.all(
      ["first", "second"].map((modelName) =>
        registerLatestCompletedTraining({ ...inputs, modelName }, apis),
      ),
    );
    expect(results).toMatchObject([
      { outcome: "completed", outputs: { modelArn: expect.stringContaining('"first"') } },
      { outcome: "completed", outputs: { modelArn: expect.stringContaining('"second"') } },
    ]);
    expect(server.requests).toHaveLength(6);
  });
});

describe("without a completed job", () => {
  test("one request is sent, the outcome is noCompletedJob, and no model is created", async () => {
    const { server, apis } = await connectSagemaker(noCompletedJob);
    const result = await registerLatestCompletedTraining(inputs, apis);
    expect(result).toStrictEqual({
      outcome: "noCompletedJob",
      outputs: { latestTrainingJobName: undefined },
    });
    expect(operationsOf(server)).toEqual(["ListTrainingJobs"]);
    expect(server.signatureProblems).toEqual([]);
  });
});

describe.each(steps)("when $operation goes wrong", ({ stepId, operation, position }) => {
  const place = `register-latest-completed-training › ${stepId} (POST ${operation})`;

  async function run(answer: Answer) {
    const answers = { ...oneCompletedJob, [operation]: answer };
    const { server, apis } = await connectSagemaker(answers, { region, credentials, retry: false });
    const error = await stepFailureOf(registerLatestCompletedTraining(inputs, apis));
    expect(server.requests, "nothing is sent after the failure").toHaveLength(position);
    return { server, error };
  }

  test("a 400 ValidationException names step, criterion, status, code and message", async () => {
    const { error } = await run(fail("ValidationException", "1 validation error: hunter2"));
    expect(error).toMatchObject({
      name: "StepFailedError",
      message: `${place}: $statusCode == 200 is not met: 400 ValidationException`,
      workflowId: "register-latest-completed-training",
      stepId,
      criterion: "$statusCode == 200",
      status: 400,
      code: "ValidationException",
      serviceMessage: "1 validation error: hunter2",
    });
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(error.requestId).toBe(error.response?.headers["x-amzn-requestid"]);
    expect(error.response).toMatchObject({
      status: 400,
      body: { __type: "com.amazonaws.sagemaker#ValidationException" },
    });
  });

  test("an undeclared status fails the step as well", async () => {
    const { error } = await run({ kind: "response", status: 418, body: "I am a teapot" });
    expect(error).toMatchObject({ stepId, status: 418, code: undefined });
    expect(error.response?.body).toBe("I am a teapot");
  });

  test("another 2xx than the criterion asks for fails the step", async () => {
    const { error } = await run({ kind: "response", status: 202, body: "{}" });
    expect(error).toMatchObject({ stepId, status: 202, criterion: "$statusCode == 200" });
  });

  test("a body that is not JSON names the step, the status and the content type", async () => {
    const { error } = await run({
      kind: "response",
      status: 200,
      headers: { "content-type": "text/html" },
      body: "<p>hunter2</p>",
    });
    expect(error.message).toContain(`${place}: `);
    expect(error.message).toMatch(/a body that is not JSON: 200, text\/html$/);
    expect(error).toMatchObject({ stepId, status: 200, response: undefined });
    expect(error.cause).toBeInstanceOf(TransportError);
    expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toMatch(/hunter2/);
  });

  test.each([
    ["without a word", { kind: "close" }, undefined],
    ["within its answer", { kind: "cut" }, 200],
  ] as const)("a connection closed %s names the step", async (_, answer, status) => {
    const { server, error } = await run(answer);
    expect(error).toMatchObject({
      stepId,
      criterion: undefined,
      response: undefined,
      status,
      code: undefined,
    });
    const failed = `POST ${server.url} (${operation}) failed: `;
    expect(error.message).toContain(`${place}: ${failed}`);
    expect(error.cause).toBeInstanceOf(TransportError);
  });

  test("an abort during the request rejects with the signal's own reason, and closes it", async () => {
    const controller = new AbortController();
    const reason = { because: "the user left" };
    const { server, apis } = await connectSagemaker({
      ...oneCompletedJob,
      [operation]: () => {
        controller.abort(reason);
        return { kind: "stall" };
      },
    });
    const { signal } = controller;
    const promise = registerLatestCompletedTraining(inputs, apis, { signal });
    expect(await rejectionOf(promise)).toBe(reason);
    expect(server.requests).toHaveLength(position);
    await server.requests[position - 1]?.closed;
  });
});

test("a server that is not there names the first step", async () => {
  const server = await startSagemakerServer({ answer: {} });
  await server.close();
  const sagemakerApi = createSagemakerApi({ region, credentials, baseUrl: server.url });
  const error = await stepFailureOf(registerLatestCompletedTraining(inputs, { sagemakerApi }));
  expect(error.message).toMatch(
    / › listCompletedTrainingJobs \(POST ListTrainingJobs\): .* failed: connect ECONNREFUSED /,
  );
});

test("without baseUrl requests go to SageMaker in the region, over https", async () => {
  const sent: unknown[] = [];
  const sagemakerApi = createSagemakerApi({
    region,
    credentials,
    fetch: async (input) => {
      sent.push(input);
      return Response.json({ TrainingJobSummaries: [] });
    },
  });
  const result = await registerLatestCompletedTraining(inputs, { sagemakerApi });
  expect(result.outcome).toBe("noCompletedJob");
  expect(sent).toEqual(["https://api.sagemaker.eu-west-1.amazonaws.com/"]);
});
