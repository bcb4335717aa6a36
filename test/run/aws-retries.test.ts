/** Retries like the standard mode of the AWS SDKs, over real connections. */

import { readFileSync } from "node:fs";
import { afterEach, describe, expect, test, vi } from "vitest";
import { registerLatestCompletedTraining } from "../../generated/index.js";
import { awsRetries } from "../../templates/runtime/aws-retries.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import type { TransportOptions } from "../../templates/runtime/transport-options.js";
import type { Answer } from "../servers/http-server.js";
import { oneCompletedJob } from "../servers/sagemaker-answers.js";
import { fail } from "../servers/sagemaker-server.js";
import { sharedFixture } from "../shared-fixture.js";
import { connectInTurn } from "./connect-in-turn.js";
import {
  connectSagemaker,
  credentials,
  inputs,
  operationsOf,
  region,
} from "./connect-sagemaker.js";

afterEach(() => {
  vi.restoreAllMocks();
});

const createModel: HttpRequest = {
  operationId: "CreateModel",
  method: "POST",
  path: "/",
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: "{}",
  responseBodies: { 200: "json", default: "unknown" },
};

const connect = (answers: readonly Answer[], options?: TransportOptions) =>
  connectInTurn(answers, awsRetries, options);

function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const type = { "content-type": "application/x-amz-json-1.1" };
  return {
    kind: "response",
    status,
    headers: { ...type, ...headers },
    body: JSON.stringify(body),
  } satisfies Answer;
}

const ok = answer(200, {});
const throttled = answer(400, { __type: "ThrottlingException" });

/** Failures, and whether the SDK retries them. */
const failures: readonly [string, Answer, boolean][] = [
  ["400 ThrottlingException, as SageMaker throttles", throttled, true],
  [
    "400 with the code in a header",
    answer(400, {}, { "x-amzn-errortype": "SlowDown:http://x" }),
    true,
  ],
  ["400 with the code in `code`", answer(400, { code: "aws#TooManyRequestsException" }), true],
  [
    "400 with the code in XML, as EC2 throttles",
    {
      kind: "response",
      status: 400,
      headers: { "content-type": "text/xml;charset=UTF-8" },
      body: "<Response><Errors><Error><Code>RequestLimitExceeded</Code></Error></Errors></Response>",
    },
    true,
  ],
  ["429 without a code", answer(429, {}), true],
  ["400 RequestTimeout", answer(400, { code: "RequestTimeout" }), true],
  ["500", answer(500, {}), true],
  ["502 that is no JSON", { kind: "response", status: 502, body: "<html>" }, true],
  ["503", answer(503, {}), true],
  ["504", answer(504, {}), true],
  ["a connection that closes", { kind: "close" }, true],
  ["a connection that closes within the content", { kind: "cut" }, true],
  ["400 ValidationException", answer(400, { __type: "ValidationException" }), false],
  ["403 AccessDeniedException", answer(403, { __type: "AccessDeniedException" }), false],
  ["404", answer(404, {}), false],
  ["501", answer(501, {}), false],
];

test("what was done and answered with what is not JSON is not done again", async () => {
  const { server, transport } = await connect([{ kind: "response", status: 200, body: "<p>" }, ok]);
  await expect(transport.send(createModel)).rejects.toThrow(/not JSON: 200/);
  expect(server.requests).toHaveLength(1);
});

test.each(failures)("%s", async (_, failure, isRetried) => {
  const { server, transport } = await connect([failure, ok]);
  const { status } = await transport.send(createModel);
  expect(status === 200).toBe(isRetried);
  expect(server.requests).toHaveLength(isRetried ? 2 : 1);
});

test("an attempt that takes too long is followed by another", async () => {
  const { server, transport } = await connect([{ kind: "stall" }, ok], { timeout: 200 });
  expect((await transport.send(createModel)).status).toBe(200);
  expect(server.requests).toHaveLength(2);
});

test("there are three attempts, under one ID and with their count", async () => {
  const { server, transport } = await connect([throttled]);
  expect((await transport.send(createModel)).status).toBe(400);
  const sent = server.requests.map(({ headers }) => headers["amz-sdk-request"]?.[0]);
  expect(sent).toEqual(["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]);
  const ids = new Set(server.requests.map(({ headers }) => headers["amz-sdk-invocation-id"]?.[0]));
  expect(ids.size).toBe(1);
  await transport.send(createModel);
  expect(server.requests[3]?.headers["amz-sdk-invocation-id"]?.[0]).not.toBe([...ids][0]);
});

test("there are as many attempts as `retry` says, and one when it is off", async () => {
  const five = await connect([throttled], { retry: { attempts: 5 } });
  await five.transport.send(createModel);
  expect(five.server.requests).toHaveLength(5);
  const one = await connect([throttled], { retry: false });
  await one.transport.send(createModel);
  expect(one.server.requests).toHaveLength(1);
  expect(one.server.requests[0]?.headers["amz-sdk-request"]).toBeUndefined();
});

describe("how long it waits", () => {
  test("is a random part of 50 ms, and of 1 s when throttled, doubled each time up to 20 s", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const failing = await connect([answer(500, {})], { retry: { attempts: 4 } });
    await failing.transport.send(createModel);
    expect(failing.waits).toEqual([50, 100, 200]);
    const throttling = await connect([throttled], { retry: { attempts: 7 } });
    await throttling.transport.send(createModel);
    expect(throttling.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 20_000]);
  });

  test.each([
    ["seconds", { "retry-after": "3" }, 3000],
    ["milliseconds", { "x-amz-retry-after": "1500" }, 1500],
    ["less than it would wait anyway", { "x-amz-retry-after": "10" }, 25],
    ["much more: five seconds more than it would wait anyway", { "retry-after": "3600" }, 5025],
    ["a part of a millisecond", { "x-amz-retry-after": "1500.5" }, 1501],
    ["less than nothing", { "x-amz-retry-after": "-1500", "retry-after": "-3" }, 25],
    ["no number", { "x-amz-retry-after": "0x5dc" }, 25],
    ["nonsense", { "x-amz-retry-after": "soon", "retry-after": "later" }, 25],
  ])("is what the service asks: %s", async (_, headers, expected) => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { transport, waits } = await connect([answer(500, {}, headers), ok]);
    await transport.send(createModel);
    expect(waits).toEqual([expected]);
  });
});

describe("the tokens of a transport", () => {
  test("run out when everything fails, and then nothing is sent again", async () => {
    const { server, transport } = await connect([answer(500, {})]);
    for (let sent = 0; sent < 20; sent += 1) await transport.send(createModel);
    // 500 tokens pay for 35 retries at 14 each.
    expect(server.requests).toHaveLength(20 + 35);
  });

  test("come back with successes: what the last retry cost, or one", async () => {
    const failing = Array.from({ length: 20 + 35 }, () => answer(500, {}));
    const { server, transport } = await connect([...failing, ok, ok, ok, ok, answer(500, {})]);
    for (let sent = 0; sent < 20; sent += 1) await transport.send(createModel);
    // 10 tokens are left; four successes make them 14, which is one retry.
    for (let sent = 0; sent < 4; sent += 1) await transport.send(createModel);
    const before = server.requests.length;
    await transport.send(createModel);
    expect(server.requests.length - before).toBe(2);
  });

  /** Responds to requests by the letters: `-` is an error, `+` a success. */
  async function retriesLeftAfter(letters: string) {
    const answers = [...letters].map((letter) => (letter === "+" ? ok : answer(500, {})));
    const { server, transport } = await connect([...answers, answer(500, {})]);
    while (server.requests.length < letters.length) await transport.send(createModel);
    const before = server.requests.length;
    // Each request is sent three times while there are tokens.
    for (let sent = 0; sent < 20; sent += 1) await transport.send(createModel);
    return server.requests.length - before - 20;
  }

  test("are never more than at first", async () => {
    expect(await retriesLeftAfter("+".repeat(30))).toBe(35);
  });

  test("that a retry cost come back when it succeeds", async () => {
    expect(await retriesLeftAfter("-+".repeat(15))).toBe(35);
  });

  test("do not come back with a failure that is not retried", async () => {
    const { server, transport } = await connect([
      ...Array(55).fill(answer(500, {})),
      ...Array(4).fill(answer(404, {})),
      answer(500, {}),
    ]);
    for (let sent = 0; sent < 24; sent += 1) await transport.send(createModel);
    const before = server.requests.length;
    await transport.send(createModel);
    expect(server.requests.length - before).toBe(1);
  });
});

test("every attempt is signed anew, its headers included", async () => {
  let asked = 0;
  const ThrottlingException = fail("ThrottlingException", "Rate exceeded");
  const { server, apis } = await connectSagemaker(
    {
      ...oneCompletedJob,
      ListTrainingJobs: () => {
        asked += 1;
        return asked < 3 ? ThrottlingException : oneCompletedJob.ListTrainingJobs;
      },
    },
    { region, credentials, sleep: async () => {} },
  );
  const result = await registerLatestCompletedTraining(inputs, apis);
  expect(result.outcome).toBe("completed");
  expect(operationsOf(server).slice(0, 3)).toEqual(Array(3).fill("ListTrainingJobs"));
  expect(server.signatureProblems).toEqual([]);
  expect(server.requests[1]?.headers["authorization"]?.[0]).toMatch(
    /SignedHeaders=accept;amz-sdk-invocation-id;amz-sdk-request;/,
  );
});

const table = sharedFixture("vectors/aws-retry/_retry.json");

/** Entries of botocore's table that apply to one service only, or that these rules do not retry. */
const notByCode: Readonly<Record<string, string>> = {
  BadDigest:
    "S3's alone: the content was spoilt on its way; the SDK for JavaScript does not retry it",
  IDPCommunicationError: "STS's alone, by a trait of its model",
  ReplicatedWriteConflictException: "DynamoDB's alone, by a trait of its model",
};

describe.skipIf(table.isMissing)("the table of AWS's own retries", () => {
  interface Rule {
    readonly applies_when?: {
      readonly response?: {
        readonly http_status_code: number;
        readonly service_error_code?: string;
      };
    };
  }
  function rulesOf(value: unknown): readonly Required<Rule>["applies_when"][] {
    if (typeof value !== "object" || value === null) return [];
    const { applies_when: rule } = value as Rule;
    return rule ? [rule] : Object.values(value).flatMap(rulesOf);
  }
  const rules = table.isMissing ? [] : rulesOf(JSON.parse(readFileSync(table.path, "utf8")));
  const responses = rules.flatMap(({ response }) => (response?.http_status_code ? [response] : []));

  test("has rules", () => expect(responses.length).toBeGreaterThan(20));

  test.each(responses)("$http_status_code $service_error_code", async (rule) => {
    const { http_status_code: status, service_error_code: code } = rule;
    const isRetried = !(code && code in notByCode) && !(status === 509 && code === undefined);
    const { server, transport } = await connect([answer(status, { __type: code }), ok]);
    await transport.send(createModel);
    expect(server.requests).toHaveLength(isRetried ? 2 : 1);
  });
});
