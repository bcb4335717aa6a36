/** S3 keys and queries, sent and signed: slashes stay, and all other characters are encoded once. */

import { describe, expect, onTestFinished, test } from "vitest";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { simple } from "../../templates/runtime/path-parameters.js";
import { presignUrl } from "../../templates/runtime/presign-url.js";
import { startHttpServer } from "../servers/http-server.js";
import { verifySignature } from "../servers/verify-signature.js";
import { rejectionOf } from "./rejection-of.js";

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };
const region = "eu-west-1";

function getObject(path: string): HttpRequest {
  return { operationId: "GetObject", method: "GET", path, headers: {}, responseBodies: {} };
}

async function connect(service: string) {
  const server = await startHttpServer(() => ({ kind: "response", status: 204 }));
  onTestFinished(() => server.close());
  const options = { service, region, credentials };
  const authenticator = createAwsSigner(options);
  const transport = createFetchTransport({ baseUrl: server.url, authenticator });
  const presign = (path: string) =>
    presignUrl(getObject(path), { ...options, baseUrl: server.url });
  return { server, transport, presign };
}

const keys: readonly (readonly [key: string, sent: string])[] = [
  ["photos/2024/a.jpg", "photos/2024/a.jpg"],
  ["a b+c.txt", "a%20b%2Bc.txt"],
  ["it's (1)!*.txt", "it%27s%20%281%29%21%2A.txt"],
  ["a:b@c,d;e=f&g$h.txt", "a%3Ab%40c%2Cd%3Be%3Df%26g%24h.txt"],
  ["100%/[x]|^", "100%25/%5Bx%5D%7C%5E"],
  ["~é日😀", "~%C3%A9%E6%97%A5%F0%9F%98%80"],
  ["a//b/", "a//b/"],
  [".hidden/..b/c..", ".hidden/..b/c.."],
];

describe.each(keys)("the key %s", (key, sent) => {
  test.each([{}, { allowReserved: true }])(
    "is sent and signed encoded once, with %j",
    async (style) => {
      const { server, transport, presign } = await connect("s3");
      const path = `/bucket/${simple("Key", key, style)}`;
      await transport.send(getObject(path));
      await fetch(await presign(path));
      expect(server.requests.map(({ url }) => url.replace(/\?.*/, ""))).toEqual(
        Array(2).fill(`/bucket/${sent}`),
      );
      const [signed] = server.requests;
      const signing = { ...credentials, region, service: "s3" };
      expect(signed && verifySignature(signed, signing)).toBeUndefined();
    },
  );
});

test.each(["a/../b", "../a", "a/.", "./a", "..", "a/..", "a/%2E%2E/b"])(
  "the key %s is refused for S3, because no URL has it",
  async (key) => {
    const { server, transport, presign } = await connect("s3");
    const path = `/bucket/${encodeURIComponent(decodeURIComponent(key))}`;
    const isBare = !path.includes("%2F");
    const message = isBare ? /as a path segment$/ : /S3 key .* cannot be sent/;
    for (const sending of [transport.send(getObject(path)), presign(path)]) {
      expect(await rejectionOf(sending)).toMatchObject({
        name: "TransportError",
        message: expect.stringMatching(message),
      });
    }
    expect(server.requests).toEqual([]);
  },
);

test("other services get an encoded slash as it is, and sign it encoded twice", async () => {
  const { server, transport } = await connect("execute-api");
  await transport.send(getObject("/items/a%2F..%2Fb:c"));
  expect(server.requests[0]?.url).toBe("/items/a%2F..%2Fb:c");
  const signing = { ...credentials, region, service: "execute-api" };
  expect(server.requests[0] && verifySignature(server.requests[0], signing)).toBeUndefined();
});

test.each([
  ["?a=%e9", "a query that is not percent-encoded UTF-8 cannot be signed"],
  ["?a=1&%zz", "a query that is not percent-encoded UTF-8 cannot be signed"],
  ["?a=%C3&b=%A9", "a query that is not percent-encoded UTF-8 cannot be signed"],
  ["?__proto__=1", 'a query with "__proto__" cannot be signed'],
  ["?%5F_proto__", 'a query with "__proto__" cannot be signed'],
])("the query %s is refused, because the signer cannot read it", async (query, message) => {
  const { server, transport, presign } = await connect("sqs");
  for (const sending of [transport.send(getObject(`/${query}`)), presign(`/${query}`)]) {
    expect(await rejectionOf(sending)).toMatchObject({ name: "TransportError", message });
  }
  expect(server.requests).toEqual([]);
});

test.each(["/a?", "/a?&", "/a?x=a+b&x=%20&x", "/a?list-type=2&prefix=a%2Bb&acl"])(
  "the query of %s is part of a presigned URL",
  async (path) => {
    const { presign } = await connect("s3");
    const url = new URL(await presign(path));
    const given = new URL(path, url);
    const names = new Set(given.searchParams.keys());
    const kept = [...url.searchParams].filter(([name]) => names.has(name));
    expect(kept).toEqual([...given.searchParams]);
    expect(url.href).not.toMatch(/\?.*\?|\+/);
    expect(url.searchParams.get("X-Amz-Algorithm")).toBe("AWS4-HMAC-SHA256");
  },
);

test("the type that fetch adds to a string is signed", async () => {
  const { server, transport } = await connect("s3");
  await transport.send({ ...getObject("/bucket/key"), method: "PUT", body: "text" });
  expect(server.requests[0]?.headers["content-type"]).toEqual(["text/plain;charset=UTF-8"]);
  expect(server.requests[0]?.headers["authorization"]?.[0]).toContain("=content-type;host;");
});
