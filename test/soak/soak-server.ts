/**
 * A SageMaker that fails one request in twenty in each of six ways, in a process of its own, so that what is measured
 * in the other is the client's. It tells its URL, and when asked, what it has seen.
 */

import { type Answer, startHttpServer } from "../servers/http-server.js";
import { modelArtifacts, oneCompletedJob, trainingJobName } from "../servers/sagemaker-answers.js";
import { succeed } from "../servers/sagemaker-server.js";

/** How one attempt ended, as the server knows it. */
export type Ending = (typeof failures)[number] | "answered";

/** The attempts at each request, by the ID that the client gave it. */
export type Attempts = Readonly<Record<string, readonly Ending[]>>;

const failures = ["close", "cut", "stall", "throttled", "broken", "notJson"] as const;

const sent = new Map<string, Ending[]>();
/** A generator of its own, so that a run can be repeated. */
let seed = Number(process.argv[2] ?? 1);

function random(): number {
  seed = (seed * 48_271) % 0x7fffffff;
  return seed / 0x7fffffff;
}

const type = { "content-type": "application/x-amz-json-1.1" };
const answers: Readonly<Record<(typeof failures)[number], Answer>> = {
  close: { kind: "close" },
  cut: { kind: "cut" },
  stall: { kind: "stall" },
  throttled: {
    ...{ kind: "response", status: 429, headers: type },
    body: '{"__type":"ThrottlingException"}',
  },
  broken: { kind: "response", status: 500, headers: type, body: '{"__type":"InternalFailure"}' },
  notJson: { kind: "response", status: 200, headers: type, body: "<html>" },
};

const server = await startHttpServer(({ headers, rawBody }) => {
  const failure = failures[Math.floor(random() * 20)];
  const id = headers["x-send-id"]?.[0] ?? "";
  sent.set(id, [...(sent.get(id) ?? []), failure ?? "answered"]);
  if (failure !== undefined) return answers[failure];
  const operation = headers["x-amz-target"]?.[0]?.replace("SageMaker.", "");
  if (operation === "ListTrainingJobs") return oneCompletedJob.ListTrainingJobs;
  const body = JSON.parse(rawBody);
  if (operation === "DescribeTrainingJob" && body.TrainingJobName === trainingJobName) {
    return oneCompletedJob.DescribeTrainingJob;
  }
  const isRight = body.PrimaryContainer?.ModelDataUrl === modelArtifacts;
  return succeed({ ModelArn: isRight ? `arn:model/${body.ModelName}` : "wrong" });
});

process.on("message", () => process.send?.(Object.fromEntries(sent)));
process.on("disconnect", () => process.exit());
process.send?.(server.url);
