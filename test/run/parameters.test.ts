/** How parameters are written, by the table of styles in the OpenAPI specification. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import { headerText, toHeaders } from "../../templates/runtime/header-parameters.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { label, matrix, simple } from "../../templates/runtime/path-parameters.js";
import {
  andQuery,
  asCookie,
  asJson,
  commaDelimited,
  deepObject,
  exploded,
  pipeDelimited,
  type QueryStyle,
  spaceDelimited,
  toCookies,
  toQuery,
  withReserved,
} from "../../templates/runtime/query-parameters.js";
import { type HttpServer, startHttpServer } from "../servers/http-server.js";

const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

let server: HttpServer;

beforeAll(async () => {
  server = await startHttpServer(() => ({ kind: "response", status: 204 }));
});

afterAll(() => server.close());

/** What reaches a server of such a request. */
async function sent(request: Pick<HttpRequest, "path"> & Partial<HttpRequest>) {
  const transport = createFetchTransport({ baseUrl: server.url });
  const rest = { operationId: "send", method: "GET", headers: {}, responseBodies: {} };
  await transport.send({ ...rest, ...request });
  return server.requests.at(-1);
}

describe("in the path", () => {
  const explode = { explode: true };
  test.each([
    ["simple", simple("blue"), "blue"],
    ["simple", simple(array), "blue,black,brown"],
    ["simple", simple(object), "R,100,G,200,B,150"],
    ["simple, exploded", simple(array, explode), "blue,black,brown"],
    ["simple, exploded", simple(object, explode), "R=100,G=200,B=150"],
    ["label", label("blue"), ".blue"],
    ["label", label(""), "."],
    ["label", label(array), ".blue,black,brown"],
    ["label", label(object), ".R,100,G,200,B,150"],
    ["label, exploded", label(array, explode), ".blue.black.brown"],
    ["label, exploded", label(object, explode), ".R=100.G=200.B=150"],
    ["matrix", matrix("color", "blue"), ";color=blue"],
    ["matrix", matrix("color", ""), ";color"],
    ["matrix", matrix("color", array), ";color=blue,black,brown"],
    ["matrix", matrix("color", object), ";color=R,100,G,200,B,150"],
    ["matrix, exploded", matrix("color", array, explode), ";color=blue;color=black;color=brown"],
    ["matrix, exploded", matrix("color", object, explode), ";R=100;G=200;B=150"],
    ["a number", simple(1.5), "1.5"],
    ["a boolean", simple(false), "false"],
    ["an object in an array", simple([{ a: 1 }]), "%7B%22a%22%3A1%7D"],
    ["what is absent in an array", simple(["a", null, undefined, "b"]), "a,b"],
    ["delimiters within values", simple(["a,b", "c=d"]), "a%2Cb,c%3Dd"],
    ["reserved characters, allowed", simple("a/b?c#d", { allowReserved: true }), "a/b?c%23d"],
  ])("%s is %s", async (_, written, expected) => {
    expect(written).toBe(expected);
    const request = await sent({ path: `/colors/x${written}/x` });
    expect(request?.url).toBe(`/colors/x${expected}/x`);
  });

  test("an empty list is nothing", () => {
    expect([simple([]), label([]), label({}), matrix("color", [])]).toEqual(["", "", "", ""]);
  });

  test.each([".", ".."])("%j does not leave the path", async (value) => {
    await expect(sent({ path: `/pets/${simple(value)}` })).rejects.toThrow(/path segment/);
  });
});

describe("every character but the unreserved ones of RFC 3986 is encoded", () => {
  test("in ASCII", () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const expected = ascii.map((character) =>
      /[A-Za-z0-9\-._~]/.test(character)
        ? character
        : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
    );
    expect(ascii.map((character) => simple(character))).toEqual(expected);
  });

  test.each([
    ["é", "%C3%A9"],
    ["😀", "%F0%9F%98%80"],
    ["\uD800", "%EF%BF%BD"],
    ["a b+c", "a%20b%2Bc"],
    ["100%", "100%25"],
    ["%41", "%2541"],
  ])("%j is %s", (text, expected) => {
    expect(simple(text)).toBe(expected);
    expect(toQuery({ [text]: text })).toBe(`?${expected}=${expected}`);
  });
});

describe("in the query", () => {
  const allowed = ":/?[]@!$&'()*+,;=";
  test.each<[string, unknown, QueryStyle | undefined, string]>([
    ["form", "", undefined, "color="],
    ["form", "blue", undefined, "color=blue"],
    ["form", array, undefined, "color=blue&color=black&color=brown"],
    ["form", object, undefined, "R=100&G=200&B=150"],
    ["form", array, exploded, "color=blue&color=black&color=brown"],
    ["form, not exploded", "", commaDelimited, "color="],
    ["form, not exploded", "blue", commaDelimited, "color=blue"],
    ["form, not exploded", array, commaDelimited, "color=blue,black,brown"],
    ["form, not exploded", object, commaDelimited, "color=R,100,G,200,B,150"],
    ["form, not exploded", ["a,b", "c d"], commaDelimited, "color=a%2Cb,c%20d"],
    ["spaceDelimited", array, spaceDelimited, "color=blue%20black%20brown"],
    ["spaceDelimited", object, spaceDelimited, "color=R%20100%20G%20200%20B%20150"],
    ["pipeDelimited", array, pipeDelimited, "color=blue%7Cblack%7Cbrown"],
    ["pipeDelimited", object, pipeDelimited, "color=R%7C100%7CG%7C200%7CB%7C150"],
    ["deepObject", object, deepObject, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
    [
      "deepObject",
      { a: { b: [1, 2] } },
      deepObject,
      "color%5Ba%5D%5Bb%5D%5B0%5D=1&color%5Ba%5D%5Bb%5D%5B1%5D=2",
    ],
    ["deepObject", ["a"], deepObject, "color%5B0%5D=a"],
    ["deepObject", { a: undefined, b: null, c: "" }, deepObject, "color%5Bc%5D="],
    ["JSON", { id: 1, é: [true] }, asJson, "color=%7B%22id%22%3A1%2C%22%C3%A9%22%3A%5Btrue%5D%7D"],
    ["reserved", allowed, undefined, "color=%3A%2F%3F%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D"],
    ["reserved, allowed", allowed, withReserved(exploded), `color=${allowed}`],
    ["reserved, allowed", "a b%20c%d#e", withReserved(exploded), "color=a%20b%20c%25d%23e"],
    ["reserved, allowed", ["/a", "/b"], withReserved(commaDelimited), "color=/a,/b"],
    ["a number", 0, undefined, "color=0"],
    ["a boolean", false, undefined, "color=false"],
    ["an object in an array", [{ a: 1 }], undefined, "color=%7B%22a%22%3A1%7D"],
  ])("%s: %j", async (_, value, style, expected) => {
    const query = toQuery({ color: value }, style && { color: style });
    expect(query).toBe(`?${expected}`);
    // The parser of URLs in fetch encodes an apostrophe, which means the same.
    expect((await sent({ path: `/colors${query}` }))?.url).toBe(
      `/colors?${expected.replaceAll("'", "%27")}`,
    );
  });

  test.each([
    ["no parameters", undefined],
    ["absent values", { color: undefined, size: null }],
    ["an empty array", { color: [] }],
    ["an empty object", { color: {} }],
  ])("%s leave no trace", async (_, values) => {
    expect(toQuery(values)).toBe("");
    expect(toQuery(values, { color: commaDelimited })).toBe("");
    expect(andQuery(values, { color: deepObject })).toBe("");
  });

  test("parameters go together in their order, each in its style", () => {
    const values = { limit: 10, tag: ["a", "b"], ids: [1, 2], next: undefined, q: "x y" };
    expect(toQuery(values, { ids: pipeDelimited })).toBe("?limit=10&tag=a&tag=b&ids=1%7C2&q=x%20y");
    expect(andQuery({ limit: 10 })).toBe("&limit=10");
  });

  test("names of Object's own properties are names like others", () => {
    expect(toQuery({ constructor: 1, toString: 2 })).toBe("?constructor=1&toString=2");
  });
});

describe("in headers", () => {
  test.each([
    ["blue", "blue"],
    [array, "blue,black,brown"],
    [object, "R,100,G,200,B,150"],
    ["50% é, a b", "50% é, a b"],
    [1, "1"],
    [true, "true"],
    ["", ""],
  ])("%j is %s", async (value, expected) => {
    expect(headerText(value)).toBe(expected);
    expect(toHeaders({ "x-color": value })).toEqual({ "x-color": expected });
    const request = await sent({ path: "/", headers: toHeaders({ "x-color": value }) });
    const received = Buffer.from(request?.headers["x-color"]?.[0] ?? "", "latin1").toString(
      "latin1",
    );
    expect(received).toBe(expected);
  });

  test("an exploded object is R=100,G=200,B=150", () => {
    expect(headerText(object, { explode: true })).toBe("R=100,G=200,B=150");
  });

  test("what is absent or empty is no header", () => {
    expect(toHeaders({ a: undefined, b: null, c: [], d: "x" })).toEqual({ d: "x" });
  });
});

describe("in cookies", () => {
  test("form, exploded or not", async () => {
    const cookie = toCookies({ id: 5, tags: ["a", "b"], s: "a; b" }, { tags: commaDelimited });
    expect(cookie).toBe("id=5; tags=a,b; s=a%3B%20b");
    const request = await sent({ path: "/", headers: toHeaders({ cookie }) });
    expect(request?.headers["cookie"]).toEqual(["id=5; tags=a,b; s=a%3B%20b"]);
  });

  test("cookie, which encodes nothing", () => {
    const styles = { color: asCookie };
    expect(toCookies({ color: array }, styles)).toBe("color=blue; color=black; color=brown");
    expect(toCookies({ color: object }, styles)).toBe("R=100; G=200; B=150");
    expect(toCookies({ color: "a%20/b" }, styles)).toBe("color=a%20/b");
  });

  test("without any there is no header", () => {
    expect(toCookies(undefined)).toBeUndefined();
    expect(toCookies({ id: undefined })).toBeUndefined();
  });
});
