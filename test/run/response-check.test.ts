/** Responses that do not match the description of the API, where a workflow reads them. */

import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import {
  mockSagemakerApi,
  registerLatestCompletedTraining,
  UnexpectedResponseError,
  WorkflowError,
} from "../../generated/index.js";
import { oneCompletedJob, trainingJobName } from "../servers/sagemaker-answers.js";
import { succeed } from "../servers/sagemaker-server.js";
import { connectSagemaker, inputs, operationsOf } from "./connect-sagemaker.js";
import { rejectionOf } from "./rejection-of.js";

const secret = "a secret of the service";

describe("a response without what the description promises", () => {
  const list = "listCompletedTrainingJobs";
  const described = "describeTrainingJob";
  const listed = (job: unknown) => ({ ListTrainingJobs: succeed({ TrainingJobSummaries: [job] }) });
  const artifacts = (found: unknown) => ({ DescribeTrainingJob: succeed(found) });
  const name = "/TrainingJobSummaries/0/TrainingJobName";
  const path = "/ModelArtifacts/S3ModelArtifacts";

  test.each([
    [list, "/TrainingJobSummaries", "undefined", { ListTrainingJobs: succeed({}) }],
    [list, "", "null", { ListTrainingJobs: succeed(null) }],
    [list, "", "string", { ListTrainingJobs: succeed(secret) }],
    [list, "/TrainingJobSummaries/0", "null", listed(null)],
    [list, name, "number", listed({ TrainingJobName: 5 })],
    [list, name, "array", listed({ TrainingJobName: [secret] })],
    [described, "/ModelArtifacts", "undefined", artifacts({})],
    [described, "/ModelArtifacts", "array", artifacts({ ModelArtifacts: [secret] })],
    [described, path, "undefined", artifacts({ ModelArtifacts: {} })],
    [described, path, "null", artifacts({ ModelArtifacts: { S3ModelArtifacts: null } })],
    ["createModel", "/ModelArn", "object", { CreateModel: succeed({ ModelArn: { secret } }) }],
  ])("ends the workflow at %s: %s is %s", async (stepId, pointer, found, answers) => {
    const { server, apis } = await connectSagemaker({ ...oneCompletedJob, ...answers });
    const error = await rejectionOf(registerLatestCompletedTraining(inputs, apis));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toBeInstanceOf(WorkflowError);
    expect(error).toMatchObject({ stepId, pointer, found, isTolerated: false });
    const [operation] = operationsOf(server).slice(-1);
    expect(error).toMatchObject({ operation, response: { status: 200 } });
    const shown = `${inspect(error)} ${JSON.stringify(error)}`;
    expect(shown).not.toContain(secret);
    expect(shown).toContain(`${stepId} (POST ${operation})`);
    expect(shown).toContain(`the API answered 200, but ${pointer || "the body"} is ${found}, not`);
    expect(shown).toContain("onUnexpectedResponse");
  });

  test("is found in a mock", async () => {
    const sagemakerApi = mockSagemakerApi({
      ListTrainingJobs: () => JSON.parse("{}"),
    });
    const running = registerLatestCompletedTraining(inputs, { sagemakerApi });
    expect(await rejectionOf(running)).toMatchObject({ name: "UnexpectedResponseError" });
  });

  test("is found in a response that an engine replays", async () => {
    const { server, apis } = await connectSagemaker(oneCompletedJob);
    const running = registerLatestCompletedTraining(inputs, apis, {
      runStep: async () => ({ status: 200, headers: {}, body: { TrainingJobSummaries: {} } }),
    });
    expect(await rejectionOf(running)).toMatchObject({
      name: "UnexpectedResponseError",
      pointer: "/TrainingJobSummaries",
      expected: ["array"],
      found: "object",
    });
    expect(server.requests).toEqual([]);
  });

  test("is only reported to onUnexpectedResponse, and the workflow continues", async () => {
    const { apis } = await connectSagemaker({
      ...oneCompletedJob,
      ...artifacts({ ModelArtifacts: { S3ModelArtifacts: 7 } }),
    });
    const errors: UnexpectedResponseError[] = [];
    const result = await registerLatestCompletedTraining(inputs, apis, {
      onUnexpectedResponse: (error) => errors.push(error),
    });
    expect(errors).toMatchObject([{ pointer: path, found: "number" }]);
    expect(result).toMatchObject({ outcome: "completed", outputs: { modelArtifacts: 7 } });
  });

  test("ends the workflow with what onUnexpectedResponse throws", async () => {
    const { apis } = await connectSagemaker({ ...oneCompletedJob, ...artifacts({}) });
    const stop = new Error("stop");
    const onUnexpectedResponse = () => {
      throw stop;
    };
    const running = registerLatestCompletedTraining(inputs, apis, { onUnexpectedResponse });
    expect(await rejectionOf(running)).toBe(stop);
  });

  test("does not matter to the process if onUnexpectedResponse rejects", async () => {
    const { apis } = await connectSagemaker({ ...oneCompletedJob, CreateModel: succeed({}) });
    const result = await registerLatestCompletedTraining(inputs, apis, {
      onUnexpectedResponse: async () => {
        throw new Error("the log is full");
      },
    });
    expect(result).toMatchObject({ outcome: "completed" });
  });

  test("does not matter where the workflow does not read it", async () => {
    const { apis } = await connectSagemaker({
      ...oneCompletedJob,
      ...listed({ TrainingJobName: trainingJobName, TrainingJobArn: 5, CreationTime: null }),
    });
    const result = await registerLatestCompletedTraining(inputs, apis);
    expect(result).toMatchObject({ outcome: "completed" });
  });
});
