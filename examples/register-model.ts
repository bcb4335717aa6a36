/** Registers a model: npx tsx examples/register-model.ts <model name> <inference image> <role ARN> */

import {
  createSagemakerApi,
  registerLatestCompletedTraining,
  StepFailedError,
} from "../generated/index.js";

const [modelName = "", inferenceImage = "", executionRoleArn = ""] = process.argv.slice(2);
// Credentials and region come from the AWS_* variables. AWS tools use this variable for a custom endpoint.
const sagemakerApi = createSagemakerApi({ baseUrl: process.env["AWS_ENDPOINT_URL_SAGEMAKER"] });

try {
  const result = await registerLatestCompletedTraining(
    { modelName, inferenceImage, executionRoleArn },
    { sagemakerApi },
    { signal: AbortSignal.timeout(60_000) },
  );
  if (result.outcome === "completed") console.log(`registered ${result.outputs.modelArn}`);
  else console.log("no completed training job");
} catch (error) {
  if (!(error instanceof StepFailedError)) throw error;
  console.error(error.message, error.serviceMessage ?? "");
  process.exitCode = 1;
}
