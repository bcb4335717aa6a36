/** AWS's response cases for the JSON 1.1 protocol, sent by a real server and read by the transport. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { StepFailedError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpResponse } from "../../templates/runtime/http.js";
import { startHttpServer } from "../servers/http-server.js";
import { sharedFixture } from "../shared-fixture.js";

const suite = sharedFixture("vectors/aws-json-protocol/botocore");

interface Case {
  readonly id: string;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly response: {
    readonly status_code: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  };
}

/** Cases in which AWS's clients convert the JSON by the model of the service, which OpenAPI does not have. */
const readByModel: Readonly<Record<string, string>> = {
  AwsJson11DateTimeWithNegativeOffset: "times stay what they are in JSON: texts, or seconds",
  AwsJson11DateTimeWithPositiveOffset: "times stay texts",
  AwsJson11DateTimeWithFractionalSeconds: "times stay texts",
  parses_iso8601_timestamps: "times stay texts",
  parses_httpdate_timestamps: "times stay texts",
  parses_blob_shapes: "bytes stay in base64",
  AwsJson11DeserializeBlobUnionValue: "bytes stay in base64",
  AwsJson11DeserializeIgnoreType: "`__type` is left where it is",
  AwsJson11StructuresDontDeserializeNullValues: "null stays null",
  handles_unexpected_json_output: "members that are not described are left where they are",
  json_1_1_service_responds_with_no_payload: "no content is no object",
};

function readJson<Value>(path: string): Value {
  return JSON.parse(readFileSync(join(suite.path, path), "utf8"));
}

async function receive({ status_code: status, headers = {}, body = "" }: Case["response"]) {
  const server = await startHttpServer(() => ({ kind: "response", status, headers, body }));
  onTestFinished(() => server.close());
  return createFetchTransport({ baseUrl: server.url }).send({
    ...{ operationId: "GetIt", method: "POST", path: "/", headers: {} },
    responseBodies: { default: "unknown" },
  });
}

function failureOf(response: HttpResponse): StepFailedError {
  return new StepFailedError({ workflowId: "w", stepId: "s", criterion: "c", response });
}

const cases = suite.isMissing
  ? []
  : readJson<readonly { readonly cases: readonly Case[] }[]>("output/json.json").flatMap(
      (each) => each.cases,
    );
const failures = cases.filter(({ errorCode }) => errorCode !== undefined);
const results = cases.filter(({ errorCode }) => errorCode === undefined);

describe.skipIf(suite.isMissing)("responses of AWS's JSON 1.1 protocol", () => {
  test("there are cases, and all that are read otherwise", () => {
    expect(failures.length).toBeGreaterThanOrEqual(12);
    expect(results.length).toBeGreaterThan(40);
    const ids = results.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(Object.keys(readByModel)));
  });

  test.each(failures)("the error $id", async ({ response, errorCode, errorMessage, error }) => {
    const received = await receive(response);
    const failure = failureOf(received);
    expect(failure).toMatchObject({ status: response.status_code, code: errorCode });
    expect(failure.serviceMessage).toBe(errorMessage);
    expect(received.body ?? {}).toMatchObject(error ?? {});
  });

  test.each(results.filter(({ id }) => !(id in readByModel)))("the output $id", async (given) => {
    expect((await receive(given.response)).body).toEqual(given.result);
  });

  test.each(results.filter(({ id }) => id in readByModel))("$id stays as it is", async (given) => {
    const { body = "" } = given.response;
    expect((await receive(given.response)).body).toEqual(
      body === "" ? undefined : JSON.parse(body),
    );
  });

  const recorded = "tests/unit/response_parsing/json/errors/";
  const files = suite.isMissing ? [] : readdirSync(join(suite.path, recorded));

  test.each(files)("the recorded error %s", async (file) => {
    const body = readFileSync(join(suite.path, recorded, file), "utf8");
    const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "r-1" };
    const failure = failureOf(await receive({ status_code: 400, headers, body }));
    const { __type: type, message, Message = message } = JSON.parse(body);
    expect(failure).toMatchObject({ status: 400, requestId: "r-1", serviceMessage: Message });
    expect(failure.code).toBe(type.replace(/^.*#/, ""));
  });
});
