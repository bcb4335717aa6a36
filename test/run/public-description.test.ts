import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { write } from "../../generator/7-write/write.js";
import { compile } from "../../generator/compile.js";
import {
  modelArn,
  modelArtifacts,
  noCompletedJob,
  oneCompletedJob,
  trainingJobName,
} from "../servers/sagemaker-answers.js";
import {
  fail,
  type SagemakerServerOptions,
  startSagemakerServer,
  succeed,
} from "../servers/sagemaker-server.js";
import { sharedFixture } from "../shared-fixture.js";
import { compileStrictly } from "../types/compile-strictly.js";
import { credentials, inputs, operationsOf, region } from "./connect-sagemaker.js";
import { positionOf } from "./position-of.js";
import { rejectionOf } from "./rejection-of.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = sharedFixture("corpus/dev/amazon-sagemaker--register-latest-completed-training");
/** Below the root, so that the generated code finds the packages that it imports. */
const out = join(root, "node_modules/.arazzo-typescript-test/public-description");

/** Compiles only if the types match the public description exactly. */
const honestTypes = `
import type { RegisterLatestCompletedTrainingResult } from "./index.js";

type Outputs<Outcome> = Extract<RegisterLatestCompletedTrainingResult, { outcome: Outcome }>["outputs"];
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

export const outcomes: Same<
  RegisterLatestCompletedTrainingResult["outcome"],
  "completed" | "noCompletedJob"
> = true;

export const completed: Same<
  Outputs<"completed">,
  {
    readonly latestTrainingJobName: string;
    readonly modelArtifacts: string | undefined;
    readonly modelArn: string | undefined;
  }
> = true;

export const noCompletedJob: Same<
  Outputs<"noCompletedJob">,
  { readonly latestTrainingJobName: undefined }
> = true;
`;

describe.skipIf(example.isMissing)("the workflow with the public description", () => {
  beforeAll(async () => {
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
    const { files } = await compile([join(example.path, "arazzo")]);
    await write(files, out);
  });

  afterAll(() => rm(out, { recursive: true, force: true }));

  /** Runs the generated code against a SageMaker server with these responses. */
  async function runAgainst(answer: SagemakerServerOptions["answer"]) {
    const server = await startSagemakerServer({ answer });
    onTestFinished(() => server.close());
    const module = await import(/* @vite-ignore */ pathToFileURL(join(out, "index.ts")).href);
    const { createSagemakerApi, registerLatestCompletedTraining } = module;
    const sagemakerApi = createSagemakerApi({ region, credentials, baseUrl: server.url });
    const promise: Promise<unknown> = registerLatestCompletedTraining(inputs, { sagemakerApi });
    return { server, promise, module };
  }

  test("compiles with two readings and one assertion to report, each at its line", async () => {
    const { diagnostics } = await compile([join(example.path, "arazzo")]);
    expect(
      diagnostics.map((diagnostic) => [
        diagnostic.severity,
        diagnostic.code,
        positionOf(diagnostic),
      ]),
    ).toEqual([
      ["info", "jsonpath-comparison", { line: 66, column: 20 }],
      ["info", "jsonpath-comparison", { line: 72, column: 20 }],
      ["info", "value-asserted", { line: 86, column: 26 }],
      ["info", "unused", { line: 90, column: 7 }],
    ]);
  });

  test.each(["nodenext", "bundler"] as const)(
    "gives code that compiles under every strict flag, modules as in %s",
    async (setting) => {
      expect(await compileStrictly([join(out, "index.ts")], "5.9", setting)).toBe("");
    },
  );

  test("has outputs that are as optional as the description leaves them", async () => {
    const path = join(out, "honest-types.ts");
    await writeFile(path, honestTypes);
    expect(await compileStrictly([path])).toBe("");
    const dishonest = honestTypes.replaceAll("string | undefined", "string");
    await writeFile(path, dishonest);
    const errors = (await compileStrictly([path])).match(/honest-types\.ts.*error TS2322/g);
    expect(errors, "the types can tell").toHaveLength(1);
  });

  test("runs to completed", async () => {
    const { server, promise } = await runAgainst(oneCompletedJob);
    expect(await promise).toStrictEqual({
      outcome: "completed",
      outputs: { latestTrainingJobName: trainingJobName, modelArtifacts, modelArn },
    });
    expect(operationsOf(server)).toEqual([
      "ListTrainingJobs",
      "DescribeTrainingJob",
      "CreateModel",
    ]);
    expect(server.requests.map(({ body }) => body)).toStrictEqual([
      {
        StatusEquals: "Completed",
        SortBy: "CreationTime",
        SortOrder: "Descending",
        MaxResults: 1,
      },
      { TrainingJobName: trainingJobName },
      {
        ModelName: inputs.modelName,
        PrimaryContainer: { Image: inputs.inferenceImage, ModelDataUrl: modelArtifacts },
        ExecutionRoleArn: inputs.executionRoleArn,
      },
    ]);
    for (const { url, headers } of server.requests) {
      expect({ url, type: headers["content-type"] }).toEqual({
        url: "/",
        type: ["application/x-amz-json-1.1"],
      });
    }
    expect(server.signatureProblems).toEqual([]);
  });

  test("runs to noCompletedJob with one request", async () => {
    const { server, promise } = await runAgainst(noCompletedJob);
    expect(await promise).toStrictEqual({
      outcome: "noCompletedJob",
      outputs: { latestTrainingJobName: undefined },
    });
    expect(operationsOf(server)).toEqual(["ListTrainingJobs"]);
    expect(server.signatureProblems).toEqual([]);
  });

  test.each([
    ["without TrainingJobSummaries", {}],
    ["with null for them", { TrainingJobSummaries: null }],
    ["with a job that has no name", { TrainingJobSummaries: [{ TrainingJobArn: "arn" }] }],
    ["with null for its name", { TrainingJobSummaries: [{ TrainingJobName: null }] }],
  ])("stops before describeTrainingJob when the list comes %s", async (_, body) => {
    const { server, promise, module } = await runAgainst({
      ...oneCompletedJob,
      ListTrainingJobs: succeed(body),
    });
    const error = await rejectionOf(promise);
    const expression = "$steps.listCompletedTrainingJobs.outputs.latestTrainingJobName";
    expect(error).toBeInstanceOf(module.MissingValueError);
    expect(error).toMatchObject({
      name: "MissingValueError",
      workflowId: "register-latest-completed-training",
      stepId: "describeTrainingJob",
      expression,
      message: `register-latest-completed-training › describeTrainingJob: ${expression} has no value`,
    });
    expect(operationsOf(server)).toEqual(["ListTrainingJobs"]);
  });

  test.each([
    ["without ModelArtifacts", {}],
    ["without S3ModelArtifacts", { ModelArtifacts: {} }],
  ])("leaves the optional ModelDataUrl out when the job comes %s", async (_, body) => {
    const { server, promise } = await runAgainst({
      ...oneCompletedJob,
      DescribeTrainingJob: succeed(body),
    });
    expect(await promise).toStrictEqual({
      outcome: "completed",
      outputs: { latestTrainingJobName: trainingJobName, modelArtifacts: undefined, modelArn },
    });
    expect(server.requests[2]?.body).toStrictEqual({
      ModelName: inputs.modelName,
      PrimaryContainer: { Image: inputs.inferenceImage },
      ExecutionRoleArn: inputs.executionRoleArn,
    });
  });

  test("does not throw a created model away when its answer lacks the ModelArn", async () => {
    const { promise } = await runAgainst({ ...oneCompletedJob, CreateModel: succeed({}) });
    expect(await promise).toStrictEqual({
      outcome: "completed",
      outputs: { latestTrainingJobName: trainingJobName, modelArtifacts, modelArn: undefined },
    });
  });

  test("fails with the service's words, though it declares no errors", async () => {
    const { promise } = await runAgainst({
      ...oneCompletedJob,
      CreateModel: fail("ValidationException", "Could not access model data."),
    });
    expect(await rejectionOf(promise)).toMatchObject({
      name: "StepFailedError",
      stepId: "createModel",
      criterion: "$statusCode == 200",
      status: 400,
      code: "ValidationException",
      serviceMessage: "Could not access model data.",
    });
  });
});
