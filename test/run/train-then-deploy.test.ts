/** A public workflow that polls twice, against a slow SageMaker server. */

import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { write } from "../../generator/7-write/write.js";
import { compile } from "../../generator/compile.js";
import {
  type OperationAnswer,
  startSagemakerServer,
  succeed,
} from "../servers/sagemaker-server.js";
import { sharedFixture } from "../shared-fixture.js";
import { credentials, operationsOf, region } from "./connect-sagemaker.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = sharedFixture("corpus/dev/amazon-sagemaker--train-then-deploy");
/** Below the root, so that the generated code finds the packages that it imports. */
const out = join(root, "node_modules/.arazzo-typescript-test/train-then-deploy");

const inputs = {
  trainingJobName: "churn",
  trainingImage: "train:1",
  roleArn: "arn:aws:iam::123456789012:role/sagemaker",
  s3OutputPath: "s3://models",
  instanceType: "ml.m5.large",
  instanceCount: 1,
  volumeSizeInGB: 10,
  maxRuntimeInSeconds: 3600,
  modelName: "churn",
  inferenceImage: "serve:1",
  endpointConfigName: "churn-config",
  variantName: "all",
  initialInstanceCount: 1,
  hostingInstanceType: "ml.m5.large",
  endpointName: "churn-endpoint",
};

/** Responds with the bodies in order, and repeats the last one. */
function inTurn(...bodies: readonly object[]): OperationAnswer {
  let next = 0;
  return () => {
    const body = bodies[Math.min(next, bodies.length - 1)];
    next += 1;
    return succeed(body);
  };
}

const running = { TrainingJobStatus: "InProgress" };
const trained = {
  TrainingJobStatus: "Completed",
  ModelArtifacts: { S3ModelArtifacts: "s3://models/churn.tar.gz" },
};

describe.skipIf(example.isMissing)("train-then-deploy with the public description", () => {
  beforeAll(async () => {
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
    const { files } = await compile([join(example.path, "arazzo")]);
    await write(files, out);
  });

  afterAll(() => rm(out, { recursive: true, force: true }));

  async function run(describeTrainingJob: OperationAnswer, options: object = {}) {
    const server = await startSagemakerServer({
      answer: {
        CreateTrainingJob: succeed({ TrainingJobArn: "arn:job" }),
        DescribeTrainingJob: describeTrainingJob,
        CreateModel: succeed({ ModelArn: "arn:model" }),
        CreateEndpointConfig: succeed({ EndpointConfigArn: "arn:config" }),
        CreateEndpoint: succeed({ EndpointArn: "arn:endpoint" }),
        DescribeEndpoint: inTurn({ EndpointStatus: "Creating" }, { EndpointStatus: "InService" }),
      },
    });
    onTestFinished(() => server.close());
    const module = await import(/* @vite-ignore */ pathToFileURL(join(out, "index.ts")).href);
    const sagemakerApi = module.createSagemakerApi({ region, credentials, baseUrl: server.url });
    const pauses: number[] = [];
    const sleep = async (milliseconds: number) => {
      pauses.push(milliseconds);
    };
    const ended: { readonly result?: unknown; readonly error?: unknown } = await module
      .trainThenDeploy(inputs, { sagemakerApi }, { sleep, ...options })
      .then(
        (result: unknown) => ({ result }),
        (error: unknown) => ({ error }),
      );
    expect(server.signatureProblems).toEqual([]);
    return { ...ended, server, pauses };
  }

  test("polls until the job and the endpoint are there", async () => {
    const { result, error, server, pauses } = await run(inTurn(running, running, trained));
    expect(error).toBeUndefined();
    expect(result).toStrictEqual({
      outcome: "endpointTerminal",
      outputs: {
        trainingJobArn: "arn:job",
        modelArtifacts: "s3://models/churn.tar.gz",
        modelArn: "arn:model",
        endpointArn: "arn:endpoint",
        endpointStatus: "InService",
      },
    });
    expect(operationsOf(server)).toEqual([
      "CreateTrainingJob",
      "DescribeTrainingJob",
      "DescribeTrainingJob",
      "DescribeTrainingJob",
      "CreateModel",
      "CreateEndpointConfig",
      "CreateEndpoint",
      "DescribeEndpoint",
      "DescribeEndpoint",
    ]);
    expect(pauses).toEqual([1000, 2000, 1000]);
    expect(server.requests[0]?.body).toStrictEqual({
      TrainingJobName: "churn",
      AlgorithmSpecification: { TrainingImage: "train:1", TrainingInputMode: "File" },
      RoleArn: inputs.roleArn,
      OutputDataConfig: { S3OutputPath: "s3://models" },
      ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    });
    expect(server.requests[4]?.body).toStrictEqual({
      ModelName: "churn",
      PrimaryContainer: { Image: "serve:1", ModelDataUrl: "s3://models/churn.tar.gz" },
      ExecutionRoleArn: inputs.roleArn,
    });
  });

  test("ends without a model when the training fails", async () => {
    const { result, server } = await run(inTurn(running, { TrainingJobStatus: "Failed" }));
    expect(result).toMatchObject({
      outcome: "trainingFailed",
      outputs: { trainingJobArn: "arn:job", modelArtifacts: undefined },
    });
    expect(operationsOf(server)).not.toContain("CreateModel");
  });

  test("stops with a StepLimitError when the job never ends", async () => {
    const { error, server, pauses } = await run(inTurn(running), { maxSteps: 20 });
    expect(error).toMatchObject({
      name: "StepLimitError",
      stepId: "pollTrainingJob",
      maxSteps: 20,
    });
    expect(server.requests).toHaveLength(20);
    expect(pauses).toHaveLength(19);
    expect(Math.max(...pauses)).toBe(30_000);
  });
});
