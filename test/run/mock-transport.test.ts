import { describe, expect, test } from "vitest";
import { mockSagemakerApi, registerLatestCompletedTraining } from "../../generated/index.js";
import type { HttpResponse, OperationRequest } from "../../templates/runtime/http.js";
import { createMockTransport } from "../../templates/runtime/mock-transport.js";
import { inputs, stepFailureOf } from "./connect-sagemaker.js";
import { rejectionOf } from "./rejection-of.js";

const job = {
  TrainingJobName: "job-1",
  TrainingJobArn: "arn:aws:sagemaker:eu-west-1:123456789012:training-job/job-1",
  CreationTime: 1,
  TrainingJobStatus: "Completed",
} as const;

const description = {
  ...job,
  ModelArtifacts: { S3ModelArtifacts: "s3://models/job-1/model.tar.gz" },
  SecondaryStatus: "Completed",
  AlgorithmSpecification: { TrainingInputMode: "File" },
  ResourceConfig: { VolumeSizeInGB: 1 },
  StoppingCondition: {},
} as const;

describe("the mock of an API", () => {
  test("runs a workflow to its end, and records what each operation was called with", async () => {
    const sagemakerApi = mockSagemakerApi({
      ListTrainingJobs: () => ({ TrainingJobSummaries: [job] }),
      DescribeTrainingJob: async ({ body }) => ({
        ...description,
        TrainingJobName: body.TrainingJobName,
      }),
      CreateModel: ({ body }) => ({ ModelArn: `arn:${body.ModelName}` }),
    });
    const result = await registerLatestCompletedTraining(inputs, { sagemakerApi });
    expect(result).toMatchObject({
      outcome: "completed",
      outputs: { modelArn: `arn:${inputs.modelName}` },
    });
    expect(sagemakerApi.calls.map(({ operationId }) => operationId)).toEqual([
      "ListTrainingJobs",
      "DescribeTrainingJob",
      "CreateModel",
    ]);
    expect(sagemakerApi.calls[1]).toEqual({
      operationId: "DescribeTrainingJob",
      given: {
        header: { "X-Amz-Target": "SageMaker.DescribeTrainingJob" },
        body: { TrainingJobName: "job-1" },
      },
    });
  });

  test("answers with a status and headers of its own", async () => {
    const sagemakerApi = mockSagemakerApi({
      ListTrainingJobs: () => ({
        status: 400,
        headers: { "x-amzn-errortype": "ThrottlingException" },
        body: { __type: "ValidationException", message: "no such filter" },
      }),
    });
    const error = await stepFailureOf(registerLatestCompletedTraining(inputs, { sagemakerApi }));
    expect(error).toMatchObject({
      status: 400,
      code: "ThrottlingException",
      serviceMessage: "no such filter",
    });
  });

  test("answers successive calls with the handlers of a list, and no more calls than that", async () => {
    const sagemakerApi = mockSagemakerApi({
      ListTrainingJobs: [
        () => ({ TrainingJobSummaries: [] }),
        () => ({ TrainingJobSummaries: [{ ...job, TrainingJobName: "second" }] }),
      ],
    });
    const run = () => registerLatestCompletedTraining(inputs, { sagemakerApi });
    expect((await run()).outcome).toBe("noCompletedJob");
    expect((await stepFailureOf(run())).message).toMatch(
      /no handler for DescribeTrainingJob; it was called with .*"TrainingJobName":"second"/,
    );
    expect((await stepFailureOf(run())).message).toMatch(
      /no handler for call 3 of ListTrainingJobs; it was called with .*"StatusEquals":"Completed"/,
    );
    expect(sagemakerApi.calls).toHaveLength(4);
  });

  test("has no handler for what every object seems to have", async () => {
    const transport = createMockTransport<Record<string, never>>({});
    const request = { method: "GET", path: "/", headers: {}, responseBodies: {} };
    const error = await rejectionOf(transport.send({ operationId: "toString", ...request }));
    expect(error).toMatchObject({
      message: "the mock has no handler for toString; it was called with nothing",
    });
  });

  test("gives what a handler throws as the cause", async () => {
    const cause = new Error("the network is down");
    const sagemakerApi = mockSagemakerApi({
      ListTrainingJobs: () => {
        throw cause;
      },
    });
    const error = await stepFailureOf(registerLatestCompletedTraining(inputs, { sagemakerApi }));
    expect(error).toMatchObject({ stepId: "listCompletedTrainingJobs", cause });
  });

  test("is not called after an abort", async () => {
    const sagemakerApi = mockSagemakerApi({});
    const signal = AbortSignal.abort(new Error("stopped"));
    const run = registerLatestCompletedTraining(inputs, { sagemakerApi }, { signal });
    await expect(run).rejects.toThrow("stopped");
    expect(sagemakerApi.calls).toEqual([]);
  });

  test("answers with a status that the operation does not declare", async () => {
    const sagemakerApi = mockSagemakerApi({
      ListTrainingJobs: () => ({ status: 200, body: { TrainingJobSummaries: [job] } }),
      DescribeTrainingJob: () => ({ status: 404, body: undefined }),
    });
    const error = await stepFailureOf(registerLatestCompletedTraining(inputs, { sagemakerApi }));
    expect(error).toMatchObject({ stepId: "describeTrainingJob", status: 404 });
  });
});

test.each([
  [{ 201: "json", 200: "json" }, 200],
  [{ 204: "none", 404: "json" }, 204],
  [{ "2XX": "json" }, 200],
  [{ default: "json" }, 200],
] as const)(
  "a body alone has the lowest status of success among %j",
  async (responseBodies, status) => {
    const transport = createMockTransport<{ anything: () => OperationRequest<HttpResponse> }>({
      anything: () => ({ status: "open", body: 1 }),
    });
    const request = { operationId: "anything", method: "GET", path: "/", headers: {} };
    const response = await transport.send({ ...request, responseBodies });
    expect(response).toEqual({ status, headers: {}, body: { status: "open", body: 1 } });
  },
);
