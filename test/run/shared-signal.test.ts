/** Many concurrent runs with one signal, such as the shutdown signal of a server. */

import { getEventListeners } from "node:events";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { httpRetries } from "../../templates/runtime/http-retries.js";
import { wait } from "../../templates/runtime/wait.js";
import { type Answer, startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";
import { runInNode } from "./run-in-node.js";

const get: HttpRequest = {
  operationId: "get",
  method: "GET",
  path: "/",
  headers: {},
  responseBodies: {},
};

const many = Array.from({ length: 30 });

async function connect(answer: Answer) {
  const server = await startHttpServer(() => answer);
  onTestFinished(() => server.close());
  return createFetchTransport({ baseUrl: server.url, retries: httpRetries() });
}

const listeners = (signal: AbortSignal) => getEventListeners(signal, "abort").length;

let signal = new AbortController().signal;
afterEach(() => {
  expect(listeners(signal)).toBe(0);
});

test("requests at once add one listener to it, and leave none", async () => {
  signal = new AbortController().signal;
  const transport = await connect({ kind: "response", status: 204 });
  const sent = many.map(() => transport.send(get, signal));
  expect(listeners(signal)).toBe(1);
  await Promise.all(sent);
});

test("waits at once add one listener to it, and leave none", async () => {
  signal = new AbortController().signal;
  const waits = many.map((_, index) => wait(index % 5, signal));
  const slept = many.map(() => wait(1, signal, () => new Promise(setImmediate)));
  expect(listeners(signal)).toBe(1);
  await Promise.all([...waits, ...slept]);
});

test("all of them end when it aborts, each with its reason", async () => {
  const controller = new AbortController();
  signal = controller.signal;
  const transport = await connect({ kind: "stall" });
  const reason = new Error("the server shuts down");
  const requests = many.map(() => rejectionOf(transport.send(get, signal)));
  const waits = many.map(() => rejectionOf(wait(100_000, signal)));
  const slept = many.map(() => rejectionOf(wait(1, signal, () => new Promise(() => {}))));
  setTimeout(() => controller.abort(reason), 20);
  expect(new Set(await Promise.all([...requests, ...waits, ...slept]))).toEqual(new Set([reason]));
});

test("one that ends early leaves the others their listener", async () => {
  const controller = new AbortController();
  signal = controller.signal;
  const long = rejectionOf(wait(100_000, signal));
  await wait(1, signal);
  controller.abort("enough");
  expect(await long).toBe("enough");
});

test("Node does not warn of a leak", async () => {
  const transport = await startHttpServer(() => ({ kind: "response", status: 204 }));
  onTestFinished(() => transport.close());
  const printed = await runInNode(`
    import { createFetchTransport } from "./templates/runtime/fetch-transport.js";
    process.on("warning", ({ name }) => console.log(name));
    const { signal } = new AbortController();
    const transport = createFetchTransport({ baseUrl: ${JSON.stringify(transport.url)} });
    const request = ${JSON.stringify(get)};
    await Promise.all(Array.from({ length: 20 }, () => transport.send(request, signal)));
    await new Promise(setImmediate);
  `);
  expect(printed).toBe("");
});
