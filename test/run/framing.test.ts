/** A request stays one request on the connection, for every method, header and body. */

import { describe, expect, onTestFinished, test } from "vitest";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { httpRetries } from "../../templates/runtime/http-retries.js";
import { startHttpServer } from "../servers/http-server.js";
import { startSagemakerServer, succeed, testSigning } from "../servers/sagemaker-server.js";
import { rejectionOf } from "./rejection-of.js";
import { senders } from "./senders.js";

const put: HttpRequest = {
  operationId: "putObject",
  method: "PUT",
  path: "/object",
  headers: {},
  body: "okGET /admin HTTP/1.1\r\nHost: a\r\n\r\n",
  responseBodies: {},
};

/** Every framing header, with a wrong value. */
const framing = {
  Connection: "close, x-trace",
  "Content-Length": "2",
  Expect: "100-continue",
  Host: "elsewhere.example",
  "Keep-Alive": "timeout=1",
  "Proxy-Connection": "close",
  TE: "trailers",
  Trailer: "x-trace",
  "Transfer-Encoding": "chunked",
  Upgrade: "websocket",
};

describe.each(senders)("with %s", (_, fetch) => {
  async function connect() {
    const server = await startHttpServer(() => ({ kind: "response", status: 204 }));
    onTestFinished(() => server.close());
    const transport = createFetchTransport({ baseUrl: server.url, fetch, timeout: 5_000 });
    return { server, transport };
  }

  test.each(Object.entries(framing))("a parameter %s changes nothing", async (name, value) => {
    const { server, transport } = await connect();
    await transport.send({ ...put, headers: { [name]: value, "x-trace": "t-1" } });
    expect(server.requests).toMatchObject([
      {
        method: "PUT",
        rawBody: put.body,
        headers: {
          host: [server.url.replace("http://", "")],
          "content-length": [`${put.body}`.length.toString()],
          "x-trace": ["t-1"],
        },
      },
    ]);
    const sent = server.requests[0]?.headers ?? {};
    expect(Object.values(sent).flat()).not.toContain(value);
  });

  test.each(["DELETE", "OPTIONS", "POST", "PUT", "PATCH", "QUERY"])(
    "the body of a %s is its own, not the next request",
    async (method) => {
      const { server, transport } = await connect();
      await transport.send({ ...put, method });
      await transport.send({ ...put, method: "POST", body: "{}" });
      expect(server.requests.map((request) => [request.method, request.rawBody])).toEqual([
        [method, put.body],
        ["POST", "{}"],
      ]);
    },
  );

  test.each([
    ["GET", undefined],
    ["HEAD", undefined],
    ["DELETE", undefined],
    ["OPTIONS", undefined],
    ["POST", "0"],
    ["PUT", "0"],
    ["PATCH", "0"],
  ])("a %s without a body has the content-length %s", async (method, length) => {
    const { server, transport } = await connect();
    await transport.send({ ...put, method, body: undefined });
    expect(server.requests[0]?.headers["content-length"]?.[0]).toBe(length);
    expect(server.requests[0]?.headers["transfer-encoding"]).toBeUndefined();
  });

  test("a header that is left out is not signed either", async () => {
    const server = await startSagemakerServer({ answer: { ListModels: succeed({}) } });
    onTestFinished(() => server.close());
    const { accessKeyId, secretAccessKey, region, service } = testSigning;
    const credentials = { accessKeyId, secretAccessKey };
    const authenticator = createAwsSigner({ service, region, credentials });
    const transport = createFetchTransport({ baseUrl: server.url, fetch, authenticator });
    const headers = {
      ...framing,
      "X-Amz-Target": "SageMaker.ListModels",
      "Content-Type": "application/x-amz-json-1.1",
      "Accept-Encoding": "gzip",
      "User-Agent": "somebody",
    };
    const response = await transport.send({ ...put, method: "POST", headers, body: "{}" });
    expect([response.status, server.signatureProblems]).toEqual([200, []]);
    expect(server.requests[0]?.headers).toMatchObject({
      "accept-encoding": ["gzip"],
      "user-agent": ["somebody"],
    });
  });

  test.each(["Host", "Content-Length", "Transfer-Encoding"])(
    "credentials that a description puts into %s are not sent",
    async (name) => {
      const { server, transport } = await connect();
      const authenticator = {
        authenticate: async ({ url, headers }: { url: string; headers: object }) => ({
          url,
          headers: { ...headers, [name.toLowerCase()]: "hunter2" },
        }),
      };
      const keyed = createFetchTransport({ baseUrl: server.url, fetch, authenticator });
      const error = await rejectionOf(keyed.send(put));
      expect(error).toMatchObject({ name: "TransportError" });
      expect(`${error}`).not.toContain("hunter2");
      await transport.send(put);
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each<[string, Partial<HttpRequest>, RegExp]>([
    ["GET with a body", { method: "GET" }, /with a body cannot be sent$/],
    ["HEAD with a body", { method: "HEAD" }, /with a body cannot be sent$/],
    ["TRACE", { method: "TRACE", body: undefined }, /\(putObject\) cannot be sent$/],
    ["CONNECT", { method: "CONNECT", body: undefined }, /\(putObject\) cannot be sent$/],
    ["method of two lines", { method: "PUT / HTTP/1.1\r\nA: b" }, /\(putObject\) cannot be sent$/],
  ])("a %s is refused, and is not sent again", async (_, changed, message) => {
    const { server } = await connect();
    const waits: number[] = [];
    const transport = createFetchTransport({
      baseUrl: server.url,
      fetch,
      retries: httpRetries(),
      sleep: async (milliseconds) => void waits.push(milliseconds),
    });
    const error = await rejectionOf(transport.send({ ...put, ...changed }));
    expect(error).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(message),
    });
    expect([server.connections(), waits]).toEqual([0, []]);
  });
});
