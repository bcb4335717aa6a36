/** Random requests, written by the functions that generated code calls, each with what has to arrive. */

import { apiKeyInCookie, apiKeyInHeader, apiKeyInQuery } from "../../templates/runtime/api-key.js";
import { toHeaders } from "../../templates/runtime/header-parameters.js";
import type { HttpRequest, RequestBody } from "../../templates/runtime/http.js";
import { toFormData } from "../../templates/runtime/multipart-body.js";
import { label, matrix, simple } from "../../templates/runtime/path-parameters.js";
import {
  asCookie,
  asJson,
  commaDelimited,
  deepObject,
  exploded,
  pipeDelimited,
  type QueryStyle,
  scalar,
  spaceDelimited,
  toCookies,
  toQuery,
  toUrlEncoded,
  withObjects,
  withReserved,
} from "../../templates/runtime/query-parameters.js";
import type { SecurityScheme } from "../../templates/runtime/security.js";
import type { Random } from "../run/random-flows.js";
import {
  encode,
  encodeInQuery,
  expectedPathPart,
  expectedQueryPart,
  type Kind,
  unsendable,
} from "./expected-texts.js";
import { pick, randomText, randomValue, randomWord } from "./hostile-values.js";
import { idHeader } from "./strict-server.js";

export interface RandomRequest {
  readonly request: HttpRequest;
  /** What it is authenticated with. */
  readonly scheme: SecurityScheme | undefined;
  /** `undefined` if the request must be refused. */
  readonly expected: ExpectedRequest | undefined;
}

export interface ExpectedRequest {
  readonly method: string;
  readonly target: string;
  /** By name in lower case; others may be there. */
  readonly headers: ReadonlyMap<string, string>;
  /** `undefined` for a form, of which only the writer knows the boundary. */
  readonly body: Uint8Array | undefined;
}

/** Something that is sent, and how it arrives. */
interface Written<Sent, Expected = string> {
  readonly sent: Sent;
  readonly expected: Expected | typeof unsendable;
}

/** @param prefix of the path, which the server's URL adds */
export function randomRequest(random: Random, id: string, prefix: string): RandomRequest {
  const method = pick(random, methods);
  const path = randomPath(random);
  const search = randomQuery(random);
  const headers = randomHeaders(random);
  const cookies = randomCookies(random);
  const body = randomBody(random, method);
  const { scheme, query, header, cookie } = randomScheme(random);
  const request: HttpRequest = {
    operationId: "fuzz",
    method,
    path: path.sent + search.sent,
    headers: toHeaders({ ...headers.sent, cookie: cookies.sent, [idHeader]: id }),
    body: body.sent,
    security: scheme && [["key"]],
    responseBodies: { 200: "text" },
  };
  const refused: RandomRequest = { request, scheme, expected: undefined };
  if (method === "TRACE") return refused;
  if (path.expected === unsendable || search.expected === unsendable) return refused;
  if (headers.expected === unsendable || cookies.expected === unsendable) return refused;
  if (body.expected === unsendable) return refused;
  if (query === unsendable || header === unsendable || cookie === unsendable) return refused;
  const pairs = [search.expected, query].filter((text) => text !== "").join("&");
  const allCookies = [cookies.expected, cookie].filter((text) => text !== "").join("; ");
  const expectedHeaders = new Map([...headers.expected, [idHeader, id]]);
  if (header !== "") expectedHeaders.set("x-key", trim(header));
  if (allCookies !== "") expectedHeaders.set("cookie", trim(allCookies));
  const target = prefix + path.expected + (pairs === "" ? "" : `?${pairs}`);
  const expected = { method, target, headers: expectedHeaders, body: body.expected };
  return { request, scheme, expected };
}

const methods = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"];
// Some of many.
methods.push(...methods, ...methods, "TRACE");

const kinds: readonly Kind[] = ["scalar", "array", "any"];
const pathWriters = { simple, label, matrix };

function randomPath(random: Random): Written<string> {
  let sent = "";
  let expected: string | typeof unsendable = "";
  const count = 1 + random(3);
  for (let index = 0; index < count; index += 1) {
    const start = pick(random, ["/", "/items/", "/v1.", "/a%20b/"]);
    const writer = pick(random, ["simple", "simple", "label", "matrix"] as const);
    const [name, value] = [randomText(random), randomValue(random)];
    const kind = pick(random, kinds);
    const [explode, allowReserved] = [random(2) === 0, random(4) === 0];
    sent += start + pathWriters[writer](name, value, { kind, explode, allowReserved });
    const part = expectedPathPart(writer, name, value, kind, explode, allowReserved);
    expected =
      expected === unsendable || part === unsendable ? unsendable : expected + start + part;
  }
  const hasDots =
    expected !== unsendable && expected.split("/").some((each) => /^(\.|%2e){1,2}$/i.test(each));
  return { sent, expected: hasDots ? unsendable : expected };
}

const queryWriters = {
  scalar,
  exploded,
  commaDelimited,
  spaceDelimited,
  pipeDelimited,
  deepObject,
  asJson,
};

function randomQuery(random: Random): Written<string> {
  const values: [string, unknown][] = [];
  const styles: [string, QueryStyle][] = [];
  const pairs: (string | typeof unsendable)[] = [];
  const count = random(4);
  for (let index = 0; index < count; index += 1) {
    const [name, value] = [`${randomText(random)}n${index}`, randomValue(random)];
    const writer = pick(random, Object.keys(queryWriters) as (keyof typeof queryWriters)[]);
    const isOfAnyKind = writer === "deepObject" || writer === "asJson" || random(2) === 0;
    const kind = writer === "scalar" ? "scalar" : isOfAnyKind ? "any" : "array";
    const isReserved = random(4) === 0;
    const style = isReserved ? withReserved(queryWriters[writer]) : queryWriters[writer];
    values.push([name, value]);
    if (kind !== "scalar") styles.push([name, kind === "any" ? withObjects(style) : style]);
    else if (isReserved) styles.push([name, style]);
    const write = isReserved ? encodeInQuery : encode;
    pairs.push(expectedQueryPart(writer, name, value, kind, write));
  }
  const written = pairs.filter((pair) => pair !== "");
  return {
    sent: toQuery(Object.fromEntries(values), Object.fromEntries(styles)),
    expected: written.includes(unsendable) ? unsendable : written.join("&"),
  };
}

const framingNames = ["Content-Length", "transfer-encoding", "Host", "Connection", "TE", "Upgrade"];
framingNames.push("Expect", "keep-alive", "Trailer", "Proxy-Connection");

function randomHeaders(
  random: Random,
): Written<Readonly<Record<string, string>>, readonly (readonly [string, string])[]> {
  const sent: [string, string][] = [];
  const expected: [string, string][] = [];
  let isRefused = false;
  const count = random(4);
  for (let index = 0; index < count; index += 1) {
    const isFraming = random(8) === 0;
    const written = random(20) === 0 ? randomText(random) : `X-${randomWord(random)}`;
    const name = isFraming ? pick(random, framingNames) : `${written}${index}`;
    const value = random(3) === 0 ? randomText(random) : randomWord(random);
    sent.push([name, value]);
    if (isFraming) continue;
    isRefused ||= !/^[!#$%&'*+\-.^_`|~\w]+$/.test(name) || !isHeaderValue(value);
    expected.push([name.toLowerCase(), trim(value)]);
  }
  return { sent: Object.fromEntries(sent), expected: isRefused ? unsendable : expected };
}

function isHeaderValue(text: string): boolean {
  return [...text].every((each) => each === "\t" || /^[ -~\x80-\xff]$/.test(each));
}

function trim(text: string): string {
  return text.replace(/^[\t ]+|[\t ]+$/g, "");
}

function randomCookies(random: Random): Written<string | undefined> {
  const cookies = Array.from({ length: random(3) }, (_, index) => {
    const isPlain = random(3) === 0;
    const name = isPlain ? randomWord(random) : randomText(random);
    return { name: `${name}n${index}`, value: randomText(random), isPlain };
  });
  const sent = toCookies(
    Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    Object.fromEntries(cookies.flatMap(({ name, isPlain }) => (isPlain ? [[name, asCookie]] : []))),
  );
  const expected = cookies.map(({ name, value, isPlain }) =>
    isPlain ? `${name}=${value.replaceAll(";", "%3B")}` : `${encode(name)}=${encode(value)}`,
  );
  return { sent, expected: expected.every(isHeaderValue) ? expected.join("; ") : unsendable };
}

function randomBody(
  random: Random,
  method: string,
): Written<RequestBody | undefined, Uint8Array | undefined> {
  const mayHave = method !== "GET" && method !== "HEAD";
  if (random(mayHave ? 4 : 30) > 0 !== mayHave)
    return { sent: undefined, expected: Buffer.alloc(0) };
  const text = Array.from({ length: random(20) }, () => randomText(random)).join("");
  const bytes = Buffer.from(text);
  const fields = { [`${randomText(random)}a`]: text, b: [randomText(random)] };
  const form = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((item) => `${encode(name)}=${encode(item)}`),
  );
  const bodies: readonly Written<RequestBody, Uint8Array | undefined>[] = [
    { sent: text, expected: bytes },
    { sent: new Uint8Array(bytes), expected: bytes },
    { sent: new Uint8Array(bytes).buffer, expected: bytes },
    { sent: new Blob([bytes], { type: "text/plain" }), expected: bytes },
    { sent: toUrlEncoded(fields), expected: Buffer.from(form.join("&")) },
    { sent: toFormData(fields), expected: undefined },
  ];
  const body = pick(random, bodies);
  return mayHave ? body : { ...body, expected: unsendable };
}

/** What an authenticator adds. */
interface RandomScheme {
  readonly scheme: SecurityScheme | undefined;
  readonly query: string | typeof unsendable;
  readonly header: string | typeof unsendable;
  readonly cookie: string | typeof unsendable;
}

function randomScheme(random: Random): RandomScheme {
  const none = { scheme: undefined, query: "", header: "", cookie: "" };
  const key = randomText(random);
  const isWellFormed = Buffer.from(key).toString() === key;
  switch (random(8)) {
    case 0:
      return {
        ...none,
        scheme: apiKeyInHeader("X-Key", key),
        header: isHeaderValue(key) ? key : unsendable,
      };
    case 1: {
      // The parser of URLs encodes an apostrophe.
      const query = isWellFormed ? encodeURIComponent(key).replaceAll("'", "%27") : unsendable;
      const expected = query === unsendable ? unsendable : `the%20key=${query}`;
      return { ...none, scheme: apiKeyInQuery("the key", key), query: expected };
    }
    case 2: {
      const text = isWellFormed && key.replace(/[^!#-+\--:<-[\]-~]+/gu, encodeURIComponent);
      const cookie = text === false ? unsendable : `the-key=${text}`;
      return { ...none, scheme: apiKeyInCookie("the-key", key), cookie };
    }
    default:
      return none;
  }
}
