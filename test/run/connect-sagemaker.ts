import { expect, onTestFinished } from "vitest";
import {
  createSagemakerApi,
  type RegisterLatestCompletedTrainingApis,
  type RegisterLatestCompletedTrainingInputs,
  type SagemakerApiOptions,
  StepFailedError,
  WorkflowError,
} from "../../generated/index.js";
import {
  type SagemakerServer,
  type SagemakerServerOptions,
  startSagemakerServer,
  testSigning,
} from "../servers/sagemaker-server.js";
import { rejectionOf } from "./rejection-of.js";

const { accessKeyId, secretAccessKey } = testSigning;

/** Credentials that the test server accepts. */
export const credentials = { accessKeyId, secretAccessKey };

export const region = testSigning.region;

export const inputs: RegisterLatestCompletedTrainingInputs = {
  modelName: "churn",
  inferenceImage: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/serve:1",
  executionRoleArn: "arn:aws:iam::123456789012:role/sagemaker",
};

/** The workflow's steps in their order, each with the operation that it calls. */
export const steps = [
  { stepId: "listCompletedTrainingJobs", operation: "ListTrainingJobs", position: 1 },
  { stepId: "describeTrainingJob", operation: "DescribeTrainingJob", position: 2 },
  { stepId: "createModel", operation: "CreateModel", position: 3 },
] as const;

/** A SageMaker that lives as long as the test, and an API that reaches it as `options` say. */
export async function connectSagemaker(
  answer: SagemakerServerOptions["answer"],
  options: SagemakerApiOptions = { region, credentials },
  signing = testSigning,
): Promise<{ server: SagemakerServer; apis: RegisterLatestCompletedTrainingApis }> {
  const server = await startSagemakerServer({ answer, signing });
  onTestFinished(() => server.close());
  return {
    server,
    apis: { sagemakerApi: createSagemakerApi({ baseUrl: server.url, ...options }) },
  };
}

export function operationsOf(server: SagemakerServer): readonly string[] {
  return server.requests.map(({ operation }) => operation);
}

/** What the workflow rejects with; fails the test if that is not a `StepFailedError`. */
export async function stepFailureOf(workflow: Promise<unknown>): Promise<StepFailedError> {
  const error = await rejectionOf(workflow);
  expect(error).toBeInstanceOf(StepFailedError);
  expect(error).toBeInstanceOf(WorkflowError);
  return error as StepFailedError;
}
