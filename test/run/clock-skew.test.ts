/**
 * A client with a wrong clock: AWS rejects the first signature, and accepts the second, which uses AWS's clock.
 */

import { describe, expect, onTestFinished, test } from "vitest";
import { awsRetries } from "../../templates/runtime/aws-retries.js";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import type { Fetch } from "../../templates/runtime/transport-options.js";
import { type ReceivedRequest, startHttpServer } from "../servers/http-server.js";
import { testSigning } from "../servers/sagemaker-server.js";

const listModels: HttpRequest = {
  operationId: "ListModels",
  method: "POST",
  path: "/",
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: "{}",
  responseBodies: { 200: "json", default: "unknown" },
};

/** In milliseconds since 1970. */
function signedAt({ headers }: ReceivedRequest): number {
  const basic = headers["x-amz-date"]?.[0] ?? "";
  return Date.parse(basic.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
}

/**
 * A server whose clock is ahead by the given minutes. It accepts signatures within five minutes of its clock.
 */
async function connect(minutes: number, code = "InvalidSignatureException", always = false) {
  const server = await startHttpServer((request) => {
    const now = Date.now() + minutes * 60_000;
    const isTaken = !always && Math.abs(signedAt(request) - now) < 300_000;
    return {
      kind: "response",
      status: isTaken ? 200 : 403,
      headers: { date: new Date(now).toUTCString(), "content-type": "application/json" },
      body: isTaken ? "{}" : JSON.stringify({ __type: code, message: "Signature expired" }),
    };
  });
  onTestFinished(() => server.close());
  const { service, region, ...credentials } = testSigning;
  const authenticator = createAwsSigner({ service, region, credentials });
  const retries = awsRetries();
  const transport = createFetchTransport({ baseUrl: server.url, authenticator, retries });
  return { server, transport };
}

test.each([10, -10, 60 * 24 * 365])(
  "a clock that is %i minutes off is corrected once",
  async (minutes) => {
    const { server, transport } = await connect(minutes);
    expect((await transport.send(listModels)).status).toBe(200);
    expect((await transport.send(listModels)).status).toBe(200);
    expect(server.requests, "the second request is signed rightly at once").toHaveLength(3);
  },
);

test.each(["RequestTimeTooSkewed", "RequestExpired", "SignatureDoesNotMatch", "AuthFailure"])(
  "%s is taken for it too",
  async (code) => {
    const { transport } = await connect(30, code);
    expect((await transport.send(listModels)).status).toBe(200);
  },
);

describe("nothing is sent again", () => {
  test("if the clocks agree", async () => {
    const { server, transport } = await connect(0, "InvalidSignatureException", true);
    expect((await transport.send(listModels)).status).toBe(403);
    expect(server.requests).toHaveLength(1);
  });

  test("if the clocks differ by less than a signature is good for", async () => {
    const { server, transport } = await connect(3, "InvalidSignatureException", true);
    expect((await transport.send(listModels)).status).toBe(403);
    expect(server.requests).toHaveLength(1);
  });

  test("a third time", async () => {
    const { server, transport } = await connect(30, "InvalidSignatureException", true);
    expect((await transport.send(listModels)).status).toBe(403);
    expect(server.requests).toHaveLength(2);
  });

  test("if something else is the matter", async () => {
    const { server, transport } = await connect(30, "ValidationException", true);
    expect((await transport.send(listModels)).status).toBe(403);
    expect(server.requests).toHaveLength(1);
  });
});

test("requests that are refused at the same time are all corrected", async () => {
  const { server, transport } = await connect(30);
  const responses = await Promise.all([1, 2, 3, 4].map(() => transport.send(listModels)));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(server.requests).toHaveLength(8);
});

test("a rejection without a time does not change the clock", async () => {
  const fetch: Fetch = async () =>
    Response.json({ __type: "InvalidSignatureException" }, { status: 403 });
  const { service, region, ...credentials } = testSigning;
  const authenticator = createAwsSigner({ service, region, credentials });
  const transport = createFetchTransport({ baseUrl: "https://example.org", authenticator, fetch });
  expect((await transport.send(listModels)).status).toBe(403);
  expect((await transport.send(listModels)).status).toBe(403);
});
