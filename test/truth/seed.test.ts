import { join } from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { GeneratedTypes } from "./generated-types.js";
import { type MutantRun, measureMutants } from "./measure-mutants.js";
import { measureRandom } from "./measure-random.js";
import { type PlainRun, runPlainly } from "./plain-run.js";
import { openFolder } from "./tested-folder.js";
import { WorkflowRunner } from "./workflow-runner.js";

let runner: WorkflowRunner;
let plain: PlainRun;
let runs: readonly MutantRun[];

beforeAll(async () => {
  vi.stubEnv("AWS_REGION", "us-east-1");
  const folder = {
    name: "seed",
    path: join(import.meta.dirname, "../../generated"),
    isStrict: true,
  };
  const types = new GeneratedTypes([folder.path]);
  runner = new WorkflowRunner(await openFolder(folder, types), types);
  for (const run of await runPlainly(runner)) plain = run;
  runs = await measureMutants(runner, plain);
});

describe("with an invalid response", () => {
  test("no run of the seed ends in a value of another type, on another branch or in an untyped error", () => {
    const ends = runs.filter(({ validity }) => validity === "invalid").map(({ end }) => end);
    expect(ends.length).toBeGreaterThan(75);
    expect([...new Set(ends)].sort()).toEqual([
      "not read",
      "same value",
      "typed error",
      "unexpected response",
    ]);
  });

  test("every change of a value that is read is an error with the step and the pointer", () => {
    const ofRead = runs.filter(({ validity, where }) => validity === "invalid" && where === "read");
    const others = ofRead.filter(({ end }) => end !== "unexpected response");
    expect(ofRead.length).toBeGreaterThan(50);
    // The workflow reads only the first item.
    expect(others.map(({ kind }) => kind)).toEqual([
      "array → second item null",
      "array → second item empty",
    ]);
  });

  test.each([
    ["listCompletedTrainingJobs", "/TrainingJobSummaries"],
    ["describeTrainingJob", "/ModelArtifacts/S3ModelArtifacts"],
  ])("an answer to %s without %s is an error that names both", (stepId, pointer) => {
    const run = runs.find((each) => each.kind === "dropped" && each.pointer === pointer);
    expect(run?.error).toMatchObject({ name: "UnexpectedResponseError", stepId, pointer });
  });
});

test("with random valid responses, every run of the seed keeps the types", async () => {
  const random = await measureRandom(runner, plain, 60);
  expect(random.length).toBeGreaterThan(50);
  expect(
    random.filter(({ end, violations }) => !/outcome|typed error/.test(end) || violations[0]),
  ).toEqual([]);
});
