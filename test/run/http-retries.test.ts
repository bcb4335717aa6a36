/** Retries by the rules of HTTP, over real connections. */

import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { httpRetries } from "../../templates/runtime/http-retries.js";
import type { TransportOptions } from "../../templates/runtime/transport-options.js";
import type { Answer } from "../servers/http-server.js";
import { connectInTurn } from "./connect-in-turn.js";
import { rejectionOf } from "./rejection-of.js";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Sends one request to a server that sends these responses in order and repeats the last one. */
async function send(
  method: string,
  answers: readonly Answer[],
  options: TransportOptions = {},
  signal?: AbortSignal,
) {
  const { server, transport, waits } = await connectInTurn(answers, httpRetries, options);
  const request: HttpRequest = {
    operationId: "callPets",
    method,
    path: "/pets",
    headers: { "content-type": "application/json" },
    body: /GET|HEAD/.test(method) ? undefined : '{"name":"Rex"}',
    responseBodies: { default: "unknown" },
  };
  const ended = await transport.send(request, signal).then(
    ({ status }) => ({ status, error: undefined }),
    (error: Error) => ({ status: undefined, error }),
  );
  return { ...ended, requests: server.requests, waits };
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { kind: "response", status, headers };
}

const ok = answer(200);
const comeBack = { "retry-after": "2" };
const inTwoSeconds = {
  date: "Fri, 31 Dec 1999 23:59:58 GMT",
  "retry-after": "Sat, 01 Jan 2000 00:00:00 GMT",
};

describe.each(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])("%s is idempotent", (method) => {
  test.each<[string, Answer]>([
    ["a connection that closes", { kind: "close" }],
    ["429", answer(429)],
    ["503 that says when to come back", answer(503, comeBack)],
  ])("and sent again after %s", async (_, first) => {
    const { status, requests } = await send(method, [first, ok]);
    expect(status).toBe(200);
    expect(requests.map(({ method, rawBody }) => [method, rawBody])).toEqual([
      [method, requests[0]?.rawBody],
      [method, requests[0]?.rawBody],
    ]);
  });

  test.each([500, 502, 503, 504, 400, 404])("and not sent again after %i", async (first) => {
    const { status, requests } = await send(method, [answer(first), ok]);
    expect(status).toBe(first);
    expect(requests).toHaveLength(1);
  });
});

test("a GET is sent again after a connection that closes within the content", async () => {
  const { status, requests } = await send("GET", [{ kind: "cut" }, ok]);
  expect(status).toBe(200);
  expect(requests).toHaveLength(2);
});

describe.each(["POST", "PATCH"])("%s may change something each time", (method) => {
  test.each<[string, Answer]>([
    ["a connection that closes", { kind: "close" }],
    ["a connection that closes within the content", { kind: "cut" }],
    ["503 that says when to come back", answer(503, comeBack)],
    ["500", answer(500)],
  ])("and is not sent again after %s, because it may have been processed", async (_, first) => {
    const { status, requests } = await send(method, [first, ok]);
    expect(status).not.toBe(200);
    expect(requests).toHaveLength(1);
  });

  test("and is sent again when the service says that it was throttled", async () => {
    const { status, requests } = await send(method, [answer(429, comeBack), ok]);
    expect(status).toBe(200);
    expect(requests.map(({ rawBody }) => rawBody)).toEqual(['{"name":"Rex"}', '{"name":"Rex"}']);
  });

  test("and is not sent again when it took too long", async () => {
    const { error, requests } = await send(method, [{ kind: "stall" }, ok], { timeout: 300 });
    expect(error?.message).toMatch(/\(callPets\) took longer than 300 ms$/);
    expect(requests).toHaveLength(1);
  });
});

describe("how long it waits", () => {
  test.each([
    ["seconds", comeBack],
    ["a date, by the server's own clock", inTwoSeconds],
  ])("is what Retry-After asks: %s", async (_, headers) => {
    const { waits } = await send("GET", [answer(503, headers), answer(429, headers), ok]);
    expect(waits).toEqual([2000, 2000]);
  });

  test("is otherwise a random part of a time that doubles", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    const { waits } = await send("GET", [{ kind: "close" }], { retry: { attempts: 5 } });
    expect(waits).toEqual([50, 100, 200, 400]);
  });

  test("is never more than the longest delay", async () => {
    vi.spyOn(Math, "random").mockReturnValue(1);
    const retry = { attempts: 4, maxDelay: 150 };
    const { waits } = await send("GET", [{ kind: "close" }], { retry });
    expect(waits).toEqual([100, 150, 150]);
  });

  test("is nothing when the server asks for more than that: its answer is given at once", async () => {
    const { status, waits, requests } = await send("GET", [
      answer(503, { "retry-after": "21" }),
      ok,
    ]);
    expect(status).toBe(503);
    expect(waits).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test("ends at once when the signal is aborted, even if what waits does not", async () => {
    const controller = new AbortController();
    const reason = new Error("the user left");
    const { error, requests } = await send(
      "GET",
      [answer(503, comeBack), ok],
      {
        sleep: () => {
          controller.abort(reason);
          return new Promise(() => {});
        },
      },
      controller.signal,
    );
    expect(error).toBe(reason);
    expect(requests).toHaveLength(1);
  });
});

test("the last answer is given when no attempt is left", async () => {
  const { status, requests } = await send("GET", [answer(429, comeBack)]);
  expect(status).toBe(429);
  expect(requests).toHaveLength(3);
});

test("the last failure is thrown when no attempt is left", async () => {
  const { error, requests } = await send("DELETE", [{ kind: "close" }]);
  expect(error).toMatchObject({ name: "TransportError", status: undefined });
  expect(requests).toHaveLength(3);
});

test("nothing is sent again when retries are off", async () => {
  const { requests } = await send("GET", [{ kind: "close" }], { retry: false });
  expect(requests).toHaveLength(1);
});

test("a request that cannot be sent is not tried again", async () => {
  let attempts = 0;
  const transport = createFetchTransport({
    baseUrl: "https://example.org",
    authenticator: {
      authenticate() {
        attempts += 1;
        return Promise.reject(new Error("no credentials"));
      },
    },
    sleep: async () => {},
    retries: httpRetries(),
  });
  const request = { operationId: "a", method: "GET", path: "/", headers: {}, responseBodies: {} };
  expect(await rejectionOf(transport.send(request))).toMatchObject({ name: "TransportError" });
  expect(attempts).toBe(1);
});

test("nothing is left at the signal when a request is done, waits included", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.02);
  const { signal } = new AbortController();
  const ended = await send("GET", [answer(429), answer(204)], { sleep: undefined }, signal);
  expect(ended).toMatchObject({ status: 204, requests: { length: 2 } });
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
