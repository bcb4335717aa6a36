/** Node's HTTP client when the server has closed a connection or switches the protocol. */

import { once } from "node:events";
import type { Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import { startRawServer } from "../servers/raw-server.js";
import { rejectionOf } from "./rejection-of.js";

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** Responses by connection, then by request. */
async function connect(answers: readonly (readonly ((socket: Socket) => void)[])[]) {
  const heads: string[] = [];
  const server = await startRawServer((socket) => {
    const ofConnection = answers[server.connections() - 1] ?? [];
    let count = 0;
    socket.on("data", (bytes) => {
      heads.push(bytes.toString());
      ofConnection[count++]?.(socket);
    });
  });
  onTestFinished(() => server.close());
  // Without a retry policy, so that only the sender can retry.
  const transport = createFetchTransport({ baseUrl: server.url, fetch: createNodeFetch() });
  const send = (changed: Partial<HttpRequest> = {}) => transport.send({ ...get, ...changed });
  return { server, transport, heads, send };
}

const get: HttpRequest = {
  operationId: "getText",
  method: "GET",
  path: "/",
  headers: { authorization: "signature-1" },
  responseBodies: { 200: "text" },
};

const answer = (socket: Socket) => void socket.write(ok);
const close = (socket: Socket) => void socket.destroy();
const begin = (socket: Socket) => void socket.write("H", () => socket.destroy());

describe("a request on a connection that the server closes before it answers", () => {
  test.each([
    ["GET", undefined],
    ["HEAD", undefined],
    ["OPTIONS", undefined],
    ["PUT", "content"],
    ["DELETE", undefined],
    ["DELETE", "content"],
  ])("is sent once more on a new one if it is a %s (%s)", async (method, body) => {
    const { server, heads, send } = await connect([[answer, close], [answer]]);
    await send();
    expect(await send({ method, body })).toMatchObject({ status: 200 });
    expect(server.connections()).toBe(2);
    expect(heads).toHaveLength(3);
    const [, first = "", second = ""] = heads;
    expect(second.replace(/connection: .*/i, "")).toBe(first.replace(/connection: .*/i, ""));
  });

  test.each(["POST", "PATCH"])("is not sent again if it is a %s", async (method) => {
    const { server, heads, send } = await connect([[answer, close], [answer]]);
    await send();
    const error = await rejectionOf(send({ method, body: "{}" }));
    expect(error).toMatchObject({ name: "TransportError", status: undefined });
    expect([server.connections(), heads.length]).toEqual([1, 2]);
  });

  test("is not sent a third time", async () => {
    const { server, send } = await connect([[answer, close], [close], [answer]]);
    await send();
    expect(await rejectionOf(send())).toMatchObject({ name: "TransportError" });
    expect(server.connections()).toBe(2);
  });

  test("is not sent again if the connection was new", async () => {
    const { server, send } = await connect([[close], [answer]]);
    expect(await rejectionOf(send())).toMatchObject({ name: "TransportError" });
    expect(server.connections()).toBe(1);
  });

  test("is not sent again if a byte of the answer has come", async () => {
    const { server, send } = await connect([[answer, begin], [answer]]);
    await send();
    expect(await rejectionOf(send())).toMatchObject({ name: "TransportError" });
    expect(server.connections()).toBe(1);
  });

  test("is sent on a new one even if others are open that are as old", async () => {
    const { server, send } = await connect([[answer, close], [answer, close], [answer]]);
    await Promise.all([send(), send()]);
    expect(await send()).toMatchObject({ status: 200 });
    expect(server.connections()).toBe(3);
  });

  test("is not sent again after an abort", async () => {
    const abort = new AbortController();
    const { server, transport, send } = await connect([
      [answer, () => abort.abort("enough")],
      [answer],
    ]);
    await send();
    expect(await rejectionOf(transport.send(get, abort.signal))).toBe("enough");
    expect(server.connections()).toBe(1);
  });
});

test.each<[string, string]>([
  ["101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"],
  ["101 without a protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\n"],
  [
    "101 and then content",
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n${ok}`,
  ],
])("a server that answers %s is left at once", async (_, head) => {
  const closed: Promise<unknown>[] = [];
  const switchOver = (socket: Socket) => {
    closed.push(once(socket, "close"));
    socket.write(head);
  };
  const { send } = await connect([[switchOver]]);
  expect(await rejectionOf(send())).toMatchObject({ name: "TransportError" });
  await Promise.all(closed);
});

test("responses of 1xx before the final one are passed over", async () => {
  const early = "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n";
  const { send } = await connect([[(socket) => void socket.write(early + ok)]]);
  expect(await send()).toMatchObject({ status: 200, body: "ok" });
});

test("it names itself, unless a request does", async () => {
  const { heads, send } = await connect([[answer, answer]]);
  await send();
  await send({ headers: { "User-Agent": "shop/2" } });
  expect(heads.map((head) => /user-agent: (.*)\r/i.exec(head)?.[1])).toEqual([
    "arazzo-typescript",
    "shop/2",
  ]);
});
