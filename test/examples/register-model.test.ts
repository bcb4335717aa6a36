import { expect, onTestFinished, test } from "vitest";
import { inputs, operationsOf } from "../run/connect-sagemaker.js";
import { modelArn, noCompletedJob, oneCompletedJob } from "../servers/sagemaker-answers.js";
import {
  fail,
  type SagemakerServerOptions,
  startSagemakerServer,
  testSigning,
} from "../servers/sagemaker-server.js";
import { runExample } from "./run-example.js";

/** Runs the example against a SageMaker that answers so. */
async function registerModel(answer: SagemakerServerOptions["answer"]) {
  const server = await startSagemakerServer({ answer });
  onTestFinished(() => server.close());
  const { modelName, inferenceImage, executionRoleArn } = inputs;
  const ended = await runExample(
    "register-model.ts",
    [modelName, inferenceImage, executionRoleArn],
    {
      AWS_ACCESS_KEY_ID: testSigning.accessKeyId,
      AWS_SECRET_ACCESS_KEY: testSigning.secretAccessKey,
      AWS_SESSION_TOKEN: "",
      AWS_REGION: testSigning.region,
      AWS_ENDPOINT_URL_SAGEMAKER: server.url,
    },
  );
  return { server, ...ended };
}

test("the example registers a model, and prints its ARN", async () => {
  const { server, exitCode, stdout, stderr } = await registerModel(oneCompletedJob);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: `registered ${modelArn}\n`,
    stderr: "",
  });
  expect(server.signatureProblems).toEqual([]);
  expect(server.requests[2]?.body).toMatchObject({
    ModelName: inputs.modelName,
    PrimaryContainer: { Image: inputs.inferenceImage },
    ExecutionRoleArn: inputs.executionRoleArn,
  });
});

test("the example reports that there is no completed job", async () => {
  const { server, exitCode, stdout, stderr } = await registerModel(noCompletedJob);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: "no completed training job\n",
    stderr: "",
  });
  expect(operationsOf(server)).toEqual(["ListTrainingJobs"]);
});

test("the example fails with the step and the service's own words", async () => {
  const { exitCode, stdout, stderr } = await registerModel({
    ...oneCompletedJob,
    CreateModel: fail("ValidationException", "Could not access model data."),
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(
    / › createModel \(POST CreateModel\): .* 400 ValidationException Could not access model data\.\n$/,
  );
});
