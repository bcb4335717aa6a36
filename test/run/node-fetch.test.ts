/** Sending with Node's HTTP client instead of the global `fetch`. */

import { expect, onTestFinished, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { toFormData } from "../../templates/runtime/multipart-body.js";
import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import { type Answer, startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";
import { runInNode } from "./run-in-node.js";

async function connect(answer: Answer = { kind: "response", status: 204 }) {
  const server = await startHttpServer(() => answer);
  onTestFinished(() => server.close());
  const fetch = createNodeFetch();
  return { server, fetch, transport: createFetchTransport({ baseUrl: server.url, fetch }) };
}

const post: HttpRequest = {
  operationId: "post",
  method: "POST",
  path: "/a%20b?x=%C3%A9",
  headers: { "X-Trace": "t-1", "content-type": "application/json" },
  body: '{"name":"Ü"}',
  responseBodies: { 200: "json", 204: "none" },
};

test("method, URL, headers and text travel as they are given", async () => {
  const { server, transport } = await connect();
  await transport.send(post);
  expect(server.requests).toMatchObject([
    {
      method: "POST",
      url: "/a%20b?x=%C3%A9",
      headers: {
        "content-type": ["application/json"],
        "content-length": ["13"],
        "x-trace": ["t-1"],
        host: [server.url.replace("http://", "")],
      },
      rawBody: '{"name":"Ü"}',
    },
  ]);
});

test.each<[string, NonNullable<HttpRequest["body"]>, string | undefined]>([
  ["bytes", new Uint8Array([0, 255, 10]), undefined],
  ["a buffer", new Uint8Array([0, 255, 10]).buffer, undefined],
  ["a blob", new Blob([new Uint8Array([0, 255, 10])], { type: "image/png" }), "image/png"],
])("%s travel as they are", async (_, body, contentType) => {
  const { server, transport } = await connect();
  await transport.send({ ...post, headers: {}, body });
  const [request] = server.requests;
  expect([...(request?.bytes ?? [])]).toEqual([0, 255, 10]);
  expect(request?.headers["content-type"]?.[0]).toBe(contentType);
});

test("a form travels with the boundary that its content type names", async () => {
  const { server, transport } = await connect();
  await transport.send({ ...post, body: toFormData({ name: "Rex" }) });
  const contentType = server.requests[0]?.headers["content-type"]?.[0] ?? "";
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(contentType)?.[1];
  expect(server.requests[0]?.rawBody).toContain(`--${boundary}--`);
});

test("repeated headers are joined, and content in several pieces is put together", async () => {
  const { transport } = await connect({
    kind: "response",
    status: 200,
    headers: { "X-Many": ["a", "b"], "Set-Cookie": ["c=1", "d=2"] },
    body: JSON.stringify("ü".repeat(300_000)),
  });
  const { headers, body } = await transport.send(post);
  expect(headers).toMatchObject({ "x-many": "a, b", "set-cookie": "c=1\nd=2" });
  expect(body).toBe("ü".repeat(300_000));
});

test("connections are used again", async () => {
  const { server, transport } = await connect({ kind: "response", status: 200, body: "[]" });
  for (let sent = 0; sent < 5; sent += 1) await transport.send(post);
  expect(server.requests).toHaveLength(5);
  expect(server.connections()).toBe(1);
});

test("a request that is aborted before it is sent rejects with the reason, and is not sent", async () => {
  const { server, fetch } = await connect();
  const abort = new AbortController();
  const headers = {};
  const { signal } = abort;
  const sent = fetch(server.url, {
    method: "GET",
    headers,
    body: null,
    signal,
    redirect: "manual",
  });
  abort.abort("no longer wanted");
  expect(await rejectionOf(sent)).toBe("no longer wanted");
  expect(server.connections()).toBe(0);
});

test("content in an encoding that was not asked for is an error that says so", async () => {
  const headers = { "content-encoding": "gzip", "content-type": "application/json" };
  const { transport } = await connect({ kind: "response", status: 200, headers, body: "{}" });
  const error = await rejectionOf(transport.send(post));
  expect(error).toMatchObject({
    message: expect.stringMatching(/content that cannot be decoded: gzip$/),
  });
});

test("a process that sends JSON with it never loads the global fetch", async () => {
  const { server } = await connect({ kind: "response", status: 200, body: '{"a":1}' });
  const printed = await runInNode(`
    import { createAwsSigner } from "./templates/runtime/aws-signer.js";
    import { awsRetries } from "./templates/runtime/aws-retries.js";
    import { createFetchTransport } from "./templates/runtime/fetch-transport.js";
    import { createNodeFetch } from "./templates/runtime/node-fetch.js";
    for (const name of ["fetch", "Headers", "Request", "Response", "FormData", "WebSocket"]) {
      Object.defineProperty(globalThis, name, { get() { throw new Error("loads " + name); } });
    }
    const transport = createFetchTransport({
      baseUrl: ${JSON.stringify(server.url)},
      fetch: createNodeFetch(),
      authenticator: createAwsSigner({
        service: "sagemaker",
        region: "eu-west-1",
        credentials: { accessKeyId: "AKID", secretAccessKey: "secret" },
      }),
      retries: awsRetries(),
    });
    console.log(JSON.stringify((await transport.send(${JSON.stringify(post)})).body));
  `);
  expect(printed).toBe('{"a":1}\n');
});
