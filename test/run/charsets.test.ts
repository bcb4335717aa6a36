/** The charset in which the text of a response is decoded. */

import { describe, expect, onTestFinished, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { BodyKind } from "../../templates/runtime/http.js";
import { startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";

/** The parsed body of a response with the content. */
async function read(kind: BodyKind, contentType: string, body: Uint8Array): Promise<unknown> {
  const headers = { "content-type": contentType };
  const server = await startHttpServer(() => ({ kind: "response", status: 200, headers, body }));
  onTestFinished(() => server.close());
  const { send } = createFetchTransport({ baseUrl: server.url });
  const request = { operationId: "a", method: "GET", path: "/", headers: {} };
  return (await send({ ...request, responseBodies: { 200: kind } })).body;
}

const utf8 = (text: string) => Buffer.from(text);
const latin1 = (text: string) => Buffer.from(text, "latin1");
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const bigEndian = (text: string) => utf16(text).swap16();

describe("text", () => {
  test.each<[string, string, Uint8Array]>([
    ["UTF-8 where nothing is said", "text/plain", utf8("Grüße")],
    ["UTF-8", "text/plain; charset=utf-8", utf8("Grüße")],
    ["UTF-8 after its mark", "text/plain", utf8("\uFEFFGrüße")],
    ["Latin 1", "text/plain; charset=ISO-8859-1", latin1("Grüße")],
    ["Latin 1 in quotes", 'text/plain; format=flowed; CHARSET="iso-8859-1"', latin1("Grüße")],
    ["UTF-16", "text/plain;charset=utf-16", utf16("Grüße")],
    ["UTF-16 after its mark", "text/plain", utf16("\uFEFFGrüße")],
    ["UTF-16, big end first", "text/plain; charset=utf-16be", bigEndian("Grüße")],
    [
      "UTF-16 after its mark, which counts more",
      "text/plain; charset=utf-16",
      bigEndian("\uFEFFGrüße"),
    ],
    [
      "UTF-8 after its mark, which counts more",
      "text/plain; charset=iso-8859-1",
      utf8("\uFEFFGrüße"),
    ],
    ["an unknown charset that is UTF-8", "text/plain; charset=binary", utf8("Grüße")],
    ["no charset", "text/plain; charset=", utf8("Grüße")],
  ])("is read in %s", async (_, contentType, body) => {
    expect(await read("text", contentType, body)).toBe("Grüße");
  });

  test.each(["binary", "iso-2022-kr"])("in the unknown charset %s is an error", async (charset) => {
    const contentType = `text/plain; charset=${charset}`;
    expect(await rejectionOf(read("text", contentType, latin1("Grüße")))).toMatchObject({
      name: "TransportError",
      status: 200,
      message: expect.stringMatching(/received text in an unknown charset: 200, text/),
    });
  });
});

describe("XML", () => {
  const xml = (encoding: string) => `<?xml version="1.0" encoding='${encoding}'?><a>ü</a>`;

  test.each<[string, string, Uint8Array]>([
    ["iso-8859-1", "application/xml", latin1(xml("iso-8859-1"))],
    ["iso-8859-1", "text/xml; charset=utf-8", utf8(xml("iso-8859-1"))],
    ["utf-16", "text/xml", utf8(xml("utf-16"))],
    ["utf-16", "text/xml", utf16(`\uFEFF${xml("utf-16")}`)],
  ])("that declares %s, as %s, is read in its charset", async (encoding, contentType, body) => {
    expect(await read("text", contentType, body)).toBe(xml(encoding));
  });
});

test.each<[BodyKind, Uint8Array, unknown]>([
  ["json", latin1('{"name":"Ü"}'), { name: "Ü" }],
  ["unknown", latin1('{"name":"Ü"}'), { name: "Ü" }],
  ["form", latin1("name=Ü"), { name: "Ü" }],
])("%s is read in the charset that is named, too", async (kind, body, expected) => {
  expect(await read(kind, "application/json;charset=latin1", body)).toEqual(expected);
});

test("JSON after the mark of UTF-8 or UTF-16 is JSON", async () => {
  expect(await read("json", "application/json", utf8("\uFEFF[1]"))).toEqual([1]);
  expect(await read("json", "application/json", bigEndian("\uFEFF[1]"))).toEqual([1]);
});

test("content that the operation does not have is not read, whatever the charset", async () => {
  expect(await read("none", "text/plain; charset=binary", latin1("Ü"))).toBeUndefined();
});

test("bytes are left as they are, whatever the charset", async () => {
  const body = await read("bytes", "text/plain; charset=latin1", latin1("Ü"));
  expect(body).toEqual(new Uint8Array([0xdc]).buffer);
});
