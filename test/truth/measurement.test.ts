import { join } from "node:path";
import type ts from "typescript";
import { describe, expect, test } from "vitest";
import { Description } from "../corpus/server/description.js";
import { listOperations } from "../corpus/server/list-operations.js";
import { createSchemaChecker } from "../corpus/server/schema-checker.js";
import { checkType, isNewLiteral } from "./check-type.js";
import { type MadeResponse, type TestedApi, validityOf } from "./declared-response.js";
import { GeneratedTypes } from "./generated-types.js";
import { ValueMaker } from "./make-value.js";
import { mutantsOfResponse } from "./mutate-response.js";
import { Random } from "./random.js";
import { ReadRecorder, type Reads } from "./reads.js";

const schema = {
  type: "object",
  required: ["id", "tags"],
  properties: {
    id: { type: "string", minLength: 2 },
    state: { type: "string", enum: ["on", "off"] },
    tags: { type: "array", items: { type: "string" }, maxItems: 2 },
    size: { type: ["integer", "null"], minimum: 1 },
  },
};
const description = new Description({
  paths: {
    "/things": {
      get: { responses: { 200: { content: { "application/json": { schema } } } } },
    },
  },
});
const operations = listOperations(description);
const [operation] = operations;
const api: TestedApi = {
  name: "things",
  description,
  operations,
  checker: createSchemaChecker(description),
};

function answer(body: unknown, changes: Partial<MadeResponse> = {}): MadeResponse {
  const headers = { "content-type": "application/json" };
  return { status: 200, headers, body: JSON.stringify(body), ...changes };
}

describe("a response is", () => {
  test.each([
    ["valid", answer({ id: "ab", tags: [], extra: 1 })],
    ["invalid", answer({ id: "ab" })],
    ["invalid", answer({ id: 1, tags: [] })],
    ["invalid", answer({ id: "ab", tags: [] }, { status: 206 })],
    ["invalid", answer({ id: "ab", tags: [] }, { headers: { "content-type": "text/plain" } })],
    ["invalid", answer(undefined, { body: "" })],
    ["invalid", answer(undefined, { body: "{" })],
    ["new literal", answer({ id: "ab", tags: [], state: "standby" })],
    ["invalid", answer({ id: "ab", tags: [], state: 1 })],
  ])("%s by the description: %j", (expected, response) => {
    expect(operation && validityOf(api, operation, response)).toBe(expected);
  });
});

test("random values of a schema are the same for the same seed, and most are valid", () => {
  const part = description.find(description.root, "paths", "/things", "get", "responses", "200");
  const found = part && description.find(part, "content", "application/json", "schema");
  const values = (seed: string) =>
    Array.from({ length: 100 }, (_, index) => {
      const maker = new ValueMaker(description, new Random(`${seed} ${index}`), "some", false);
      return found && maker.make(found);
    });
  expect(values("a")).toEqual(values("a"));
  expect(values("a")).not.toEqual(values("b"));
  const valid = values("a").filter(
    (value) => found && api.checker.check(found, value).length === 0,
  );
  expect(valid.length).toBeGreaterThan(90);
});

describe("the reads of a response", () => {
  const body = { list: [{ name: "x", other: 1 }], given: { deep: { a: 1 } }, unread: true };
  const reads: Reads = { pointers: new Set(), wholes: new Set(), headers: new Set() };
  const recorder = new ReadRecorder();
  const response = recorder.wrap({ body, headers: { etag: "1" } }, reads);
  const result = { name: response.body.list[0]?.name, given: response.body.given };
  response.headers.etag;
  recorder.recordDelivered(result);

  test("are the values on the way, the values that are handed on whole, and the headers", () => {
    expect([...reads.pointers]).toEqual(["", "/list", "/list/0", "/list/0/name", "/given"]);
    expect([...reads.wholes]).toEqual(["/given"]);
    expect([...reads.headers]).toEqual(["etag"]);
  });

  test("decide where a response is changed", () => {
    const made = answer(body, { headers: { "content-type": "application/json", etag: "1" } });
    const mutants = mutantsOfResponse(made, reads);
    const pointersOf = (where: string) => [
      ...new Set(mutants.filter((each) => each.where === where).map(({ pointer }) => pointer)),
    ];
    expect(pointersOf("read")).toEqual(["", "/list", "/list/0", "/list/0/name", "/given"]);
    expect(pointersOf("within")).toEqual(["/given/deep", "/given/deep/a"]);
    expect(pointersOf("unread")).toEqual(["/list/0/other", "/unread"]);
    expect(mutants.map(({ kind }) => kind)).toContain("header dropped");
  });
});

describe("a value is compared with TypeScript's type", () => {
  const folder = join(import.meta.dirname, "../../generated");
  const types = new GeneratedTypes([folder]);
  const name = "registerLatestCompletedTraining";
  const file = join(folder, "register-latest-completed-training.ts");
  const { result } = types.workflow(file, name);
  const found = (type: ts.Type | undefined, value: unknown) =>
    type && checkType(types.checker, type, value);
  const outputs = { latestTrainingJobName: "job", modelArtifacts: "s3://a", modelArn: "arn" };

  test("of the alternative that the value comes closest to", () => {
    expect(found(result, { outcome: "completed", outputs })).toEqual([]);
    expect(
      found(result, { outcome: "completed", outputs: { ...outputs, modelArn: null } }),
    ).toMatchObject([{ pointer: "/outputs/modelArn", found: null }]);
    expect(found(result, { outcome: "noCompletedJob", outputs })).toMatchObject([
      { pointer: "/outputs/latestTrainingJobName", found: "job" },
    ]);
  });

  test("and a new value of an enumeration is not a value of another type", () => {
    const request = types.requests(join(folder, "apis/sagemaker-api.ts")).get("ListTrainingJobs");
    const given = (SortOrder: unknown) => ({
      header: { "X-Amz-Target": "SageMaker.ListTrainingJobs" },
      body: { SortOrder },
    });
    expect(found(request, given("Ascending"))).toEqual([]);
    expect(found(request, given("Sideways"))?.map(isNewLiteral)).toEqual([true]);
    expect(found(request, given(5))?.map(isNewLiteral)).toEqual([false]);
  });
});
