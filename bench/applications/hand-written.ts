/** The three calls, handwritten: types, signing with `node:crypto`, and sending. */

import { createHash, createHmac } from "node:crypto";
import { type Connect, credentials, region } from "./application.js";

/** Posts a body and resolves to the text of the response. Rejects unless the status is 200. */
export type Post = (
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<string>;

interface ListTrainingJobsRequest {
  readonly StatusEquals?: "InProgress" | "Completed" | "Failed" | "Stopping" | "Stopped";
  readonly SortBy?: "Name" | "CreationTime" | "Status";
  readonly SortOrder?: "Ascending" | "Descending";
  readonly MaxResults?: number;
}

interface ListTrainingJobsResponse {
  readonly TrainingJobSummaries: readonly { readonly TrainingJobName: string }[];
}

interface DescribeTrainingJobResponse {
  readonly ModelArtifacts: { readonly S3ModelArtifacts: string };
}

interface CreateModelRequest {
  readonly ModelName: string;
  readonly PrimaryContainer: { readonly Image: string; readonly ModelDataUrl: string };
  readonly ExecutionRoleArn: string;
}

interface CreateModelResponse {
  readonly ModelArn: string;
}

export function connectWith(post: Post): Connect {
  return (url) => {
    const endpoint = new URL("/", url);
    const listTrainingJobs = (request: ListTrainingJobsRequest) =>
      call<ListTrainingJobsResponse>("ListTrainingJobs", request);
    const describeTrainingJob = (request: { readonly TrainingJobName: string }) =>
      call<DescribeTrainingJobResponse>("DescribeTrainingJob", request);
    const createModel = (request: CreateModelRequest) =>
      call<CreateModelResponse>("CreateModel", request);

    return async ({ modelName, inferenceImage, executionRoleArn }) => {
      const { TrainingJobSummaries } = await listTrainingJobs({
        StatusEquals: "Completed",
        SortBy: "CreationTime",
        SortOrder: "Descending",
        MaxResults: 1,
      });
      const TrainingJobName = TrainingJobSummaries[0]?.TrainingJobName;
      if (TrainingJobName === undefined) throw new Error("there is no completed training job");
      const { ModelArtifacts } = await describeTrainingJob({ TrainingJobName });
      const { ModelArn } = await createModel({
        ModelName: modelName,
        PrimaryContainer: { Image: inferenceImage, ModelDataUrl: ModelArtifacts.S3ModelArtifacts },
        ExecutionRoleArn: executionRoleArn,
      });
      return ModelArn;
    };

    async function call<Response>(operation: string, request: object): Promise<Response> {
      const body = JSON.stringify(request);
      return JSON.parse(await post(endpoint, sign(endpoint, operation, body), body));
    }
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function sign(url: URL, operation: string, body: string): Record<string, string> {
  const date = new Date().toISOString().replace(/[:-]|\.\d{3}/g, "");
  const day = date.slice(0, 8);
  const payloadHash = sha256(body);
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    host: url.host,
    "x-amz-content-sha256": payloadHash,
    "x-amz-date": date,
    "x-amz-target": `SageMaker.${operation}`,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const signedHeaders = Object.keys(headers).join(";");
  const canonical = ["POST", "/", "", lines.join(""), signedHeaders, payloadHash].join("\n");
  const scope = `${day}/${region}/sagemaker/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [day, region, "sagemaker", "aws4_request"].reduce<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${credentials.secretAccessKey}`),
  );
  const { host: _, ...sent } = headers;
  const signature = hmac(key, toSign).toString("hex");
  const credential = `Credential=${credentials.accessKeyId}/${scope}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
  return { ...sent, authorization };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
