/** The AWS SDK for JavaScript, as its documentation shows it. */

import {
  CreateModelCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { type Connect, credentials, region } from "./application.js";

export const connect: Connect = (url) => {
  const client = new SageMakerClient({ endpoint: url, region, credentials });
  return async ({ modelName, inferenceImage, executionRoleArn }) => {
    const jobs = await client.send(
      new ListTrainingJobsCommand({
        StatusEquals: "Completed",
        SortBy: "CreationTime",
        SortOrder: "Descending",
        MaxResults: 1,
      }),
    );
    const TrainingJobName = jobs.TrainingJobSummaries?.[0]?.TrainingJobName;
    if (TrainingJobName === undefined) throw new Error("there is no completed training job");
    const job = await client.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    const model = await client.send(
      new CreateModelCommand({
        ModelName: modelName,
        PrimaryContainer: {
          Image: inferenceImage,
          ModelDataUrl: job.ModelArtifacts?.S3ModelArtifacts,
        },
        ExecutionRoleArn: executionRoleArn,
      }),
    );
    if (model.ModelArn === undefined) throw new Error("the model has no ARN");
    return model.ModelArn;
  };
};
