/** Serializing, sending, signing and reading bodies. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UnauthenticatedRequest } from "../../templates/runtime/authenticator.js";
import {
  createFetchTransport,
  type FetchTransportOptions,
} from "../../templates/runtime/fetch-transport.js";
import type { BodyKind, HttpRequest } from "../../templates/runtime/http.js";
import { toFormData } from "../../templates/runtime/multipart-body.js";
import {
  asJson,
  commaDelimited,
  deepObject,
  exploded,
  type QueryStyles,
  spaceDelimited,
  toUrlEncoded,
} from "../../templates/runtime/query-parameters.js";
import { type Answer, type HttpServer, startHttpServer } from "../servers/http-server.js";

const bytes = new Uint8Array([0, 1, 127, 128, 255, 13, 10]);

let server: HttpServer;
let answer: Answer = { kind: "response", status: 204 };

beforeAll(async () => {
  server = await startHttpServer(() => answer);
});

afterAll(() => server.close());

async function send(request: Partial<HttpRequest>, options: Partial<FetchTransportOptions> = {}) {
  const transport = createFetchTransport({ baseUrl: server.url, ...options });
  const rest = { operationId: "send", method: "POST", path: "/", headers: {}, responseBodies: {} };
  return transport.send({ ...rest, ...request });
}

async function received(request: Partial<HttpRequest>, options?: Partial<FetchTransportOptions>) {
  answer = { kind: "response", status: 204 };
  await send(request, options);
  const last = server.requests.at(-1);
  if (!last) throw new Error("nothing was received");
  return last;
}

/** The parts of a multipart body as a server of the same platform reads them. */
async function partsOf({ bytes: body, headers }: Awaited<ReturnType<typeof received>>) {
  const [contentType = ""] = headers["content-type"] ?? [];
  const form = await new Response(new Uint8Array(body), {
    headers: { "content-type": contentType },
  }).formData();
  const parts: unknown[] = [];
  for (const [name, value] of form) {
    parts.push(
      typeof value === "string"
        ? [name, value]
        : [name, value.name, value.type, [...new Uint8Array(await value.arrayBuffer())]],
    );
  }
  return parts;
}

function utf8(text: string): number[] {
  return [...new TextEncoder().encode(text)];
}

describe("application/x-www-form-urlencoded", () => {
  test.each<[string, unknown, QueryStyles | undefined, string]>([
    ["text", { a: "x y+z&=é" }, undefined, "a=x%20y%2Bz%26%3D%C3%A9"],
    ["scalars", { n: 1.5, t: true, e: "" }, undefined, "n=1.5&t=true&e="],
    ["what is absent", { a: undefined, b: null, c: 1 }, undefined, "c=1"],
    ["an array", { tags: ["a", "b"] }, undefined, "tags=a&tags=b"],
    ["an empty array", { tags: [] }, undefined, ""],
    ["an object", { address: { city: "Y" } }, undefined, "address=%7B%22city%22%3A%22Y%22%7D"],
    ["objects", { a: [{ b: 1 }] }, undefined, "a=%7B%22b%22%3A1%7D"],
    [
      "an exploded object",
      { address: { city: "Y", zip: 1 } },
      { address: exploded },
      "city=Y&zip=1",
    ],
    ["a deep object", { m: { k: { l: 1 } } }, { m: deepObject }, "m%5Bk%5D%5Bl%5D=1"],
    ["a joined array", { tags: ["a", "b"] }, { tags: commaDelimited }, "tags=a,b"],
    ["a spaced array", { tags: ["a", "b"] }, { tags: spaceDelimited }, "tags=a%20b"],
    ["JSON of a text", { a: "x" }, { a: asJson }, "a=%22x%22"],
    ["a name", { "a[]": 1 }, undefined, "a%5B%5D=1"],
    ["no object at all", undefined, undefined, ""],
  ])("%s", async (_, values, styles, expected) => {
    expect(toUrlEncoded(values, styles)).toBe(expected);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const request = await received({ headers, body: toUrlEncoded(values, styles) });
    expect(request.rawBody).toBe(expected);
    expect(request.headers["content-type"]).toEqual(["application/x-www-form-urlencoded"]);
  });
});

describe("multipart/form-data", () => {
  test("parts are what their values are", async () => {
    const request = await received({
      body: toFormData({
        text: "x é",
        number: 1,
        flag: false,
        none: undefined,
        nothing: null,
        tags: ["a", "b"],
        address: { city: "Y" },
        file: new Blob([bytes], { type: "image/png" }),
        named: new File([bytes], "a é.bin", { type: "application/pdf" }),
        files: [new Blob(["1"]), new Blob(["2"])],
        raw: bytes,
        buffer: bytes.buffer,
      }),
    });
    expect(request.headers["content-type"]?.[0]).toMatch(/^multipart\/form-data; boundary=/);
    const all = [...bytes];
    expect(await partsOf(request)).toEqual([
      ["text", "x é"],
      ["number", "1"],
      ["flag", "false"],
      ["tags", "a"],
      ["tags", "b"],
      ["address", "blob", "application/json", utf8('{"city":"Y"}')],
      ["file", "blob", "image/png", all],
      ["named", "a é.bin", "application/pdf", all],
      ["files", "blob", "application/octet-stream", utf8("1")],
      ["files", "blob", "application/octet-stream", utf8("2")],
      ["raw", "blob", "application/octet-stream", all],
      ["buffer", "blob", "application/octet-stream", all],
    ]);
  });

  test("an encoding gives a part its media type, unless the file has one", async () => {
    const file = new Blob(["x"], { type: "image/gif" });
    const form = toFormData(
      { text: "<a/>", object: { a: 1 }, untyped: new File(["x"], "x.png"), typed: file },
      {
        text: "application/xml",
        object: "application/vnd.a+json",
        untyped: "image/png",
        typed: "image/png",
      },
    );
    expect(await partsOf(await received({ body: form }))).toEqual([
      ["text", "blob", "application/xml", utf8("<a/>")],
      ["object", "blob", "application/vnd.a+json", utf8('{"a":1}')],
      ["untyped", "x.png", "image/png", utf8("x")],
      ["typed", "blob", "image/gif", utf8("x")],
    ]);
  });

  test("a content type without a boundary does not travel", async () => {
    const headers = { "content-type": "multipart/form-data", "x-a": "1" };
    const request = await received({ headers, body: toFormData({ a: "b" }) });
    expect(request.headers["content-type"]).toHaveLength(1);
    expect(request.headers["content-type"]?.[0]).toMatch(/boundary=/);
    expect(request.headers["x-a"]).toEqual(["1"]);
    expect(await partsOf(request)).toEqual([["a", "b"]]);
  });
});

describe("bytes", () => {
  test.each([
    ["a Blob", new Blob([bytes])],
    ["an ArrayBuffer", bytes.buffer],
    ["a Uint8Array", bytes],
    ["a part of a buffer", new Uint8Array([9, ...bytes, 9]).subarray(1, -1)],
    ["a Buffer", Buffer.from(bytes)],
  ])("%s travels as it is", async (_, body) => {
    const request = await received({ headers: { "content-type": "application/pdf" }, body });
    expect([...request.bytes]).toEqual([...bytes]);
    expect(request.headers["content-type"]).toEqual(["application/pdf"]);
  });

  test("a Blob sets its own content type if the request has none", async () => {
    const request = await received({ body: new Blob([bytes], { type: "image/png" }) });
    expect(request.headers["content-type"]).toEqual(["image/png"]);
  });
});

test("a body that is undefined is none", async () => {
  const request = await received({ body: undefined });
  expect(request.rawBody).toBe("");
  expect(request.headers["content-type"]).toBeUndefined();
});

describe("a signature is made of the bytes that travel", () => {
  async function signedAndReceived(
    body: HttpRequest["body"],
    headers: HttpRequest["headers"] = {},
  ) {
    const signed: UnauthenticatedRequest[] = [];
    const request = await received(
      { headers, body },
      {
        authenticator: {
          readsBody: true,
          async authenticate(unsigned) {
            signed.push(unsigned);
            const { url } = unsigned;
            return { url, headers: { ...unsigned.headers, authorization: "signed" } };
          },
        },
      },
    );
    const [unsigned] = signed;
    if (!unsigned) throw new Error("nothing was signed");
    return { unsigned, request };
  }

  test.each([
    ["a form", toFormData({ a: "b", file: new Blob([bytes]) })],
    ["a Blob", new Blob([bytes], { type: "image/png" })],
    ["an ArrayBuffer", bytes.buffer],
    ["a Uint8Array", bytes],
  ])("%s", async (_, body) => {
    const { unsigned, request } = await signedAndReceived(body);
    expect(unsigned.body).toBeInstanceOf(Uint8Array);
    expect([...(unsigned.body as Uint8Array)]).toEqual([...request.bytes]);
    const contentType = unsigned.headers["content-type"];
    expect(request.headers["content-type"]).toEqual(
      contentType === undefined ? undefined : [contentType],
    );
    expect(request.headers["authorization"]).toEqual(["signed"]);
  });

  test("a form has the boundary that it was signed with", async () => {
    const headers = { "content-type": "multipart/form-data" };
    const { request } = await signedAndReceived(toFormData({ a: "b" }), headers);
    expect(await partsOf(request)).toEqual([["a", "b"]]);
  });

  test("text stays text", async () => {
    const { unsigned, request } = await signedAndReceived("{}", { "content-type": "text/plain" });
    expect(unsigned.body).toBe("{}");
    expect(request.rawBody).toBe("{}");
  });
});

describe("what is answered", () => {
  async function bodyOf(kind: BodyKind, body: string | Uint8Array) {
    answer = { kind: "response", status: 200, body };
    return (await send({ responseBodies: { 200: kind } })).body;
  }

  test("bytes are an ArrayBuffer", async () => {
    const body = await bodyOf("bytes", bytes);
    expect(body).toBeInstanceOf(ArrayBuffer);
    expect([...new Uint8Array(body as ArrayBuffer)]).toEqual([...bytes]);
    expect(((await bodyOf("bytes", "")) as ArrayBuffer).byteLength).toBe(0);
  });

  test("a form is its fields: text by name, the last one where a name is repeated", async () => {
    expect(await bodyOf("form", "a=1&b=x+y%C3%A9&b=&c")).toEqual({ a: "1", b: "", c: "" });
    expect(await bodyOf("form", "")).toEqual({});
    const hostile = await bodyOf("form", "__proto__=x&constructor=y");
    expect(Object.entries(hostile as object)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
  });

  test("text, JSON and nothing", async () => {
    expect(await bodyOf("text", "{}")).toBe("{}");
    expect(await bodyOf("json", "{}")).toEqual({});
    expect(await bodyOf("none", "{}")).toBeUndefined();
  });
});
