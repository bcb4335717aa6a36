/** What SageMaker answers an account that has one completed training job. */

import { type OperationAnswer, succeed } from "./sagemaker-server.js";

export const trainingJobName = "churn-2025-11-21";
export const modelArtifacts = "s3://models/churn-2025-11-21/output/model.tar.gz";
export const modelArn = "arn:aws:sagemaker:eu-west-1:123456789012:model/churn";

const trainingJobArn = `arn:aws:sagemaker:eu-west-1:123456789012:training-job/${trainingJobName}`;

/** By operation; times are in epoch seconds, as JSON 1.1 sends them. */
export const oneCompletedJob = {
  ListTrainingJobs: succeed({
    NextToken: "more",
    TrainingJobSummaries: [
      {
        TrainingJobName: trainingJobName,
        TrainingJobArn: trainingJobArn,
        CreationTime: 1763733600.123,
        TrainingEndTime: 1763737200.5,
        LastModifiedTime: 1763737200.5,
        TrainingJobStatus: "Completed",
      },
    ],
  }),
  DescribeTrainingJob: succeed({
    TrainingJobName: trainingJobName,
    TrainingJobArn: trainingJobArn,
    ModelArtifacts: { S3ModelArtifacts: modelArtifacts },
    TrainingJobStatus: "Completed",
    SecondaryStatus: "Completed",
    StoppingCondition: { MaxRuntimeInSeconds: 86400 },
    CreationTime: 1763733600.123,
  }),
  CreateModel: succeed({ ModelArn: modelArn }),
} satisfies Readonly<Record<string, OperationAnswer>>;

/** The same account without a completed job. */
export const noCompletedJob = {
  ...oneCompletedJob,
  ListTrainingJobs: succeed({ TrainingJobSummaries: [] }),
} satisfies Readonly<Record<string, OperationAnswer>>;
