/** The generator and the runtime have one definition of JSON. */

import { expect, test } from "vitest";
import { isJson } from "../../generator/model/media-types.js";
import { readResponse } from "../../templates/runtime/read-response.js";

test.each<[contentType: string, expected: boolean]>([
  ["application/json", true],
  ["Application/JSON; charset=utf-8", true],
  ["text/json", true],
  ["application/vnd.api+json", true],
  ["application/problem+json;charset=utf-8", true],
  ["application/x-amz-json-1.0", true],
  ["application/x-amz-json-1.1", true],
  ["application/json+protobuf", true],
  ["application/json; profile=jsonl", true],
  ["application/x-ndjson", false],
  ["application/jsonl", false],
  ["application/jsonlines", false],
  ["application/json-lines", false],
  ["application/json-seq", false],
  ["application/geo+json-seq", false],
  ["text/plain", false],
  ["text/plain; profile=json", false],
  ["application/xml", false],
  ["", false],
])("%s is JSON: %s", async (contentType, expected) => {
  expect(isJson(contentType)).toBe(expected);
  const response = new Response('{"a":1}');
  const { body } = await readResponse(response, { "content-type": contentType }, {}, 100, "it");
  expect(body).toEqual(expected ? { a: 1 } : '{"a":1}');
});
