/** Serialization of parameters, by the table of styles in the OpenAPI specification. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TransportError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import { headerJson, headerText, toHeaders } from "../../templates/runtime/header-parameters.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { findUnfilled, type ParameterKind } from "../../templates/runtime/parameter-kind.js";
import { label, matrix, type PathStyle, simple } from "../../templates/runtime/path-parameters.js";
import {
  andQuery,
  asCookie,
  asJson,
  commaDelimited,
  deepObject,
  exploded,
  pipeDelimited,
  type QueryStyle,
  scalar,
  spaceDelimited,
  tabDelimited,
  toCookies,
  toQuery,
  withObjects,
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

/** The request as a server receives it. */
async function sent(request: Pick<HttpRequest, "path"> & Partial<HttpRequest>) {
  const transport = createFetchTransport({ baseUrl: server.url });
  const rest = { operationId: "send", method: "GET", headers: {}, responseBodies: {} };
  await transport.send({ ...rest, ...request });
  return server.requests.at(-1);
}

describe("in the path", () => {
  const list: PathStyle = { kind: "array" };
  const any: PathStyle = { kind: "any" };
  const exploding: PathStyle = { kind: "any", explode: true };
  test.each([
    ["simple", simple("color", "blue"), "blue"],
    ["simple", simple("color", array, list), "blue,black,brown"],
    ["simple", simple("color", object, any), "R,100,G,200,B,150"],
    ["simple, exploded", simple("color", array, exploding), "blue,black,brown"],
    ["simple, exploded", simple("color", object, exploding), "R=100,G=200,B=150"],
    ["label", label("color", "blue"), ".blue"],
    ["label", label("color", array, list), ".blue,black,brown"],
    ["label", label("color", object, any), ".R,100,G,200,B,150"],
    ["label, exploded", label("color", array, exploding), ".blue.black.brown"],
    ["label, exploded", label("color", object, exploding), ".R=100.G=200.B=150"],
    ["matrix", matrix("color", "blue"), ";color=blue"],
    ["matrix", matrix("color", array, list), ";color=blue,black,brown"],
    ["matrix", matrix("color", object, any), ";color=R,100,G,200,B,150"],
    ["matrix, exploded", matrix("color", array, exploding), ";color=blue;color=black;color=brown"],
    ["matrix, exploded", matrix("color", ["", "blue"], exploding), ";color;color=blue"],
    ["matrix, exploded", matrix("color", object, exploding), ";R=100;G=200;B=150"],
    ["matrix, exploded", matrix("color", { R: "", G: 1, B: "" }, exploding), ";R;G=1;B"],
    ["matrix, exploded", matrix("c", { a: "b=" }, exploding), ";a=b%3D"],
    ["matrix, exploded", matrix("c", { a: "b=" }, { ...exploding, allowReserved: true }), ";a=b="],
    ["matrix, exploded", matrix("c", { "=": "" }, { ...exploding, allowReserved: true }), ";="],
    ["matrix", matrix("color", { R: "", G: 1 }, any), ";color=R,,G,1"],
    ["label, exploded", label("color", { R: "", G: 1 }, exploding), ".R=.G=1"],
    ["simple, tabs", simple("color", array, { ...list, separator: "\t" }), "blue%09black%09brown"],
    ["simple, pipes", simple("color", ["a|b"], { ...list, separator: "|" }), "a%7Cb"],
    ["a number", simple("size", 1.5), "1.5"],
    ["a bigint", simple("size", 2n ** 60n), "1152921504606846976"],
    ["zero", simple("size", 0), "0"],
    ["a boolean", simple("isSmall", false), "false"],
    ["a scalar where an array may be", simple("color", "blue", list), "blue"],
    ["an object in an array", simple("color", [{ a: 1 }], list), "%7B%22a%22%3A1%7D"],
    ["what is absent in an array", simple("color", ["a", null, undefined, "b"], list), "a,b"],
    ["delimiters within values", simple("color", ["a,b", "c=d"], list), "a%2Cb,c%3Dd"],
    ["braces", simple("color", "{color}"), "%7Bcolor%7D"],
    ["braces, reserved", simple("color", "{a}", { allowReserved: true }), "%7Ba%7D"],
    [
      "reserved characters",
      simple("color", "a/b?c#d:e%2f", { allowReserved: true }),
      "a%2Fb%3Fc%23d:e%2f",
    ],
  ])("%s is %s", async (_, written, expected) => {
    expect(written).toBe(expected);
    const request = await sent({ path: `/colors/x${written}/x` });
    expect(request?.url).toBe(`/colors/x${expected}/x`);
  });

  test.each([".", ".."])("%j does not leave the path", async (value) => {
    await expect(sent({ path: `/pets/${simple("pet", value)}` })).rejects.toThrow(/path segment/);
  });
});

/** Absent values are left out of queries and headers. */
const isPresent = (value: unknown) => value !== undefined && value !== null;
function findIn(headers: HttpRequest["headers"]) {
  return findUnfilled({ path: "/", headers });
}

const symbol = Symbol("blue");
const notScalar = [
  ...[undefined, null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ...[[], ["a"], {}, { a: 1 }, [{}], new Date(), () => "blue", symbol],
];
const notWritten = [
  ...[undefined, null, Number.NaN, [], [undefined, null], [""], ["", ""], [Number.NaN], {}],
  ...[{ a: undefined }, { a: Number.POSITIVE_INFINITY }, () => "blue", [() => "blue"], symbol],
];

test.each([[new Date(0)], [new Map([["a", 1]])]])(
  "%o has no members to send in a query",
  (value) => {
    expect(toQuery({ q: value }, { q: withObjects(exploded) })).toBe("?q={q:any}");
  },
);

describe("a value that cannot be sent leaves the name of its parameter", () => {
  const writers = { simple, label, matrix };
  describe.each(Object.entries(writers))("in the path: %s", (_, write) => {
    test.each(["", ...notScalar].map((value) => [value]))("%o is not a scalar", async (value) => {
      expect(write("a/b", value)).toBe("{a%2Fb}");
      expect(write("a/b", value, { explode: true, allowReserved: true })).toBe("{a%2Fb}");
      await expectRefusal(`/colors/${write("a/b", value)}/x`, 'path parameter "a/b"');
    });

    test.each(["", ...notWritten].map((value) => [value]))("%o is nothing", async (value) => {
      expect(write("color", value, { kind: "any" })).toBe("{color:any}");
      expect(write("color", value, { kind: "any", explode: true })).toBe("{color:any}");
      await expectRefusal(`/x/${write("color", value, { kind: "any" })}`, 'path parameter "color"');
    });

    test.each([{}, { a: 1 }].map((value) => [value]))("%o is not an array", async (value) => {
      expect(write("color", value, { kind: "array" })).toBe("{color:array}");
    });
  });

  test.each(notScalar.filter(isPresent).map((value) => [value]))(
    "in the query: %o is not a scalar",
    async (value) => {
      expect(toQuery({ a: 1, "b&": value })).toBe("?a=1&b%26={b%26}");
      expect(andQuery({ a: value })).toBe("&a={a}");
      expect(toQuery({ a: value }, { a: withReserved(scalar) })).toBe("?a={a}");
      await expectRefusal(`/x${toQuery({ a: 1, "b&": value })}`, 'query parameter "b&"');
    },
  );

  const styles = { exploded, commaDelimited, spaceDelimited, pipeDelimited, tabDelimited };
  describe.each(Object.entries(styles))("in the query: %s", (_, style) => {
    const others = [{}, { a: 1 }, [Number.NaN], [() => "blue"], Number.NaN, symbol];
    test.each(others.map((value) => [value]))("%o is not an array", async (value) => {
      expect(toQuery({ tags: value }, { tags: style })).toBe("?tags={tags:array}");
      expect(toQuery({ tags: value }, { tags: withReserved(style) })).toBe("?tags={tags:array}");
      await expectRefusal(`/x${toQuery({ tags: value }, { tags: style })}`, '"tags"');
    });

    test.each([[Number.NaN], [[Number.NaN]], [{ a: Number.NaN }], [symbol]])(
      "%o is nothing that an object may be",
      (value) => {
        expect(toQuery({ a: value }, { a: withObjects(style) })).toBe("?a={a:any}");
        expect(toQuery({ a: value }, { a: withReserved(withObjects(style)) })).toBe("?a={a:any}");
      },
    );
  });

  test("in the query: deepObject and JSON", async () => {
    expect(toQuery({ a: Number.NaN }, { a: deepObject })).toBe("?a={a:any}");
    expect(toQuery({ a: { b: [Number.NaN] } }, { a: deepObject })).toBe(
      "?a%5Bb%5D%5B0%5D={a%5Bb%5D%5B0%5D:any}",
    );
    expect(toQuery({ a: () => "blue" }, { a: asJson })).toBe("?a={a:any}");
    await expectRefusal("/x?a%5Bb%5D={a%5Bb%5D:any}", 'query parameter "a[b]"');
  });

  async function expectRefusal(path: string, problem: string) {
    const before = server.requests.length;
    const refusal = await sent({ path }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TransportError);
    expect(String(refusal)).toContain(`has no value that can be sent for the `);
    expect(String(refusal)).toContain(problem);
    expect(server.requests.length).toBe(before);
  }
});

describe("every character but the unreserved ones of RFC 3986 is encoded", () => {
  test("in ASCII", () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const expected = ascii.map((character) =>
      /[A-Za-z0-9\-._~]/.test(character)
        ? character
        : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
    );
    expect(ascii.map((character) => simple("text", character))).toEqual(expected);
  });

  test.each([
    ["é", "%C3%A9"],
    ["😀", "%F0%9F%98%80"],
    ["\uD800", "%EF%BF%BD"],
    ["a b+c", "a%20b%2Bc"],
    ["100%", "100%25"],
    ["%41", "%2541"],
  ])("%j is %s", (text, expected) => {
    expect(simple("text", text)).toBe(expected);
    expect(toQuery({ [text]: text })).toBe(`?${expected}=${expected}`);
  });
});

describe("in the query", () => {
  const allowed = ":/?[]@!$&'()*+,;=";
  test.each<[string, unknown, QueryStyle | undefined, string]>([
    ["form", "", undefined, "color="],
    ["form", "blue", undefined, "color=blue"],
    ["form", "blue", scalar, "color=blue"],
    ["form", array, exploded, "color=blue&color=black&color=brown"],
    ["form", object, withObjects(exploded), "R=100&G=200&B=150"],
    ["form", array, withObjects(exploded), "color=blue&color=black&color=brown"],
    ["form, not exploded", "", commaDelimited, "color="],
    ["form, not exploded", "blue", commaDelimited, "color=blue"],
    ["form, not exploded", array, commaDelimited, "color=blue,black,brown"],
    ["form, not exploded", object, withObjects(commaDelimited), "color=R,100,G,200,B,150"],
    ["form, not exploded", ["a,b", "c d"], commaDelimited, "color=a%2Cb,c%20d"],
    ["spaceDelimited", array, spaceDelimited, "color=blue%20black%20brown"],
    ["spaceDelimited", object, withObjects(spaceDelimited), "color=R%20100%20G%20200%20B%20150"],
    ["pipeDelimited", array, pipeDelimited, "color=blue%7Cblack%7Cbrown"],
    ["pipeDelimited", object, withObjects(pipeDelimited), "color=R%7C100%7CG%7C200%7CB%7C150"],
    ["tabDelimited", array, tabDelimited, "color=blue%09black%09brown"],
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
    ["reserved, allowed", allowed, withReserved(scalar), "color=:/?[]@!$%26'()*%2B,;="],
    ["reserved, allowed", "a&admin=1", withReserved(scalar), "color=a%26admin=1"],
    ["reserved, allowed", "a b%20c%d#e", withReserved(exploded), "color=a%20b%20c%25d%23e"],
    ["reserved, allowed", ["/a", "/b"], withReserved(commaDelimited), "color=/a,/b"],
    ["a number", 0, undefined, "color=0"],
    ["a boolean", false, undefined, "color=false"],
    ["an object in an array", [{ a: 1 }], exploded, "color=%7B%22a%22%3A1%7D"],
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
    expect(toQuery(values, { color: withObjects(exploded) })).toBe("");
    expect(toQuery(values, { color: withObjects(commaDelimited) })).toBe("");
    expect(andQuery(values, { color: deepObject })).toBe("");
  });

  test("parameters go together in their order, each in its style", () => {
    const values = { limit: 10, tag: ["a", "b"], ids: [1, 2], next: undefined, q: "x y" };
    expect(toQuery(values, { tag: exploded, ids: pipeDelimited })).toBe(
      "?limit=10&tag=a&tag=b&ids=1%7C2&q=x%20y",
    );
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
    expect(headerText(value, { kind: "any" })).toBe(expected);
    const headers = toHeaders({ "x-color": headerText(value, { kind: "any" }) });
    expect(headers).toEqual({ "x-color": expected });
    const request = await sent({ path: "/", headers });
    const received = Buffer.from(request?.headers["x-color"]?.[0] ?? "", "latin1").toString(
      "latin1",
    );
    expect(received).toBe(expected);
  });

  test.each([
    [{ id: 1, name: "Zoë 猫 😀" }, '{"id":1,"name":"Zo\\u00eb \\u732b \\ud83d\\ude00"}'],
    [["é", null], '["\\u00e9",null]'],
    ["\x7f", '"\\u007f"'],
    [null, "null"],
  ])("JSON is ASCII: %j", async (value, expected) => {
    const headers = toHeaders({ "x-json": headerJson(value) });
    expect(headers).toEqual({ "x-json": expected });
    expect((await sent({ path: "/", headers }))?.headers["x-json"]).toEqual([expected]);
    expect(JSON.parse(expected)).toEqual(value);
  });

  test("JSON is no header if it is absent, and is not sent if there is none of it", () => {
    expect(headerJson(undefined)).toBeUndefined();
    expect(findIn(toHeaders({ a: headerJson(Number.NaN) }))?.expected).toContain("object");
  });

  test("an object within a value is JSON in ASCII", () => {
    expect(headerText([{ a: "é" }, "é"], { kind: "any" })).toBe('{"a":"\\u00e9"},é');
    expect(headerText({ a: ["猫"] }, { kind: "any", explode: true })).toBe('a=["\\u732b"]');
  });

  test("an exploded object is R=100,G=200,B=150", () => {
    expect(headerText(object, { kind: "any", explode: true })).toBe("R=100,G=200,B=150");
  });

  test("what is absent or empty is no header", () => {
    expect(headerText([], { kind: "array" })).toBeUndefined();
    expect(toHeaders({ a: undefined, b: null, c: headerText([null], { kind: "array" }) })).toEqual(
      {},
    );
    expect(toHeaders({ d: "x", e: "" })).toEqual({ d: "x", e: "" });
  });

  test.each(notScalar.filter(isPresent).map((value) => [value]))(
    "a request is not sent with what is not a scalar: %o",
    async (value) => {
      const before = server.requests.length;
      for (const headers of [toHeaders({ "x-a": value }), { "x-a": value } as never]) {
        expect(findIn(headers)).toEqual({
          ...{ in: "header", name: "x-a", expected: ["string", "number", "boolean"] },
        });
        await expect(sent({ path: "/", headers })).rejects.toThrow(TransportError);
      }
      expect(server.requests.length).toBe(before);
    },
  );

  test.each<[unknown, ParameterKind]>([
    [{ a: 1 }, "array"],
    [{}, "array"],
    [[Number.NaN], "array"],
    [Number.NaN, "any"],
    [{ a: () => 1 }, "any"],
  ])("nor with %o in place of: %s", (value, kind) => {
    const found = findIn(toHeaders({ a: headerText(value, { kind }) }));
    expect(found?.expected).toContain("array");
  });

  test("an absent header is not sent, whatever its type promises", async () => {
    const headers = { "x-a": undefined, "x-b": null, "x-c": 5 } as never;
    expect(findIn(headers)).toBeUndefined();
    const request = await sent({ path: "/", headers });
    expect(request?.headers).not.toHaveProperty("x-a");
    expect(request?.headers).not.toHaveProperty("x-b");
    expect(request?.headers["x-c"]).toEqual(["5"]);
  });
});

describe("in cookies", () => {
  test("form, exploded or not", async () => {
    const cookie = toCookies({ id: 5, tags: ["a", "b"], s: "a; b" }, { tags: commaDelimited });
    expect(cookie).toBe("id=5; tags=a,b; s=a%3B%20b");
    const request = await sent({ path: "/", headers: toHeaders({ cookie }) });
    expect(request?.headers["cookie"]).toEqual(["id=5; tags=a,b; s=a%3B%20b"]);
  });

  test("cookie, which encodes nothing but what would begin another cookie", () => {
    const styles = { color: asCookie };
    expect(toCookies({ color: array }, styles)).toBe("color=blue; color=black; color=brown");
    expect(toCookies({ color: object }, styles)).toBe("R=100; G=200; B=150");
    expect(toCookies({ color: "a%20/b" }, styles)).toBe("color=a%20/b");
    expect(toCookies({ color: "a; admin=1" }, styles)).toBe("color=a%3B admin=1");
  });

  test.each(notScalar.filter(isPresent).map((value) => [value]))(
    "a request is not sent with what is not a scalar: %o",
    (value) => {
      const headers = toHeaders({ cookie: toCookies({ a: "b", id: value }) });
      expect(findIn(headers)).toMatchObject({ in: "header", name: "cookie" });
    },
  );

  test("without any there is no header", () => {
    expect(toCookies(undefined)).toBeUndefined();
    expect(toCookies({ id: undefined })).toBeUndefined();
  });
});
