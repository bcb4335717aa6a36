import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import type {
  Authenticator,
  UnauthenticatedRequest,
} from "../../templates/runtime/authenticator.js";
import { StepFailedError, TransportError } from "../../templates/runtime/errors.js";
import {
  createFetchTransport,
  type FetchTransportOptions,
} from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import type { Fetch } from "../../templates/runtime/transport-options.js";
import { type Answer, type HttpServer, startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";

const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(answer: Answer | (() => Answer)): Promise<HttpServer> {
  const server = await startHttpServer(typeof answer === "function" ? answer : () => answer);
  servers.push(server);
  return server;
}

/** A server that always sends the same response, and a transport to it. */
async function connect(
  answer: Answer | (() => Answer),
  options: Partial<FetchTransportOptions> = {},
) {
  const server = await serve(answer);
  return { server, transport: createFetchTransport({ baseUrl: server.url, ...options }) };
}

function answered(status: number, contentType: string | undefined, body: string): Answer {
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  return { kind: "response", status, headers, body };
}

const listPets: HttpRequest = {
  operationId: "listPets",
  method: "GET",
  path: "/pets?limit=2",
  headers: { accept: "application/json" },
  responseBodies: { 200: "json", 203: "text", 204: "none", "4XX": "json", 404: "text" },
};

/** Adds a bearer token that never changes. */
function bearer(token: string): Authenticator {
  return {
    authenticate: async ({ url, headers }) => ({
      url,
      headers: { ...headers, authorization: `Bearer ${token}` },
    }),
  };
}

async function transportErrorOf(promise: Promise<unknown>): Promise<TransportError> {
  const error = await rejectionOf(promise);
  expect(error).toBeInstanceOf(TransportError);
  return error as TransportError;
}

test("method, path, query, headers and body travel as they are given", async () => {
  const { server, transport } = await connect(answered(200, "application/json", "{}"));
  await transport.send({
    ...listPets,
    method: "PATCH",
    path: "/pets/a%20b%2Fc?x=%C3%A9&x=2",
    headers: { "Content-Type": "application/json", "X-Trace": "t-1" },
    body: '{"name":"Ü"}',
  });
  const [request] = server.requests;
  expect(request).toMatchObject({
    method: "PATCH",
    url: "/pets/a%20b%2Fc?x=%C3%A9&x=2",
    headers: { "content-type": ["application/json"], "x-trace": ["t-1"] },
    rawBody: '{"name":"Ü"}',
  });
});

test.each(["", "/", "/v1/eu", "/v1/eu/", "/v1/eu//"])(
  "a path is appended to the base path %j",
  async (prefix) => {
    const server = await serve(answered(200, "application/json", "{}"));
    await createFetchTransport({ baseUrl: server.url + prefix }).send(listPets);
    const expected = prefix.startsWith("/v1/eu") ? "/v1/eu/pets?limit=2" : "/pets?limit=2";
    expect(server.requests.map(({ url }) => url)).toEqual([expected]);
  },
);

test("a fragment does not travel", async () => {
  const seen: string[] = [];
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    authenticator: {
      async authenticate({ url, headers }) {
        seen.push(url);
        return { url, headers };
      },
    },
  });
  await transport.send({ ...listPets, path: "/#CreateModel" });
  await transport.send({ ...listPets, path: "/pets?a=1#b?c" });
  expect(server.requests.map(({ url }) => url)).toEqual(["/", "/pets?a=1"]);
  expect(seen).toEqual([`${server.url}/`, `${server.url}/pets?a=1`]);
});

test("a path cannot change the host", async () => {
  const { server, transport } = await connect(answered(200, "application/json", "{}"));
  await transport.send({ ...listPets, path: "@example.org/pets" });
  await transport.send({ ...listPets, path: "//example.org/pets" });
  expect(server.requests.map(({ url }) => url)).toEqual([
    "/@example.org/pets",
    "//example.org/pets",
  ]);
});

test.each(["/pets/../admin", "/pets/..", "/pets/%2E%2e/admin", "/pets/./x", "/pets\\..\\admin"])(
  "the path %s is not sent, because it would become another",
  async (path) => {
    const { server, transport } = await connect(answered(200, "application/json", "{}"));
    const error = await transportErrorOf(transport.send({ ...listPets, path }));
    expect(error.message).toMatch(/"\." or "\.\." as a path segment/);
    expect(server.requests).toEqual([]);
  },
);

test("dots inside a segment or in the query are only dots", async () => {
  const { server, transport } = await connect(answered(200, "application/json", "{}"));
  await transport.send({ ...listPets, path: "/v1.0/..pets/a..b?path=/../x" });
  expect(server.requests.map(({ url }) => url)).toEqual(["/v1.0/..pets/a..b?path=/../x"]);
});

test.each([
  "/v1",
  "example.org/v1",
  "ftp://example.org",
  "https://someone:hunter2@example.org",
  "https://example.org/?key=hunter2",
])("the base URL %s is refused without being quoted", (baseUrl) => {
  const create = () => createFetchTransport({ baseUrl });
  expect(create).toThrow(TypeError);
  expect(create).toThrow(/^createFetchTransport: baseUrl must be an absolute http or https URL/);
  expect(create).not.toThrow(/hunter2/);
});

test("a response is plain data with its header names in lower case", async () => {
  const { transport } = await connect({
    kind: "response",
    status: 200,
    headers: {
      "Content-Type": "application/json",
      "X-Many": ["a", "b"],
      "Set-Cookie": ["c=1", "d=2"],
    },
    body: '{"pets":[1,2]}',
  });
  const response = await transport.send(listPets);
  expect(response.status).toBe(200);
  expect(response.body).toEqual({ pets: [1, 2] });
  expect(response.headers).toMatchObject({
    "content-type": "application/json",
    "x-many": "a, b",
    "set-cookie": "c=1\nd=2",
  });
  expect(JSON.parse(JSON.stringify(response))).toEqual(response);
});

test("what is declared as JSON is parsed, whatever its content-type", async () => {
  const { transport } = await connect(answered(200, "text/plain", "[1]"));
  expect((await transport.send(listPets)).body).toEqual([1]);
});

test("an empty body where JSON is declared is an error with its status", async () => {
  const { transport } = await connect(answered(200, "application/json", ""));
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toMatch(/is not JSON: 200/);
  expect(error.status).toBe(200);
});

test("an error without content, where JSON is declared, has the headers that name it", async () => {
  const headers = { "x-amzn-errortype": "AccessDenied", "x-amzn-requestid": "r-1" };
  const { transport } = await connect({ kind: "response", status: 400, headers });
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.headers).toMatchObject(headers);
  expect(new StepFailedError({ workflowId: "w", stepId: "s", cause: error })).toMatchObject({
    status: 400,
    code: "AccessDenied",
    requestId: "r-1",
  });
});

test("without any response there are no headers", async () => {
  const { transport } = await connect({ kind: "close" });
  expect((await transportErrorOf(transport.send(listPets))).headers).toBeUndefined();
});

test("what is declared as JSON and is not says so, with its status, and does not quote it", async () => {
  const { transport } = await connect(answered(200, "text/html", "<p>limit=2 of hunter2</p>"));
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toMatch(/\(listPets\) received a body that is not JSON: 200, text\/html$/);
  expect(error.status).toBe(200);
  expect(inspect(error)).not.toMatch(/hunter2/);
});

test("what is declared as text stays text, even if it is JSON or empty", async () => {
  const json = await connect(answered(203, "application/json", "{}"));
  expect((await json.transport.send(listPets)).body).toBe("{}");
  const empty = await connect(answered(203, "text/plain", ""));
  expect((await empty.transport.send(listPets)).body).toBe("");
});

test("content where none is declared is not given, and the connection can be used again", async () => {
  const { server, transport } = await connect(answered(201, "application/json", '{"a":1}'));
  const createPet: HttpRequest = { ...listPets, responseBodies: { 201: "none" } };
  expect((await transport.send(createPet)).body).toBeUndefined();
  expect((await transport.send(createPet)).body).toBeUndefined();
  expect(server.requests).toHaveLength(2);
});

test("what is declared to be unknown is read by its own content-type", async () => {
  const refused: HttpRequest = { ...listPets, responseBodies: { 409: "unknown", default: "json" } };
  const json = await connect(answered(409, "application/json", '{"message":"taken"}'));
  expect((await json.transport.send(refused)).body).toEqual({ message: "taken" });
  const text = await connect(answered(409, "text/plain", "taken"));
  expect((await text.transport.send(refused)).body).toBe("taken");
});

test("a 204 has no body", async () => {
  const { transport } = await connect({ kind: "response", status: 204 });
  expect(await transport.send(listPets)).toMatchObject({ status: 204, body: undefined });
});

test("the exact status is preferred to its class, and its class to the default", async () => {
  const responseBodies = { 404: "text", "4XX": "json", default: "none" } as const;
  const bodies = [];
  for (const status of [404, 410, 500]) {
    const { transport } = await connect(answered(status, "text/plain", "1"));
    bodies.push((await transport.send({ ...listPets, responseBodies })).body);
  }
  expect(bodies).toEqual(["1", 1, undefined]);
});

test.each([
  ["application/problem+json", '{"a":1}', { a: 1 }],
  ["application/json", "<p>no</p>", "<p>no</p>"],
  ["text/plain", '{"a":1}', '{"a":1}'],
  ["application/json", "", undefined],
  ["text/plain", "", undefined],
  [undefined, "sorry", "sorry"],
])("a status that is not declared, as %s with %j, is read as %j", async (type, text, body) => {
  const { transport } = await connect(answered(503, type, text));
  expect(await transport.send(listPets)).toMatchObject({ status: 503 });
  expect((await transport.send(listPets)).body).toEqual(body);
});

test("a status that HTTP does not know is an error", async () => {
  const { transport } = await connect(answered(799, "application/json", "{}"));
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toMatch(/received the invalid status 799$/);
  expect(error.status).toBe(799);
});

test("a request is given up when its response is refused, and only then", async () => {
  const signals: AbortSignal[] = [];
  const fetch: Fetch = async (url, { signal, ...request }) => {
    signals.push(signal);
    return globalThis.fetch(url, request);
  };
  const answers = [answered(200, "application/json", "{}"), answered(799, "text/plain", "x")];
  const { transport } = await connect(() => answers.shift() ?? { kind: "close" }, { fetch });
  await transport.send(listPets);
  await transportErrorOf(transport.send(listPets));
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
});

test("a redirect is not followed: it is a response, and no credentials reach the other host", async () => {
  const other = await serve(answered(200, "application/json", "{}"));
  const { transport } = await connect(
    { kind: "response", status: 307, headers: { location: `${other.url}/pets` } },
    { authenticator: bearer("hunter2") },
  );
  const response = await transport.send(listPets);
  expect(response.status).toBe(307);
  expect(response.headers["location"]).toBe(`${other.url}/pets`);
  expect(other.requests).toEqual([]);
});

test("a redirect that a browser hides is an error that says so", async () => {
  // Node cannot create such a response. In a browser it has only these properties.
  const opaque = Object.defineProperties(Response.error(), {
    type: { value: "opaqueredirect" },
    status: { value: 0 },
  });
  const transport = createFetchTransport({
    baseUrl: "https://example.org",
    fetch: async () => opaque,
  });
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toMatch(/was redirected, and the browser hides the location$/);
});

test("a server that is not there is named with the reason, not with the path or query", async () => {
  const server = await serve(answered(200, "application/json", "{}"));
  const transport = createFetchTransport({ baseUrl: server.url });
  await server.close();
  servers.pop();
  const path = "/pets/hunter2?limit=hunter3";
  const error = await transportErrorOf(transport.send({ ...listPets, path }));
  expect(error.message).toBe(
    `GET ${server.url} (listPets) failed: connect ECONNREFUSED ${server.url.slice("http://".length)}`,
  );
  expect(error.cause).toBeInstanceOf(TypeError);
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toMatch(/hunter/);
});

test("a host with several addresses is named with the reason of the first", async () => {
  const refused = new Error("connect ECONNREFUSED ::1:1");
  const all = new AggregateError([refused, new Error("connect ECONNREFUSED 127.0.0.1:1")]);
  const transport = createFetchTransport({
    baseUrl: "http://localhost:1",
    fetch: async () => Promise.reject(new TypeError("fetch failed", { cause: all })),
  });
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toBe(
    "GET http://localhost:1 (listPets) failed: connect ECONNREFUSED ::1:1",
  );
});

test("a URL in the platform's own message is cut down to the origin", async () => {
  const transport = createFetchTransport({
    baseUrl: "https://example.org",
    fetch: async (url) => Promise.reject(new TypeError(`error sending request for url (${url})`)),
  });
  const error = await transportErrorOf(transport.send({ ...listPets, path: "/p?key=hunter2" }));
  expect(error.message).toMatch(/failed: error sending request for url \(https:\/\/example.org\)$/);
  expect(inspect(error)).not.toMatch(/hunter2/);
});

test("a connection that closes before the response is a TransportError", async () => {
  const { server, transport } = await connect({ kind: "close" });
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toBe(`GET ${server.url} (listPets) failed: other side closed`);
  expect(error.status).toBeUndefined();
});

test("a connection that closes within the body is a TransportError with the status", async () => {
  const { server, transport } = await connect({ kind: "cut" });
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toBe(`GET ${server.url} (listPets) failed: other side closed`);
  expect(error.status).toBe(200);
});

test("a header value that HTTP does not allow is not quoted, nor sent", async () => {
  const { server, transport } = await connect(answered(200, "application/json", "{}"));
  const headers = { "x-name": "hunter2\nx-other: 1" };
  const error = await transportErrorOf(transport.send({ ...listPets, headers }));
  expect(error.message).toMatch(/has an invalid header: x-name$/);
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY })).not.toMatch(/hunter2/);
  expect(server.requests).toEqual([]);
});

test("a signal that has aborted rejects with its reason, and nothing is authenticated or sent", async () => {
  let authenticated = 0;
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    authenticator: {
      async authenticate({ url, headers }) {
        authenticated += 1;
        return { url, headers };
      },
    },
  });
  const reason = { because: "the user left" };
  expect(await rejectionOf(transport.send(listPets, AbortSignal.abort(reason)))).toBe(reason);
  expect(authenticated).toBe(0);
  expect(server.requests).toEqual([]);
});

test("an abort during the request rejects with its reason and closes the connection", async () => {
  const controller = new AbortController();
  const reason = new Error("the user left");
  const { server, transport } = await connect(() => {
    controller.abort(reason);
    return { kind: "stall" };
  });
  expect(await rejectionOf(transport.send(listPets, controller.signal))).toBe(reason);
  await server.requests[0]?.closed;
});

test("an abort while the credentials are awaited rejects with its reason, and nothing is sent", async () => {
  const controller = new AbortController();
  const reason = new Error("the user left");
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    authenticator: {
      authenticate() {
        setImmediate(() => controller.abort(reason));
        return new Promise(() => {});
      },
    },
  });
  expect(await rejectionOf(transport.send(listPets, controller.signal))).toBe(reason);
  expect(server.requests).toEqual([]);
});

test("a time limit longer than timers can wait is none", async () => {
  const transport = createFetchTransport({
    baseUrl: "https://example.org",
    timeout: Number.POSITIVE_INFINITY,
    fetch: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return new Response("{}");
    },
  });
  expect((await transport.send(listPets)).status).toBe(200);
});

test("nothing is sent when the credentials come after the time is over", async () => {
  const sent: string[] = [];
  let give = () => {};
  const waiting = new Promise<void>((resolve) => {
    give = resolve;
  });
  const transport = createFetchTransport({
    baseUrl: "https://example.org",
    timeout: 1,
    // It ignores the signal.
    fetch: async (url) => {
      sent.push(url);
      return new Response();
    },
    authenticator: {
      authenticate: async ({ url, headers }) => {
        await waiting;
        return { url, headers };
      },
    },
  });
  await transportErrorOf(transport.send(listPets));
  give();
  await new Promise(setImmediate);
  expect(sent).toEqual([]);
});

test("a failure to authenticate is a TransportError that keeps the cause", async () => {
  const cause = new Error("no profile of that name");
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    authenticator: { authenticate: () => Promise.reject(cause) },
  });
  const error = await transportErrorOf(transport.send(listPets));
  expect(error.message).toMatch(/\(listPets\) cannot be authenticated: no profile of that name$/);
  expect(error.cause).toBe(cause);
  expect(server.requests).toEqual([]);
});

test("the global fetch is looked up when a request is sent", async () => {
  const transport = createFetchTransport({ baseUrl: "https://example.org" });
  const original = globalThis.fetch;
  try {
    globalThis.fetch = async () => Response.json({ from: "a later fetch" });
    expect((await transport.send(listPets)).body).toEqual({ from: "a later fetch" });
  } finally {
    globalThis.fetch = original;
  }
});

test("a fetch of one's own is given the URL and is called without a receiver", async () => {
  const calls: unknown[] = [];
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    fetch: function (this: unknown, input, init) {
      calls.push([this, input, init?.method, init?.redirect]);
      return globalThis.fetch(input, init);
    },
  });
  await transport.send(listPets);
  expect(calls).toEqual([[undefined, `${server.url}/pets?limit=2`, "GET", "manual"]]);
});

describe("a fetch of one's own, which may not know the platform's classes,", () => {
  async function receive(body: NonNullable<HttpRequest["body"]>) {
    const received: Parameters<Fetch>[1][] = [];
    const transport = createFetchTransport({
      name: "createPets",
      baseUrl: "https://example.org",
      fetch: async (_, request) => {
        received.push(request);
        return new Response("{}");
      },
    });
    await transport.send({ ...listPets, method: "POST", body });
    const [request] = received;
    const bytes = request?.body instanceof Uint8Array ? request.body : undefined;
    return { type: request?.headers["content-type"], text: Buffer.from(bytes ?? []).toString() };
  }

  test("is given the bytes of a blob, and its type", async () => {
    expect(await receive(new Blob(["xyz"], { type: "text/x" }))).toEqual({
      type: "text/x",
      text: "xyz",
    });
  });

  test("is given the bytes of a buffer", async () => {
    expect(await receive(new Uint8Array([120]).buffer)).toEqual({ type: undefined, text: "x" });
  });

  test("is given the bytes of a form, and its boundary", async () => {
    const form = new FormData();
    form.set("name", "Rex");
    const { type, text } = await receive(form);
    const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(type ?? "")?.[1];
    expect(text.trim().endsWith(`--${boundary}--`)).toBe(true);
    expect(text).toContain('name="name"');
  });
});

test("what an authenticator adds to the headers and the query is sent", async () => {
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    authenticator: {
      authenticate: async ({ url, headers }) => ({
        url: `${url}&key=k1`,
        headers: { ...headers, "x-key": "k2" },
      }),
    },
  });
  await transport.send(listPets);
  expect(server.requests).toMatchObject([
    { url: "/pets?limit=2&key=k1", headers: { "x-key": ["k2"], accept: ["application/json"] } },
  ]);
});

test("an authenticator sees the body only if it says that it reads it", async () => {
  const seen: unknown[] = [];
  const authenticate = async ({ url, headers, body }: UnauthenticatedRequest) => {
    seen.push(body);
    return { url, headers };
  };
  const { server, transport } = await connect(answered(200, "application/json", "{}"), {
    authenticator: { authenticate },
  });
  const reader = createFetchTransport({
    baseUrl: server.url,
    authenticator: { readsBody: true, authenticate },
  });
  const createPet = { ...listPets, method: "POST", body: "{}" };
  await transport.send(createPet);
  await reader.send(createPet);
  expect(seen).toEqual([undefined, "{}"]);
  expect(server.requests.map(({ rawBody }) => rawBody)).toEqual(["{}", "{}"]);
});

describe("a response that refuses the credentials", () => {
  /** Requests another attempt after each rejection, and counts its tokens. */
  function correcting(answers: readonly boolean[]) {
    const told: number[] = [];
    let tokens = 0;
    const authenticator: Authenticator = {
      async authenticate({ url, headers }) {
        tokens += 1;
        return { url, headers: { ...headers, authorization: `Bearer t${tokens}` } };
      },
      shouldResend({ status }) {
        told.push(status);
        return answers[told.length - 1] ?? false;
      },
    };
    return { authenticator, told };
  }

  const tokensOf = ({ requests }: HttpServer) =>
    requests.map(({ headers }) => headers["authorization"]);

  test("is sent once more, authenticated anew, if that may help", async () => {
    const { authenticator, told } = correcting([true]);
    const statuses = [401, 200];
    const { server, transport } = await connect(
      () => answered(statuses.shift() ?? 500, "application/json", "{}"),
      { authenticator },
    );
    expect((await transport.send({ ...listPets, method: "POST" })).status).toBe(200);
    expect(tokensOf(server)).toEqual([["Bearer t1"], ["Bearer t2"]]);
    expect(told).toEqual([401]);
  });

  test("is not sent a third time", async () => {
    const { authenticator } = correcting([true, true]);
    const { server, transport } = await connect(answered(401, "application/json", "{}"), {
      authenticator,
    });
    expect((await transport.send(listPets)).status).toBe(401);
    expect(server.requests).toHaveLength(2);
  });

  test("is what the caller gets if nothing helps", async () => {
    const { authenticator, told } = correcting([false]);
    const { server, transport } = await connect(answered(403, "application/json", "{}"), {
      authenticator,
    });
    expect((await transport.send(listPets)).status).toBe(403);
    expect(server.requests).toHaveLength(1);
    expect(told).toEqual([403]);
  });

  test("is not looked for in one that succeeds", async () => {
    const { authenticator, told } = correcting([true]);
    const { server, transport } = await connect(answered(200, "application/json", "{}"), {
      authenticator,
    });
    await transport.send(listPets);
    expect(server.requests).toHaveLength(1);
    expect(told).toEqual([]);
  });
});
