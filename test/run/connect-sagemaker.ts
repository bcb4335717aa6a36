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

/** The steps of the workflow in order, each with its operation. */
export const steps = [
  { stepId: "listCompletedTrainingJobs", operation: "ListTrainingJobs", position: 1 },
  { stepId: "describeTrainingJob", operation: "DescribeTrainingJob", position: 2 },
  { stepId: "createModel", operation: "CreateModel", position: 3 },
] as const;

/** A SageMaker server for the duration of the test, and an API that connects to it with `options`. */
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

/** The error of the workflow. Fails the test if it is not a `StepFailedError`. */
export async function stepFailureOf(workflow: Promise<unknown>): Promise<StepFailedError> {
  const error = await rejectionOf(workflow);
  expect(error).toBeInstanceOf(StepFailedError);
  expect(error).toBeInstanceOf(WorkflowError);
  return error as StepFailedError;
}
