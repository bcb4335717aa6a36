/** Servers that stall, drip, cut off, or respond with invalid or too much data, for both senders. */

import { describe, expect, onTestFinished, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import type { TransportOptions } from "../../templates/runtime/transport-options.js";
import { type Answer, startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";

const getJson: HttpRequest = {
  operationId: "getJson",
  method: "GET",
  path: "/a?key=hunter2",
  headers: { accept: "application/json" },
  responseBodies: { default: "json" },
};

describe.each<[string, TransportOptions["fetch"]]>([
  ["the global fetch", undefined],
  ["Node's own client", createNodeFetch()],
])("with %s", (_, fetch) => {
  async function connect(answer: Answer | (() => Answer), options: TransportOptions = {}) {
    const server = await startHttpServer(typeof answer === "function" ? answer : () => answer);
    onTestFinished(() => server.close());
    const transport = createFetchTransport({ baseUrl: server.url, fetch, ...options });
    return { server, transport };
  }

  const sender = /^GET http:\/\/127\.0\.0\.1:\d+ \(getJson\)/;

  test.each<[string, Answer, number | undefined]>([
    ["stalls", { kind: "stall" }, undefined],
    ["drips", { kind: "drip" }, 200],
  ])("a server that %s is given up after the timeout", async (_, answer, status) => {
    const { server, transport } = await connect(answer, { timeout: 50 });
    const error = await rejectionOf(transport.send(getJson));
    expect(error).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(sender),
      status,
    });
    expect(error).toMatchObject({ message: expect.stringMatching(/took longer than 50 ms$/) });
    await server.requests[0]?.closed;
  });

  test.each<[string, Answer]>([
    ["stalls", { kind: "stall" }],
    ["drips", { kind: "drip" }],
    ["floods", { kind: "flood", bytes: 2 ** 40 }],
  ])("a server that %s is left at once when the signal is aborted", async (_, answer) => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const { server, transport } = await connect(
      () => {
        setTimeout(() => controller.abort(reason), 20);
        return answer;
      },
      { maxResponseBytes: Number.POSITIVE_INFINITY },
    );
    expect(await rejectionOf(transport.send(getJson, controller.signal))).toBe(reason);
    await server.requests[0]?.closed;
  });

  test.each<[string, Answer, number | undefined]>([
    ["closes the connection", { kind: "close" }, undefined],
    ["cuts its content off", { kind: "cut" }, 200],
    ["answers in another protocol", { kind: "garbage" }, undefined],
  ])("a server that %s is a TransportError that tells no secret", async (_, answer, status) => {
    const { transport } = await connect(answer);
    const error = await rejectionOf(transport.send(getJson));
    expect(error).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(sender),
      status,
    });
    expect(`${error} ${(error as Error).stack}`).not.toContain("hunter2");
  });

  test("of 100 MB no more is read than the bound of 64 MiB, and the connection is closed", async () => {
    const { server, transport } = await connect({ kind: "flood", bytes: 100_000_000 });
    expect(await rejectionOf(transport.send(getJson))).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(/received more than 67108864 bytes$/),
      status: 200,
    });
    await server.requests[0]?.closed;
  });

  test("a response of exactly the bound is read, one of a byte more is not", async () => {
    const kind = "response";
    const headers = { "content-type": "application/json" };
    const { transport } = await connect(
      { kind, status: 200, headers, body: '"12345678"' },
      { maxResponseBytes: 10 },
    );
    expect((await transport.send(getJson)).body).toBe("12345678");
    const longer = await connect(
      { kind, status: 200, headers, body: '"123456789"' },
      { maxResponseBytes: 10 },
    );
    expect(await rejectionOf(longer.transport.send(getJson))).toMatchObject({
      message: expect.stringMatching(/more than 10 bytes$/),
    });
  });

  test("a redirect to another host is not followed, and nothing reaches it", async () => {
    const other = await connect({ kind: "response", status: 200, body: "{}" });
    const { transport } = await connect(
      { kind: "response", status: 307, headers: { location: other.server.url } },
      {},
    );
    const request = { ...getJson, headers: { authorization: "Bearer hunter2" } };
    const response = await transport.send({ ...request, responseBodies: { 307: "none" } });
    expect(response).toMatchObject({ status: 307, headers: { location: other.server.url } });
    expect(other.server.requests).toEqual([]);
  });
});
