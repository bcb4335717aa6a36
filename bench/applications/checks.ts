/** Prints the CPU time of the check of one response in each round, in microseconds, by the name of the sample. */

import {
  createModel,
  describeTrainingJob,
  listTrainingJobs,
} from "../../generated/apis/sagemaker-api.js";
import { checkResponse } from "../../generated/runtime/check-response.js";
import type { HttpRequest, HttpResponse } from "../../generated/runtime/http.js";

const list = listTrainingJobs({
  header: { "X-Amz-Target": "SageMaker.ListTrainingJobs" },
  body: {},
});
const describe = describeTrainingJob({
  header: { "X-Amz-Target": "SageMaker.DescribeTrainingJob" },
  body: { TrainingJobName: "n" },
});
const create = createModel({
  header: { "X-Amz-Target": "SageMaker.CreateModel" },
  body: { ModelName: "m" },
});
/** Twelve optional objects, each with a string and an optional member of two kinds. */
const reads = { 200: twelve((name) => [`${name}?`, { a: "string", "b?": "string|number" }]) };

const job = { TrainingJobName: "n", TrainingJobArn: "a", CreationTime: 1, TrainingJobStatus: "x" };
const samples: readonly (readonly [name: string, request: HttpRequest, body: unknown])[] = [
  ["ListTrainingJobs", list, { TrainingJobSummaries: [job], NextToken: "t" }],
  ["DescribeTrainingJob", describe, { ...job, ModelArtifacts: { S3ModelArtifacts: "s3://a/b" } }],
  ["CreateModel", create, { ModelArn: "arn" }],
  ["36 reads", { ...list, reads }, twelve((name) => [name, { a: "x", b: 1 }])],
];

function twelve<Value>(entry: (name: string) => readonly [string, Value]): Record<string, Value> {
  return Object.fromEntries(Array.from({ length: 12 }, (_, index) => entry(`member${index}`)));
}

/** The first three of twelve rounds warm up. */
function timesOf(request: HttpRequest, response: HttpResponse): readonly number[] {
  const place = { workflowId: "w", stepId: "s" };
  const checks = 100_000;
  const rounds = Array.from({ length: 12 }, () => {
    const start = process.cpuUsage();
    for (let count = 0; count < checks; count += 1) {
      checkResponse(place, request, response, undefined);
    }
    return process.cpuUsage(start).user / checks;
  });
  return rounds.slice(3);
}

const times = samples.map(([name, request, body]) => {
  return [name, timesOf(request, { status: 200, headers: {}, body })];
});
console.log(JSON.stringify(Object.fromEntries(times)));
