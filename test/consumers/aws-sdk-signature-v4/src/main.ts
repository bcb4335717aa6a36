import { createSagemakerApi, registerLatestCompletedTraining } from "./generated/index.js";

const sagemakerApi = createSagemakerApi({ baseUrl: process.env.SAGEMAKER_URL ?? "" });
const result = await registerLatestCompletedTraining(
  {
    modelName: "churn",
    inferenceImage: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/serve:1",
    executionRoleArn: "arn:aws:iam::123456789012:role/sagemaker",
  },
  { sagemakerApi },
);
console.log(result.outcome, result.outcome === "completed" && result.outputs.modelArn);
