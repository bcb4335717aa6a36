import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type ReceivedRequest, startHttpServer } from "../servers/http-server.js";
import { flowOut, importCase } from "./run-flow.js";

/** The requests of the workflow, by method and path. */
const sent = new Map<string, ReceivedRequest>();
let result: unknown;

const pdf = new Uint8Array([37, 80, 68, 70, 0, 255]);

const answers: Readonly<Record<string, readonly [type: string, body: string | Uint8Array]>> = {
  "POST /shops/s1/orders": ["application/json", '{"id":1,"item":"pen","comment":null}'],
  "PUT /drafts": ["application/vnd.store+json", '{"item":"pen"}'],
  "POST /drafts": ["text/plain", "a name"],
  "GET /search/1,2/a%20b%7Cc": ["application/json", '[{"name":"x","price":null}]'],
  "POST /files": ["application/json", '{"id":"f1"}'],
  "GET /files": ["application/pdf", pdf],
};

beforeAll(async () => {
  const module = await importCase("swagger", join(flowOut, "swagger-test"));
  const server = await startHttpServer(({ method, url }) => {
    const key = `${method} ${url.split("?")[0]}`;
    const [type, body] = answers[key] ?? [];
    if (type === undefined || body === undefined) return { kind: "response", status: 204 };
    const headers = { "content-type": type, "x-count": "3" };
    return {
      kind: "response",
      status: method === "POST" && url.startsWith("/files") ? 201 : 200,
      headers,
      body,
    };
  });
  const credentials = { key: "k", client: "token", login: { username: "u", password: "p" } };
  const store = module["createStore"]?.({ baseUrl: server.url, retry: false, ...credentials });
  const file = new Blob(["content"], { type: "text/plain" });
  const inputs = { tags: ["a b", "c"], numbers: [1, 2], file };
  result = await module["shop"]?.(inputs, { store });
  for (const request of server.requests) {
    sent.set(`${request.method} ${request.url.split("?")[0]}`, request);
  }
  await server.close();
});

test("responses are read by what their operations produce", () => {
  expect(result).toEqual({
    outcome: "completed",
    outputs: {
      ...{ id: 1, comment: null, item: "pen", name: "a name", price: null, count: "3" },
      ...{ file: "f1", content: pdf.buffer },
    },
  });
});

test("bodies are sent as what their operations consume", () => {
  const order = sent.get("POST /shops/s1/orders");
  expect(order?.rawBody).toBe('{"item":"pen","comment":null}');
  expect(order?.headers).toMatchObject({
    "content-type": ["application/json"],
    "x-ids": ["1 2"],
    authorization: ["Bearer token"],
  });
  const draft = sent.get("PUT /drafts");
  expect(draft?.rawBody).toBe('{"item":"pen","count":null}');
  expect(draft?.headers).toMatchObject({
    "content-type": ["application/vnd.store+json"],
    accept: ["application/vnd.store+json"],
    "x-key": ["k"],
  });
  const name = sent.get("POST /drafts");
  expect(name?.rawBody).toBe("a name");
  expect(name?.headers["content-type"]).toEqual(["text/plain"]);
});

test("arrays have the delimiter of their collectionFormat", () => {
  const search = [...sent.values()].find(({ url }) => url.startsWith("/search"));
  expect(search?.url).toBe(
    "/search/1,2/a%20b%7Cc?plain=a%20b,c&csv=a%20b,c&ssv=a%20b%20c&tsv=a%20b%09c&pipes=a%20b%7Cc&multi=a%20b&multi=c&empty=&sort=up",
  );
  expect(search?.headers).toMatchObject({
    "x-csv": ["a b,c"],
    "x-tsv": ["a b\tc"],
    "x-pipes": ["a b|c"],
    authorization: [`Basic ${btoa("u:p")}`],
  });
  expect(sent.get("POST /form")?.rawBody).toBe(
    "id=1&note=text&kind=small&plain=a,b&ssv=a%20b%20c&tsv=a%20b%09c&pipes=a%20b%7Cc&multi=a%20b&multi=c",
  );
});

test("a form with a file has several parts", async () => {
  const upload = sent.get("POST /files");
  expect(upload?.url).toBe("/files?folder=f");
  const type = upload?.headers["content-type"]?.[0] ?? "";
  const parts = await new Response(upload?.rawBody, {
    headers: { "content-type": type },
  }).formData();
  expect(parts.get("file")).toBeInstanceOf(Blob);
  expect(parts.getAll("tags")).toEqual(["a b,c"]);
  expect(parts.getAll("names")).toEqual(["a b|c"]);
  expect(parts.getAll("each")).toEqual(["a b", "c"]);
  expect(sent.get("POST /login")?.headers["content-type"]?.[0]).toMatch(/^multipart\/form-data/);
});
