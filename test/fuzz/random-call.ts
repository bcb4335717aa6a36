/** Random calls of the operations that are generated from test/compile/parameter-styles. */

import type { Random } from "../run/random-flows.js";
import {
  encode,
  encodeInQuery,
  expectedPathPart,
  expectedQueryPart,
  unsendable,
} from "./expected-texts.js";
import { randomText, randomValue } from "./hostile-values.js";
import type { ExpectedRequest } from "./random-request.js";
import { idHeader } from "./strict-server.js";

export interface RandomCall {
  readonly operation: "inPath" | "inQuery";
  /** What the operation is called with, whatever its types say. */
  readonly given: unknown;
  /** `undefined` if the request must be refused. */
  readonly expected: ExpectedRequest | undefined;
}

export function randomCall(random: Random, id: string): RandomCall {
  return random(2) === 0 ? callInPath(random, id) : callInQuery(random, id);
}

function callInPath(random: Random, id: string): RandomCall {
  const [simple, label, matrix] = [randomValue(random), randomValue(random), randomValue(random)];
  const path = { simple, label, matrix, json: { r: randomText(random) } };
  const first = expectedPathPart("simple", "simple", simple, "array", false, false);
  const second = expectedPathPart("label", "label", label, "any", true, false);
  const third = expectedPathPart("matrix", "matrix", matrix, "array", false, false);
  const given = { path, header: { "X-Trace": id } };
  const isRefused = first === unsendable || second === unsendable || third === unsendable;
  if (isRefused || /^\.\.?$/.test(first)) {
    return { operation: "inPath", given, expected: undefined };
  }
  const target = `/${first}/${second}${third}/${encode(JSON.stringify(path.json))}`;
  return { operation: "inPath", given, expected: expectGet(target, [[idHeader, id]]) };
}

const queryWriters = [
  ["form", "exploded", "array"],
  ["commas", "commaDelimited", "array"],
  ["spaces", "spaceDelimited", "array"],
  ["pipes", "pipeDelimited", "array"],
  ["deep", "deepObject", "any"],
  ["json", "asJson", "any"],
  ["reserved", "scalar", "scalar"],
] as const;

function callInQuery(random: Random, id: string): RandomCall {
  const used = queryWriters.filter(() => random(3) === 0);
  const query = Object.fromEntries(used.map(([name]) => [name, randomValue(random)]));
  const session = randomText(random);
  const pairs = used.map(([name, writer, kind]) =>
    expectedQueryPart(
      writer,
      name,
      query[name],
      kind,
      name === "reserved" ? encodeInQuery : encode,
    ),
  );
  const given = { query, header: { "X-Trace": id }, cookie: { session } };
  if (pairs.includes(unsendable)) return { operation: "inQuery", given, expected: undefined };
  const search = pairs.filter((pair) => pair !== "").join("&");
  const expected = expectGet(`/query${search === "" ? "" : `?${search}`}`, [
    [idHeader, id],
    ["cookie", `session=${encode(session)}`],
  ]);
  return { operation: "inQuery", given, expected };
}

function expectGet(
  target: string,
  headers: readonly (readonly [string, string])[],
): ExpectedRequest {
  return { method: "GET", target, headers: new Map(headers), body: Buffer.alloc(0) };
}
