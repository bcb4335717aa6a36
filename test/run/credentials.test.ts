import { inspect } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { registerLatestCompletedTraining } from "../../generated/index.js";
import { oneCompletedJob } from "../servers/sagemaker-answers.js";
import { testSigning } from "../servers/sagemaker-server.js";
import {
  connectSagemaker,
  credentials,
  inputs,
  region,
  stepFailureOf,
} from "./connect-sagemaker.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

const { accessKeyId, secretAccessKey } = testSigning;
const sessionToken = "a/session+token==";
const temporary = { ...testSigning, sessionToken };

function clearEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("AWS_")) vi.stubEnv(name, undefined);
  }
}

test("credentials as an async function are asked for, and sign every request", async () => {
  let asked = 0;
  const { server, apis } = await connectSagemaker(oneCompletedJob, {
    region,
    credentials: async () => {
      asked += 1;
      return credentials;
    },
  });
  expect(asked, "creating the API asks for nothing").toBe(0);
  await registerLatestCompletedTraining(inputs, apis);
  expect(asked).toBeGreaterThan(0);
  expect(server.requests).toHaveLength(3);
  expect(server.signatureProblems).toEqual([]);
});

test("credentials from a function are used again until they end", async () => {
  let asked = 0;
  const { apis } = await connectSagemaker(oneCompletedJob, {
    region,
    credentials: async () => {
      asked += 1;
      return { ...credentials, expiration: new Date(Date.now() + 3_600_000) };
    },
  });
  await registerLatestCompletedTraining(inputs, apis);
  expect(asked).toBe(1);
});

test("credentials from a function that rejects fail the first step, and nothing is sent", async () => {
  const cause = new Error("the login has expired");
  const { server, apis } = await connectSagemaker(oneCompletedJob, {
    region,
    credentials: () => Promise.reject(cause),
  });
  const error = await stepFailureOf(registerLatestCompletedTraining(inputs, apis));
  expect(error.stepId).toBe("listCompletedTrainingJobs");
  expect(error.message).toMatch(/cannot be authenticated: the login has expired$/);
  expect(error.cause).toMatchObject({ cause });
  expect(server.requests).toEqual([]);
});

test.each([
  ["an object", { ...credentials, sessionToken }],
  ["an async function", async () => ({ ...credentials, sessionToken })],
])("credentials with a session token, as %s, send and sign it", async (_, given) => {
  const options = { region, credentials: given };
  const { server, apis } = await connectSagemaker(oneCompletedJob, options, temporary);
  await registerLatestCompletedTraining(inputs, apis);
  expect(server.signatureProblems).toEqual([]);
  expect(server.requests.map(({ headers }) => headers["x-amz-security-token"])).toEqual([
    [sessionToken],
    [sessionToken],
    [sessionToken],
  ]);
});

test("credentials that are wrong are refused by the server with its own words", async () => {
  const wrong = { accessKeyId, secretAccessKey: "another-secret" };
  const { server, apis } = await connectSagemaker(oneCompletedJob, { region, credentials: wrong });
  const error = await stepFailureOf(registerLatestCompletedTraining(inputs, apis));
  expect(error).toMatchObject({ status: 403, code: "InvalidSignatureException" });
  expect(server.signatureProblems).toHaveLength(1);
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toMatch(/another-secret/);
});

test("credentials and region are the AWS_* variables by default", async () => {
  clearEnvironment();
  vi.stubEnv("AWS_ACCESS_KEY_ID", accessKeyId);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", secretAccessKey);
  vi.stubEnv("AWS_SESSION_TOKEN", sessionToken);
  vi.stubEnv("AWS_REGION", region);
  const { server, apis } = await connectSagemaker(oneCompletedJob, {}, temporary);
  const result = await registerLatestCompletedTraining(inputs, apis);
  expect(result.outcome).toBe("completed");
  expect(server.signatureProblems).toEqual([]);
});

test("credentials are preferred to the variables when they are given", async () => {
  clearEnvironment();
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIDOTHEROTHEROTHERO");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "another-secret");
  vi.stubEnv("AWS_SESSION_TOKEN", "another-token");
  vi.stubEnv("AWS_REGION", "us-west-2");
  const { server, apis } = await connectSagemaker(oneCompletedJob);
  const result = await registerLatestCompletedTraining(inputs, apis);
  expect(result.outcome).toBe("completed");
  expect(server.signatureProblems).toEqual([]);
});

test("credentials that are nowhere fail the first step with what to do, and nothing is sent", async () => {
  clearEnvironment();
  const { server, apis } = await connectSagemaker(oneCompletedJob, { region });
  const error = await stepFailureOf(registerLatestCompletedTraining(inputs, apis));
  expect(error).toMatchObject({ stepId: "listCompletedTrainingJobs", response: undefined });
  expect(error.message).toMatch(/pass `credentials`, or set AWS_ACCESS_KEY_ID and /);
  expect(server.requests).toEqual([]);
});
