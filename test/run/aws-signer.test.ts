import { inspect } from "node:util";
import type { SignatureV4Init } from "@aws-sdk/signature-v4";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { AwsSignerOptions } from "../../templates/runtime/aws-signature.js";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { TransportError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest, Transport } from "../../templates/runtime/http.js";
import { startHttpServer } from "../servers/http-server.js";
import {
  type SagemakerServer,
  type SagemakerServerOptions,
  startSagemakerServer,
  succeed,
  testSigning,
} from "../servers/sagemaker-server.js";

const servers: SagemakerServer[] = [];
const savedEnvironment = { ...process.env };

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (name.startsWith("AWS_")) delete process.env[name];
});

afterEach(async () => {
  process.env = { ...savedEnvironment };
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options: Partial<SagemakerServerOptions> = {}): Promise<SagemakerServer> {
  const answer = { ListModels: succeed({ Models: [] }) };
  const server = await startSagemakerServer({ answer, ...options });
  servers.push(server);
  return server;
}

const { accessKeyId, secretAccessKey, region, service } = testSigning;
const credentials = { accessKeyId, secretAccessKey };

function signedTransport(baseUrl: string, options: Partial<AwsSignerOptions> = {}): Transport {
  const authenticator = createAwsSigner({ service, region, credentials, ...options });
  return createFetchTransport({ baseUrl, authenticator });
}

const listModels = {
  operationId: "listModels",
  method: "POST",
  path: "/",
  headers: { "X-Amz-Target": "SageMaker.ListModels", "Content-Type": "application/x-amz-json-1.1" },
  body: '{"NameContains":"Größe  2"}',
  responseBodies: { 200: "json" },
} satisfies HttpRequest;

async function transportErrorOf(promise: Promise<unknown>): Promise<TransportError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

test("a server that recomputes signatures accepts the request, and sees the body as it was sent", async () => {
  const server = await serve();
  const response = await signedTransport(server.url).send(listModels);
  expect(server.signatureProblems).toEqual([]);
  expect(response).toMatchObject({ status: 200, body: { Models: [] } });
  expect(response.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(server.requests).toMatchObject([
    { operation: "ListModels", url: "/", body: { NameContains: "Größe  2" } },
  ]);
});

test("paths and queries with encoded, repeated and empty parts are signed as they are sent", async () => {
  const server = await serve();
  const transport = signedTransport(`${server.url}/base/`);
  const paths = [
    "/models/a%20b%2Fc%25/(x)!'*~",
    "/models/?b=2&a=2&a=1&%C3%A9=%2B%20%26",
    "/?empty=&flag&toString=1",
    "/a//b/",
    "/é?é=é",
  ];
  for (const path of paths) await transport.send({ ...listModels, path });
  expect(server.signatureProblems).toEqual([]);
  expect(server.requests).toHaveLength(paths.length);
  expect(server.requests[1]?.url).toBe("/base/models/?b=2&a=2&a=1&%C3%A9=%2B%20%26");
});

test("a GET without body or content-type is signed", async () => {
  const server = await serve();
  const headers = { "x-amz-target": "SageMaker.ListModels" };
  const { body: _, ...withoutBody } = listModels;
  const request = { ...withoutBody, method: "GET", headers };
  expect((await signedTransport(server.url).send(request)).status).toBe(200);
  expect(server.signatureProblems).toEqual([]);
});

test("header values with spaces at the ends and in the middle are signed", async () => {
  const server = await serve();
  const headers = { ...listModels.headers, "X-Amz-Meta-Note": "  a   b\t c  " };
  expect((await signedTransport(server.url).send({ ...listModels, headers })).status).toBe(200);
  expect(server.signatureProblems).toEqual([]);
});

test("every given header is signed, and the host with its port", async () => {
  const server = await serve();
  const headers = { ...listModels.headers, "X-Extra": "1", accept: "application/json" };
  await signedTransport(server.url).send({ ...listModels, headers });
  expect(server.requests[0]?.headers["authorization"]?.[0]).toContain(
    "SignedHeaders=accept;content-type;host;x-amz-content-sha256;x-amz-date;x-amz-target;x-extra,",
  );
  expect(server.requests[0]?.headers["host"]).toEqual([server.url.replace("http://", "")]);
});

test("host is signed, but not among the headers to send", async () => {
  const signer = createAwsSigner({ service, region, credentials });
  const url = "https://api.sagemaker.eu-west-1.amazonaws.com/";
  const request = { method: "POST", url, headers: { "x-a": "1" }, body: "{}" };
  const { headers } = await signer.authenticate(request);
  expect(Object.keys(headers).sort()).toEqual([
    "authorization",
    "x-a",
    "x-amz-content-sha256",
    "x-amz-date",
  ]);
  expect(headers["authorization"]).toContain("SignedHeaders=host;");
});

test.each([
  ["secret", { credentials: { accessKeyId, secretAccessKey: "another" } }, /canonical request/],
  ["access key", { credentials: { accessKeyId: "AKID", secretAccessKey } }, /access key/],
  ["region", { region: "us-east-1" }, /region us-east-1/],
  ["service", { service: "s3" }, /service s3/],
  ["session token", { credentials: { ...credentials, sessionToken: "t" } }, /session token/],
])("the server refuses another %s", async (_, options, problem) => {
  const server = await serve();
  const response = await signedTransport(server.url, options).send(listModels);
  expect(response).toMatchObject({
    status: 403,
    body: { __type: "com.amazonaws.sagemaker#InvalidSignatureException" },
  });
  expect(server.signatureProblems).toEqual([expect.stringMatching(problem)]);
});

test.each([
  ["body", { body: "{}" }, /another payload/],
  ["method", { method: "PUT" }, /canonical request:\nPUT/],
  ["path", { path: "/other" }, /canonical request:\nPOST\n\/other/],
  ["query", { path: "/?a=1" }, /canonical request:\nPOST\n\/\na=1/],
  ["x-extra", { headers: { "x-extra": "2" } }, /canonical request/],
] as [string, Partial<HttpRequest>, RegExp][])(
  "the server refuses a request whose %s was changed after it was signed",
  async (_, change, problem) => {
    const server = await serve();
    const signer = createAwsSigner({ service, region, credentials });
    const { method, headers: unsigned, body } = listModels;
    const headers = { ...unsigned, "x-extra": "1" };
    const unauthenticated = { method, url: `${server.url}/`, headers, body };
    const signed = await signer.authenticate(unauthenticated);
    const changed = { ...listModels, ...change, headers: { ...signed.headers, ...change.headers } };
    const response = await createFetchTransport({ baseUrl: server.url }).send(changed);
    expect(response.status).toBe(403);
    expect(server.signatureProblems).toEqual([expect.stringMatching(problem)]);
  },
);

test("a session token is sent and signed", async () => {
  const sessionToken = "FwoGZXIvYXdzEJr//////////wE+/=";
  const server = await serve({ signing: { ...testSigning, sessionToken } });
  const transport = signedTransport(server.url, { credentials: { ...credentials, sessionToken } });
  expect((await transport.send(listModels)).status).toBe(200);
  expect(server.requests[0]?.headers["x-amz-security-token"]).toEqual([sessionToken]);
});

test("a credential provider of the AWS SDK fits, and is asked once if its credentials do not expire", async () => {
  const server = await serve();
  let asked = 0;
  const provider = async (_properties?: Record<string, unknown>) => {
    asked += 1;
    return credentials;
  };
  const asTheSdkTypesIt: SignatureV4Init["credentials"] = provider;
  const transport = signedTransport(server.url, { credentials: asTheSdkTypesIt });
  expect((await transport.send(listModels)).status).toBe(200);
  expect((await transport.send(listModels)).status).toBe(200);
  expect(asked).toBe(1);
});

test.each([
  { minutes: 60, times: 1 },
  { minutes: 1, times: 2 },
])(
  "credentials with $minutes minutes left are asked for $times times by two sends",
  async (given) => {
    const server = await serve();
    let asked = 0;
    const transport = signedTransport(server.url, {
      credentials: async () => {
        asked += 1;
        return { ...credentials, expiration: new Date(Date.now() + given.minutes * 60_000) };
      },
    });
    await transport.send(listModels);
    expect((await transport.send(listModels)).status).toBe(200);
    expect(asked).toBe(given.times);
  },
);

test("a new secret signs from the next send on", async () => {
  const server = await serve();
  let secret = "the-old-one";
  const transport = signedTransport(server.url, {
    credentials: async () => ({
      accessKeyId,
      secretAccessKey: secret,
      expiration: new Date(Date.now() + 60_000),
    }),
  });
  expect((await transport.send(listModels)).status).toBe(403);
  secret = secretAccessKey;
  expect((await transport.send(listModels)).status).toBe(200);
});

test("a new day is signed for", async () => {
  const server = await serve();
  const transport = signedTransport(server.url);
  onTestFinished(() => {
    vi.useRealTimers();
  });
  for (const now of ["2030-12-31T23:59:59Z", "2031-01-01T00:00:00Z"]) {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
    expect((await transport.send(listModels)).status).toBe(200);
  }
  const dates = server.requests.map(({ headers }) => headers["x-amz-date"]?.[0]);
  expect(dates).toEqual(["20301231T235959Z", "20310101T000000Z"]);
});

test("credentials come from the environment, read at each send", async () => {
  const sessionToken = "from-the-environment";
  const server = await serve({ signing: { ...testSigning, sessionToken } });
  const transport = signedTransport(server.url, { credentials: undefined });
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  });
  expect((await transport.send(listModels)).status).toBe(200);
  process.env["AWS_SESSION_TOKEN"] = "";
  expect((await transport.send(listModels)).status).toBe(403);
  expect(server.signatureProblems).toEqual(["another session token"]);
});

test.each(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])(
  "without %s the error says what to do, and nothing is sent",
  async (missing) => {
    const server = await serve();
    const variables = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    Object.assign(process.env, variables, { [missing]: "" });
    const transport = signedTransport(server.url, { credentials: undefined });
    const error = await transportErrorOf(transport.send(listModels));
    expect(error.message).toBe(
      "no AWS credentials: pass `credentials`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    );
    expect(server.requests).toEqual([]);
  },
);

test.each(["http://sagemaker.example", "http://127.0.0.1.example", "http://10.0.0.1:8080"])(
  "%s is refused before the credentials are asked for",
  async (baseUrl) => {
    const reached: unknown[] = [];
    const authenticator = createAwsSigner({
      service,
      region,
      credentials: async () => {
        reached.push("credentials");
        return credentials;
      },
    });
    const fetch = async () => {
      reached.push("fetch");
      return Response.json({});
    };
    const transport = createFetchTransport({ baseUrl, authenticator, fetch });
    const error = await transportErrorOf(transport.send(listModels));
    expect(error.message).toBe(`credentials are not sent over ${baseUrl}`);
    expect(reached).toEqual([]);
  },
);

test.each([
  "https://sagemaker.example",
  "http://localhost:1",
  "http://127.8.9.1",
  "http://[::1]:1",
])("%s is signed for", async (url) => {
  const signer = createAwsSigner({ service, region, credentials });
  const request = { method: "POST", url, headers: {}, body: undefined };
  const { headers } = await signer.authenticate(request);
  expect(headers["authorization"]).toMatch(/^AWS4-HMAC-SHA256 /);
});

test("for S3 the path is signed as it is sent, not encoded once more", async () => {
  const server = await serve({ signing: { ...testSigning, service: "s3" } });
  const transport = signedTransport(server.url, { service: "s3" });
  expect((await transport.send({ ...listModels, path: "/a%20b//c" })).status).toBe(200);
  expect(server.signatureProblems).toEqual([]);
});

test("no error shows a secret, a token or a signature", async () => {
  const sessionToken = "token-that-must-not-show";
  const whole = { ...credentials, sessionToken };
  const broken = await startHttpServer(() => ({ kind: "close" }));
  const html = await startHttpServer(() => ({
    kind: "response",
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<p>",
  }));
  const transports = [
    signedTransport(broken.url, { credentials: whole }),
    signedTransport(html.url, { credentials: whole }),
    signedTransport("http://127.0.0.1:1", { credentials: whole }),
    signedTransport("http://sagemaker.example", { credentials: whole }),
    signedTransport(html.url, { credentials: { ...whole, accessKeyId: "AKID\nwith a line" } }),
    signedTransport(html.url, {
      credentials: { ...whole, sessionToken: `${sessionToken}\n\u0000` },
    }),
  ];
  try {
    for (const transport of transports) {
      const error = await transportErrorOf(transport.send(listModels));
      const everything = [
        error.message,
        error.stack,
        JSON.stringify(error),
        inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true }),
      ].join("\n");
      expect(everything).not.toContain(secretAccessKey);
      expect(everything).not.toContain(sessionToken);
      expect(everything).not.toContain("Größe");
      expect(everything).not.toMatch(/Signature=|with a line/);
    }
  } finally {
    await Promise.all([broken.close(), html.close()]);
  }
});
