import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest, Transport } from "../../templates/runtime/http.js";
import { oauth2 } from "../../templates/runtime/oauth2.js";
import { createAuthenticator } from "../../templates/runtime/security.js";
import { type Answer, type ReceivedRequest, startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";
import { flowOut, importCase } from "./run-flow.js";

type Create = (options: object) => Transport;
type Operation = (request?: object) => HttpRequest;

const apis = new Map<string, Readonly<Record<string, Operation>>>();
const create = new Map<string, Create>();

const out = join(flowOut, "security-test");

beforeAll(async () => {
  const module = await importCase("security-schemes", out);
  for (const name of ["Choice", "Given", "Keys", "Tokens"]) {
    create.set(name, module[`create${name}`] as Create);
    const path = join(out, `apis/${name.toLowerCase()}.ts`);
    apis.set(name, await import(/* @vite-ignore */ pathToFileURL(path).href));
  }
});

const done: Answer = { kind: "response", status: 204 };

async function startServer(answer: (request: ReceivedRequest) => Answer = () => done) {
  const server = await startHttpServer(answer);
  onTestFinished(() => server.close());
  return server;
}

/** A request of one operation, as the server receives it. */
async function receive(api: string, operation: string, options: object, given?: object) {
  const server = await startServer();
  const transport = create.get(api)?.({ baseUrl: server.url, retry: false, ...options });
  const request = apis.get(api)?.[operation]?.(given);
  if (!transport || !request) throw new Error(`there is no ${api} ${operation}`);
  await transport.send(request);
  return server.requests[0];
}

const secret = "s3cr:t/+=é ü";

describe("a request holds exactly what its security scheme asks for", () => {
  const keys = { appKey: "key-1", xAppId: "id-1", query: secret, session: "a/b+c=" };
  const tokens = { client: "client-1", user: "user-1", identity: "id", digest: "Digest a=1" };

  test("keys in headers, all that are asked for together", async () => {
    const request = await receive("Keys", "inHeader", keys);
    expect(request?.headers).toMatchObject({ "x-app-key": ["key-1"], "x-app-id": ["id-1"] });
    expect(request?.headers).not.toHaveProperty("cookie");
    expect(request?.url).toBe("/header");
  });

  test("a key in the query, after what is there", async () => {
    const request = await receive("Keys", "inQuery", keys, { query: { page: 2 } });
    expect(request?.url).toBe(`/query?page=2&api%20key=${encodeURIComponent(secret)}`);
    expect((await receive("Keys", "inQuery", keys))?.url).toMatch(/^\/query\?api%20key=/);
    expect(request?.headers).not.toHaveProperty("x-app-key");
  });

  test("a key in a cookie, beside those that are there", async () => {
    const request = await receive("Keys", "inCookie", keys, { cookie: { theme: "dark" } });
    expect(request?.headers["cookie"]).toEqual(["theme=dark; SESSION=a/b+c="]);
    const encoded = await receive("Keys", "inCookie", { ...keys, session: "a; b" });
    expect(encoded?.headers["cookie"]).toEqual(["SESSION=a%3B%20b"]);
  });

  test("nothing where the operation asks for nothing", async () => {
    const request = await receive("Keys", "withNothing", keys);
    expect(JSON.stringify(request)).not.toMatch(/key-1|id-1|a\/b/);
  });

  test("user name and password in UTF-8", async () => {
    const basicAuth = async () => ({ username: "zoë", password: secret });
    const request = await receive("Choice", "either", { basicAuth });
    const expected = Buffer.from(`zoë:${secret}`).toString("base64");
    expect(request?.headers["authorization"]).toEqual([`Basic ${expected}`]);
  });

  test.each([
    ["forClient", "Bearer client-1"],
    ["forUser", "Bearer user-1"],
    ["forIdentity", "Bearer id"],
    ["withDigest", "Digest a=1"],
  ])("%s: a token or header that the caller has", async (operation, expected) => {
    const asFunctions = Object.fromEntries(
      Object.entries(tokens).map(([name, value]) => [name, () => value]),
    );
    for (const options of [tokens, asFunctions]) {
      const request = await receive("Tokens", operation, options);
      expect(request?.headers["authorization"]).toEqual([expected]);
    }
  });

  test("nothing for a certificate, which is a matter of the connection", async () => {
    const request = await receive("Tokens", "withCertificate", tokens);
    expect(request?.headers).not.toHaveProperty("authorization");
  });
});

describe("of alternatives", () => {
  test("the first for which there are credentials is taken", async () => {
    const basicAuth = { username: "a", password: "" };
    const both = await receive("Choice", "either", { basicAuth, bearerAuth: "token" });
    expect(both?.headers["authorization"]).toEqual(["Basic YTo="]);
    const one = await receive("Choice", "either", { bearerAuth: "token" });
    expect(one?.headers["authorization"]).toEqual(["Bearer token"]);
  });

  test("none is taken where it is not required, and there are no credentials", async () => {
    const without = await receive("Choice", "perhaps", { basicAuth: { username: "a" } });
    expect(without?.headers).not.toHaveProperty("authorization");
    const withToken = await receive("Choice", "perhaps", { bearerAuth: "token" });
    expect(withToken?.headers["authorization"]).toEqual(["Bearer token"]);
  });

  test("what the request brings itself is left as it is", async () => {
    const given = { header: { authorization: "Bearer own" } };
    const request = await receive("Given", "given", { tenant: "acme" }, given);
    expect(request?.headers).toMatchObject({ authorization: ["Bearer own"], "x-tenant": ["acme"] });
    const own = { header: { "X-App-Key": "own" } };
    const keys = await receive("Keys", "inHeader", { appKey: "option", xAppId: "id" }, own);
    expect(keys?.headers).toMatchObject({ "x-app-key": ["own"], "x-app-id": ["id"] });
  });
});

describe("without what it needs, nothing is sent", () => {
  async function failure(api: string, operation: string, options: object) {
    const server = await startServer();
    const transport = create.get(api)?.({ baseUrl: server.url, ...options });
    const request = apis.get(api)?.[operation]?.();
    const error = await rejectionOf(transport?.send(request as HttpRequest) ?? Promise.resolve());
    expect(server.requests).toEqual([]);
    expect(error).toMatchObject({ name: "TransportError" });
    return (error as Error).message.replace(server.url, "https://api");
  }

  test("and the error says which options are missing", async () => {
    expect(await failure("Keys", "inHeader", { appKey: "key" })).toBe(
      "credentials for https://api are missing: pass appKey and xAppId",
    );
    expect(await failure("Choice", "either", {})).toBe(
      "credentials for https://api are missing: pass basicAuth, or bearerAuth",
    );
  });

  test.each([
    ["bearerAuth", ""],
    ["bearerAuth", () => ""],
  ])("an empty %s counts as none", async (name, value) => {
    expect(await failure("Choice", "either", { [name]: value })).toMatch(/is empty$/);
  });

  test("and a function that throws is the reason", async () => {
    const bearerAuth = () => Promise.reject(new Error("the vault is shut"));
    expect(await failure("Choice", "either", { bearerAuth })).toMatch(
      /^GET https:\/\/api \(either\) cannot be authenticated: the vault is shut$/,
    );
  });

  test("nor is it over plain http to another machine", async () => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return new Response(null, { status: 204 });
    };
    for (const [api, operation, options] of [
      ["Keys", "inQuery", { query: secret }],
      ["Keys", "inCookie", { session: secret }],
      ["Choice", "either", { bearerAuth: secret }],
      ["Tokens", "forClient", { client: { clientId: "a", clientSecret: secret } }],
    ] as const) {
      const transport = create.get(api)?.({
        baseUrl: "http://127.0.0.1.example",
        fetch,
        ...options,
      });
      const request = apis.get(api)?.[operation]?.() as HttpRequest;
      const error = await rejectionOf(transport?.send(request) ?? Promise.resolve());
      expect(error).toMatchObject({
        message: "credentials are not sent over http://127.0.0.1.example",
      });
    }
    expect(urls).toEqual([]);
  });
});

describe("a token that the transport gets itself", () => {
  const get: HttpRequest = {
    operationId: "get",
    method: "GET",
    path: "/things",
    headers: {},
    security: [["client"]],
    responseBodies: {},
  };
  const client = { clientId: "my client", clientSecret: secret };

  interface Setting {
    readonly tokens?: (count: number, request: ReceivedRequest) => object | number;
    readonly accepts?: (token: string | undefined) => boolean;
    readonly given?: object;
    readonly scope?: string;
  }

  /** An API and its authorization server, and a transport for both. */
  async function connect({ tokens, accepts = () => true, given = client, scope }: Setting = {}) {
    const server = await startServer((request) => {
      if (request.url !== "/token?v=2") {
        const token = request.headers["authorization"]?.[0]?.replace("Bearer ", "");
        return { kind: "response", status: accepts(token) ? 204 : 401 };
      }
      const count = server.requests.filter(({ url }) => url === "/token?v=2").length;
      const answer = tokens?.(count, request) ?? {
        access_token: `token-${count}`,
        expires_in: 3600,
      };
      if (typeof answer === "number") return { kind: "response", status: answer };
      const status = "error" in answer ? 400 : 200;
      const headers = { "content-type": "application/json" };
      return { kind: "response", status, headers, body: JSON.stringify(answer) };
    });
    const flow = { tokenUrl: `${server.url}/token?v=2`, ...(scope && { scope }) };
    const transport = createFetchTransport({
      baseUrl: server.url,
      authenticator: createAuthenticator({
        client: oauth2(given as typeof client, flow, {}),
      }),
    });
    const tokenRequests = () => server.requests.filter(({ url }) => url === "/token?v=2");
    const sentTokens = () =>
      server.requests
        .filter(({ url }) => url === "/things")
        .map(({ headers }) => headers["authorization"]?.[0]);
    return { transport, server, tokenRequests, sentTokens };
  }

  test("is asked for as RFC 6749 says, and sent", async () => {
    const { transport, tokenRequests, sentTokens } = await connect({ scope: "read write" });
    expect(await transport.send(get)).toMatchObject({ status: 204 });
    const [request] = tokenRequests();
    const [id, password] = Buffer.from(
      request?.headers["authorization"]?.[0]?.replace("Basic ", "") ?? "",
      "base64",
    )
      .toString()
      .split(":")
      .map((part) => new URLSearchParams(`x=${part}`).get("x"));
    expect([id, password]).toEqual(["my client", secret]);
    expect(request?.method).toBe("POST");
    expect(request?.headers["content-type"]).toEqual(["application/x-www-form-urlencoded"]);
    expect(Object.fromEntries(new URLSearchParams(request?.rawBody))).toEqual({
      grant_type: "client_credentials",
      scope: "read write",
    });
    expect(sentTokens()).toEqual(["Bearer token-1"]);
  });

  test("can have the secret and more in the form", async () => {
    const given = {
      ...client,
      tokenEndpointAuthMethod: "client_secret_post",
      scope: "own",
      parameters: { audience: "https://api" },
    };
    const { transport, tokenRequests } = await connect({ given, scope: "read" });
    await transport.send(get);
    expect(tokenRequests()[0]?.headers).not.toHaveProperty("authorization");
    expect(Object.fromEntries(new URLSearchParams(tokenRequests()[0]?.rawBody))).toEqual({
      grant_type: "client_credentials",
      scope: "own",
      audience: "https://api",
      client_id: "my client",
      client_secret: secret,
    });
  });

  test("is used again, and asked for once by however many requests", async () => {
    const { transport, tokenRequests, sentTokens } = await connect();
    await Promise.all(Array.from({ length: 20 }, () => transport.send(get)));
    await transport.send(get);
    expect(tokenRequests()).toHaveLength(1);
    expect(new Set(sentTokens())).toEqual(new Set(["Bearer token-1"]));
  });

  test("is used again even if it lasts a minute only", async () => {
    const tokens = () => ({ access_token: "short", expires_in: 60 });
    const { transport, tokenRequests } = await connect({ tokens });
    await transport.send(get);
    await transport.send(get);
    expect(tokenRequests()).toHaveLength(1);
  });

  test("is not renewed when another one is refused, which the request brought", async () => {
    const { transport, tokenRequests, sentTokens } = await connect({ accepts: () => false });
    const own = { ...get, headers: { authorization: "Bearer own" } };
    expect(await transport.send(own)).toMatchObject({ status: 401 });
    expect(sentTokens()).toEqual(["Bearer own"]);
    expect(tokenRequests()).toEqual([]);
  });

  test("is renewed shortly before it expires", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { transport, tokenRequests } = await connect();
    await transport.send(get);
    vi.setSystemTime(Date.now() + 3_539_000);
    await transport.send(get);
    expect(tokenRequests()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 2_000);
    await transport.send(get);
    expect(tokenRequests()).toHaveLength(2);
  });

  test("without an end is used for ever, and one that has ended already only once", async () => {
    const forEver = await connect({ tokens: () => ({ access_token: "a", token_type: "BEARER" }) });
    const ended = await connect({ tokens: () => ({ access_token: "a", expires_in: "0" }) });
    for (const { transport } of [forEver, ended]) {
      await transport.send(get);
      await transport.send(get);
    }
    expect(forEver.tokenRequests()).toHaveLength(1);
    expect(ended.tokenRequests()).toHaveLength(2);
  });

  test("that is refused is renewed once, whatever else waits for it", async () => {
    let isRevoked = false;
    const { transport, tokenRequests, sentTokens } = await connect({
      accepts: (token) => !(isRevoked && token === "token-1"),
    });
    await transport.send(get);
    isRevoked = true;
    const responses = await Promise.all(Array.from({ length: 10 }, () => transport.send(get)));
    expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 204));
    expect(tokenRequests()).toHaveLength(2);
    expect(sentTokens().filter((token) => token === "Bearer token-2")).toHaveLength(10);
  });

  test("that is refused again is not renewed again for the same request", async () => {
    const { transport, tokenRequests, sentTokens } = await connect({ accepts: () => false });
    expect(await transport.send(get)).toMatchObject({ status: 401 });
    expect(tokenRequests()).toHaveLength(2);
    expect(sentTokens()).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  test("is got with a refresh token, and with the newer one that came with it", async () => {
    const given = { refreshToken: "r-0", clientId: "public" };
    const { transport, tokenRequests } = await connect({
      given,
      scope: "read",
      accepts: (token) => token !== "t-1",
      tokens: (count) => ({ access_token: `t-${count}`, refresh_token: `r-${count}` }),
    });
    expect(await transport.send(get)).toMatchObject({ status: 204 });
    expect(tokenRequests().map(({ rawBody }) => rawBody)).toEqual([
      "grant_type=refresh_token&refresh_token=r-0&client_id=public",
      "grant_type=refresh_token&refresh_token=r-1&client_id=public",
    ]);
    expect(tokenRequests()[0]?.headers).not.toHaveProperty("authorization");
  });

  test.each([
    [{ error: "invalid_client", error_description: secret }, "400 invalid_client"],
    [{ error: secret }, "400"],
    [401, "401"],
    [302, "302"],
    [{ token: "x" }, "200"],
    [{ access_token: "x", token_type: "mac" }, "200"],
  ])("that is not to be had (%j) fails the request, which is not sent", async (answer, told) => {
    const { transport, server, sentTokens } = await connect({ tokens: () => answer });
    const error = await rejectionOf(transport.send(get));
    expect(error).toMatchObject({ message: `${server.url} returned no access token: ${told}` });
    expect(sentTokens()).toEqual([]);
    expect(inspect(error, { depth: 9 })).not.toContain(secret);
  });

  test("is asked for anew after a failure", async () => {
    const { transport } = await connect({
      tokens: (count) => (count === 1 ? 400 : { access_token: "t" }),
    });
    await expect(transport.send(get)).rejects.toThrow("returned no access token");
    expect(await transport.send(get)).toMatchObject({ status: 204 });
  });

  test.each([
    ["http://login.example/token", "credentials are not sent over http://login.example"],
    ["/token", "the token endpoint is unknown: pass an absolute tokenUrl"],
    [undefined, "the token endpoint is unknown: pass an absolute tokenUrl"],
  ])("is not asked for at %s", async (tokenUrl, message) => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return new Response("{}");
    };
    const authenticator = createAuthenticator({
      client: oauth2(client, tokenUrl === undefined ? {} : { tokenUrl }, { fetch }),
    });
    const transport = createFetchTransport({
      baseUrl: "https://api.example",
      authenticator,
      fetch,
    });
    expect(await rejectionOf(transport.send(get))).toMatchObject({ message });
    expect(urls).toEqual([]);
  });

  test("does not go along a redirect of the token endpoint", async () => {
    const stranger = await startServer();
    const server = await startServer(() => ({
      kind: "response",
      status: 307,
      headers: { location: `${stranger.url}/token` },
    }));
    const authenticator = createAuthenticator({
      client: oauth2(client, { tokenUrl: `${server.url}/token` }, {}),
    });
    const transport = createFetchTransport({ baseUrl: server.url, authenticator });
    await expect(transport.send(get)).rejects.toThrow("returned no access token: 307");
    expect(stranger.requests).toEqual([]);
  });

  test("that is no longer awaited does not delay an abort", async () => {
    const server = await startServer(() => ({ kind: "stall" }));
    const authenticator = createAuthenticator({
      client: oauth2(client, { tokenUrl: `${server.url}/token` }, { timeout: 50 }),
    });
    const transport = createFetchTransport({ baseUrl: server.url, authenticator });
    const abort = new AbortController();
    const sending = rejectionOf(transport.send(get, abort.signal));
    abort.abort(new Error("stopped"));
    expect(await sending).toMatchObject({ message: "stopped" });
  });
});

describe("no secret is shown", () => {
  const options = {
    Choice: { basicAuth: { username: "secret-1", password: "secret-2" } },
    Given: { tenant: "secret-3" },
    Keys: { appKey: "secret-4", xAppId: "secret-5", query: "secret-6", session: "secret-7" },
    Tokens: {
      client: { clientId: "id", clientSecret: "secret-8" },
      user: { refreshToken: "secret-9", clientId: "id" },
      identity: () => "secret-10",
      digest: "secret-11",
    },
  };
  const told = /secret-|c2VjcmV0/;
  const show = (value: unknown) =>
    [
      inspect(value, { depth: 20, showHidden: true }),
      JSON.stringify(value),
      value instanceof Error ? `${value} ${value.stack}` : "",
    ].join();

  test.each<[string, Answer]>([
    ["answers", done],
    ["refuses", { kind: "response", status: 401, body: "no" }],
    ["fails", { kind: "response", status: 500, body: "{" }],
    ["hangs up", { kind: "close" }],
    ["hangs up early", { kind: "cut" }],
  ])("by a workflow, its events and its errors, when the API %s", async (_, answer) => {
    const server = await startServer(() => answer);
    const module = await importCase("security-schemes", out);
    const transports = Object.fromEntries(
      Object.entries(options).map(([name, credentials]) => [
        name.toLowerCase(),
        create.get(name)?.({ baseUrl: server.url, retry: false, ...credentials }),
      ]),
    );
    const events: unknown[] = [];
    const run = Promise.resolve(
      module["callAll"]?.({}, transports, { onStep: (event: unknown) => events.push(event) }),
    );
    const error = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(events).not.toEqual([]);
    expect(show(events)).not.toMatch(told);
    expect(show(error)).not.toMatch(told);
    expect(show(transports)).not.toMatch(told);
  });

  test.each(["Choice", "Given", "Keys", "Tokens"] as const)(
    "by the operations of %s, when a header is none or the network names the URL",
    async (api) => {
      const fetch = (url: string) =>
        Promise.reject(new TypeError(`error sending request to ${url}`));
      const broken = Object.fromEntries(
        Object.entries(options[api]).map(([name, value]) => [
          name,
          typeof value === "string" ? `${value}\n` : value,
        ]),
      );
      for (const given of [options[api], broken]) {
        const transport = create.get(api)?.({ ...given, fetch, retry: false });
        for (const [name, make] of Object.entries(apis.get(api) ?? {})) {
          if (/^(create|mock)/.test(name)) continue;
          const error = await rejectionOf(transport?.send(make()) ?? Promise.resolve());
          expect(show(error)).not.toMatch(told);
        }
      }
    },
  );
});
