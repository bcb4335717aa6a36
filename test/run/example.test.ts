import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { modelArn, noCompletedJob, oneCompletedJob } from "../servers/sagemaker-answers.js";
import {
  fail,
  type SagemakerServer,
  type SagemakerServerOptions,
  startSagemakerServer,
  testSigning,
} from "../servers/sagemaker-server.js";
import { inputs, operationsOf } from "./connect-sagemaker.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Ended {
  readonly server: SagemakerServer;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs examples/register-model.ts in a process of its own, against a SageMaker that answers so. */
async function runExample(answer: SagemakerServerOptions["answer"]): Promise<Ended> {
  const server = await startSagemakerServer({ answer });
  onTestFinished(() => server.close());
  const { modelName, inferenceImage, executionRoleArn } = inputs;
  const values = [modelName, inferenceImage, executionRoleArn];
  const command = ["--import", "tsx", "examples/register-model.ts", ...values];
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: testSigning.accessKeyId,
    AWS_SECRET_ACCESS_KEY: testSigning.secretAccessKey,
    AWS_SESSION_TOKEN: "",
    AWS_REGION: testSigning.region,
    AWS_ENDPOINT_URL_SAGEMAKER: server.url,
  };
  return new Promise((resolve) => {
    const process_ = execFile(process.execPath, command, { cwd: root, env }, (_, stdout, stderr) =>
      resolve({ server, exitCode: process_.exitCode ?? -1, stdout, stderr }),
    );
  });
}

test("the example registers a model, and prints its ARN", async () => {
  const { server, exitCode, stdout, stderr } = await runExample(oneCompletedJob);
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

test("the example says so when there is no completed job", async () => {
  const { server, exitCode, stdout, stderr } = await runExample(noCompletedJob);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 0,
    stdout: "no completed training job\n",
    stderr: "",
  });
  expect(operationsOf(server)).toEqual(["ListTrainingJobs"]);
});

test("the example fails with the step and the service's own words", async () => {
  const { exitCode, stdout, stderr } = await runExample({
    ...oneCompletedJob,
    CreateModel: fail("ValidationException", "Could not access model data."),
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(
    / › createModel: .* 400 ValidationException Could not access model data\.\n$/,
  );
});
