/** Encoded content is decoded up to the size limit, or fails without a retry. */

import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { awsRetries } from "../../templates/runtime/aws-retries.js";
import {
  createFetchTransport,
  type FetchTransportOptions,
} from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import { startHttpServer } from "../servers/http-server.js";
import { startRawServer } from "../servers/raw-server.js";
import { rejectionOf } from "./rejection-of.js";
import { senders } from "./senders.js";

const post: HttpRequest = {
  operationId: "createModel",
  method: "POST",
  path: "/",
  headers: {},
  body: "{}",
  responseBodies: { default: "json" },
};

const text = JSON.stringify("ü".repeat(100_000));

describe.each(senders)("with %s", (_, fetch) => {
  /** A server that responds with the content, and a transport that makes up to three attempts. */
  async function connect(
    encoding: string,
    body: Uint8Array | string,
    options: Partial<FetchTransportOptions> = {},
  ) {
    const headers = { "content-encoding": encoding, "content-type": "application/json" };
    const server = await startHttpServer(() => ({ kind: "response", status: 200, headers, body }));
    onTestFinished(() => server.close());
    const transport = createFetchTransport({
      baseUrl: server.url,
      fetch,
      retries: awsRetries(),
      sleep: async () => {},
      ...options,
    });
    return { server, transport };
  }

  test.each<[string, Uint8Array]>([
    ["gzip", gzipSync(text)],
    ["x-gzip", gzipSync(text)],
    ["GZIP", gzipSync(text)],
    ["deflate", deflateSync(text)],
    ["br", brotliCompressSync(text)],
    ["gzip, br", brotliCompressSync(gzipSync(text))],
    ["deflate,gzip", gzipSync(deflateSync(text))],
  ])("content in %s is decoded", async (encoding, body) => {
    const { server, transport } = await connect(encoding, body);
    expect((await transport.send(post)).body).toBe(JSON.parse(text));
    expect(server.requests).toHaveLength(1);
  });

  test("deflate without the header of zlib is decoded", async () => {
    const { transport } = await connect("deflate", deflateRawSync(text));
    expect((await transport.send(post)).body).toBe(JSON.parse(text));
  });

  test.each(["gzip", "br"])("content of no bytes in %s is none", async (encoding) => {
    const { transport } = await connect(encoding, "");
    const head: HttpRequest = { ...post, method: "HEAD", body: undefined, responseBodies: {} };
    expect(await transport.send(head)).toMatchObject({ status: 200, body: undefined });
  });

  test.each<[string, number]>([
    ["zstd", 4],
    ["gzip,zstd", 4],
  ])("a refusal of %s leaves no error that nobody catches", async (encoding, length) => {
    const head = `HTTP/1.1 200 OK\r\ncontent-encoding: ${encoding}\r\ncontent-length: ${length}\r\n\r\n`;
    const server = await startRawServer((socket) => {
      socket.on("data", () => socket.write(Buffer.from(`${head}(\xb5/\xfd`, "latin1")));
    });
    onTestFinished(() => server.close());
    const transport = createFetchTransport({ baseUrl: server.url, fetch, timeout: 500 });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await rejectionOf(transport.send(post))).toMatchObject({ name: "TransportError" });
    }
    // Vitest reports unhandled errors in the meantime.
    await new Promise((resolve) => setTimeout(resolve, 50));
  });

  test("empty content is accepted in an unknown encoding", async () => {
    const { transport } = await connect("aws-chunked", "");
    const request: HttpRequest = { ...post, responseBodies: {} };
    expect(await transport.send(request)).toMatchObject({ status: 200, body: undefined });
  });

  test("content that the platform has left in zstd is not taken for decoded", async () => {
    const { transport } = await connect("zstd", Buffer.from("(\xb5/\xfdcontent", "latin1"));
    const request: HttpRequest = { ...post, responseBodies: { default: "bytes" } };
    expect(await rejectionOf(transport.send(request))).toMatchObject({ name: "TransportError" });
  });

  test.each<[string, Uint8Array]>([
    ["gzip", gzipSync(Buffer.alloc(50_000_000))],
    ["gzip, gzip", gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
    ["br", brotliCompressSync(Buffer.alloc(50_000_000))],
  ])("of a bomb in %s no more than the bound is decoded", async (encoding, body) => {
    expect(body.length).toBeLessThan(60_000);
    const { server, transport } = await connect(encoding, body, { maxResponseBytes: 60_000 });
    expect(await rejectionOf(transport.send(post))).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(/received more than 60000 bytes$/),
    });
    expect(server.requests).toHaveLength(1);
  });

  test.each<[string, string, Uint8Array | string]>([
    ["is not in the encoding that it names", "gzip", "{}"],
    ["is not in the encoding that it names", "br", "this is not compressed"],
    ["is damaged", "gzip", Buffer.concat([gzipSync(text).subarray(0, 10), Buffer.alloc(99, 255)])],
    ["is in an unknown encoding", "snappy", text],
    ["is in an unknown encoding within a known one", "snappy, gzip", gzipSync(text)],
  ])(
    "a POST is not sent again if the content of its response %s (%s)",
    async (_, encoding, body) => {
      const { server, transport } = await connect(encoding, body);
      const error = await rejectionOf(transport.send(post));
      expect(error).toMatchObject({
        name: "TransportError",
        status: 200,
        message: expect.stringMatching(/received content that cannot be decoded: /),
      });
      expect(server.requests).toHaveLength(1);
    },
  );

  test("a connection that fails within encoded content is tried again", async () => {
    const body = gzipSync(text);
    const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`;
    const server = await startRawServer((socket) =>
      socket.once("data", () => {
        socket.write(head);
        if (server.connections() > 1) socket.write(body);
        else socket.write(body.subarray(0, 100), () => setTimeout(() => socket.destroy(), 20));
      }),
    );
    onTestFinished(() => server.close());
    const transport = createFetchTransport({
      baseUrl: server.url,
      fetch,
      retries: awsRetries(),
      sleep: async () => {},
    });
    expect((await transport.send(post)).body).toBe(JSON.parse(text));
    expect(server.connections()).toBe(2);
  });
});

test("Node's own client does not decode content in more than five encodings", async () => {
  const headers = { "content-encoding": "gzip, gzip, gzip, gzip, gzip, gzip" };
  const server = await startHttpServer(() => ({
    kind: "response",
    status: 200,
    headers,
    body: "x",
  }));
  onTestFinished(() => server.close());
  const transport = createFetchTransport({
    baseUrl: server.url,
    fetch: createNodeFetch(),
    retries: awsRetries(),
  });
  const error = await rejectionOf(transport.send(post));
  expect(error).toMatchObject({ name: "TransportError", status: 200 });
  expect(server.requests).toHaveLength(1);
});

test("Node's own client asks for plain content, unless a request asks for other", async () => {
  const server = await startHttpServer(() => ({ kind: "response", status: 204 }));
  onTestFinished(() => server.close());
  const transport = createFetchTransport({ baseUrl: server.url, fetch: createNodeFetch() });
  const plain: HttpRequest = { ...post, responseBodies: {} };
  await transport.send(plain);
  await transport.send({ ...plain, headers: { "Accept-Encoding": "gzip" } });
  expect(server.requests.map(({ headers }) => headers["accept-encoding"])).toEqual([
    ["identity"],
    ["gzip"],
  ]);
});
