import { isDeepStrictEqual } from "node:util";
import type { ReceivedRequest } from "../../servers/http-server.js";
import type { ExpectedBody, ExpectedRequest, Pairs } from "./conformance-case.js";
import { isSameXml } from "./same-xml.js";

/** Describes each difference between the requests; empty if they are equal. */
export async function compareRequest(
  expected: ExpectedRequest,
  received: ReceivedRequest,
): Promise<readonly string[]> {
  const [path = "", query = ""] = received.url.split(/\?(.*)/s);
  const differences: string[] = [];
  const differ = (part: string, wanted: unknown, got: unknown) =>
    differences.push(`${part} is ${show(got)}, expected ${show(wanted)}`);
  if (received.method !== expected.method) differ("method", expected.method, received.method);
  if (!isSamePath(expected.path, path)) differ("path", expected.path, path);
  if (expected.query !== undefined && !isSameQuery(expected.query, query)) {
    differ("query", expected.query, query);
  }
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    const got = received.headers[name.toLowerCase()]?.join(", ") ?? null;
    if (got !== value) differ(`header ${name}`, value, got);
  }
  if (expected.body !== undefined && !(await isSameBody(expected.body, received))) {
    differ("body", expected.body, received.rawBody);
  }
  return differences;
}

function isSamePath(expected: string, got: string): boolean {
  const segments = (path: string) => path.split("/").map(decode);
  return isDeepStrictEqual(segments(expected), segments(got));
}

function isSameQuery(expected: Pairs | string, got: string): boolean {
  if (typeof expected === "string") return decodeForm(expected) === decodeForm(got);
  return isSamePairs(expected, [...new URLSearchParams(got)]);
}

async function isSameBody(
  expected: ExpectedBody | null,
  { rawBody, bytes, headers }: ReceivedRequest,
): Promise<boolean> {
  if (expected === null) return bytes.length === 0;
  if ("text" in expected) return rawBody === expected.text;
  if ("json" in expected) return isDeepStrictEqual(parseJson(rawBody), expected.json);
  if ("xml" in expected) return isSameXml(expected.xml, rawBody);
  if ("form" in expected) return isSamePairs(expected.form, [...new URLSearchParams(rawBody)]);
  const type = headers["content-type"]?.[0] ?? "";
  return isSamePairs(expected.multipart, await readParts(bytes, type));
}

/** The names and the contents of the parts; undefined if the body is not multipart. */
async function readParts(bytes: Uint8Array, type: string): Promise<readonly Pair[] | undefined> {
  try {
    const copy = new Uint8Array(bytes);
    const form = await new Response(copy, { headers: { "content-type": type } }).formData();
    const pairs: Pair[] = [];
    for (const [name, value] of form) {
      pairs.push([name, typeof value === "string" ? value : await value.text()]);
    }
    return pairs;
  } catch {
    return undefined;
  }
}

type Pair = readonly [name: string, value: string];

function isSamePairs(expected: Pairs, got: readonly Pair[] | undefined): boolean {
  if (got === undefined) return false;
  const grouped = new Map<string, string[]>();
  for (const [name, value] of got) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  const wanted = new Map(
    Object.entries(expected).map(([name, value]) => [name, [value].flat()] as const),
  );
  return isDeepStrictEqual(grouped, wanted);
}

function decodeForm(query: string): string {
  return decode(query.replaceAll("+", " "));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? "absent";
}
