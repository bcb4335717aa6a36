/** Signatures from AWS's documentation, and signatures of requests that are difficult to sign. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { presignUrl } from "../../templates/runtime/presign-url.js";
import { verifySignature } from "../servers/verify-signature.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});

afterEach(() => {
  vi.useRealTimers();
});

const s3 = {
  service: "s3",
  region: "us-east-1",
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  },
};

const bucket = "https://examplebucket.s3.amazonaws.com";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
test.each([
  [
    "GET an object",
    { method: "GET", url: `${bucket}/test.txt`, headers: { range: "bytes=0-9" } },
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  ],
  [
    "GET the lifecycle of a bucket",
    { method: "GET", url: `${bucket}/?lifecycle`, headers: {} },
    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
  ],
  [
    "list objects",
    { method: "GET", url: `${bucket}/?max-keys=2&prefix=J`, headers: {} },
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
  ],
])("S3 documents the signature to %s", async (_, request, signature) => {
  vi.setSystemTime("2013-05-24T00:00:00Z");
  const { headers } = await createAwsSigner(s3).authenticate({ body: undefined, ...request });
  expect(headers["authorization"]).toContain(`Signature=${signature}`);
});

/** Browsers replace this header silently. */
test("a given date is sent, and not signed", async () => {
  const date = "Fri, 24 May 2013 00:00:00 GMT";
  const request = { method: "GET", url: `${bucket}/test.txt`, body: undefined };
  const { headers } = await createAwsSigner(s3).authenticate({ ...request, headers: { date } });
  expect(headers["date"]).toBe(date);
  expect(headers["authorization"]).toContain("SignedHeaders=host;x-amz-content-sha256;x-amz-date,");
});

const getObject: HttpRequest = {
  operationId: "GetObject",
  method: "GET",
  path: "/test.txt",
  headers: {},
  responseBodies: { 200: "bytes" },
};

describe("a presigned URL", () => {
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
  test("is as S3 documents it", async () => {
    vi.setSystemTime("2013-05-24T00:00:00Z");
    const url = await presignUrl(getObject, { ...s3, baseUrl: bucket, expiresIn: 86_400 });
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
      "X-Amz-Credential": "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request",
      "X-Amz-Date": "20130524T000000Z",
      "X-Amz-Expires": "86400",
      "X-Amz-SignedHeaders": "host",
      "X-Amz-Signature": "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    });
    expect(url).toContain(`${bucket}/test.txt?X-Amz-Algorithm=`);
  });

  test("keeps the query that is there, and has the session token", async () => {
    const credentials = { ...s3.credentials, sessionToken: "a/token+=" };
    const path = "/a%20b?versionId=%C3%A9%2B";
    const url = await presignUrl({ ...getObject, path }, { ...s3, credentials, baseUrl: bucket });
    expect(url).toContain(`${bucket}/a%20b?versionId=%C3%A9%2B&X-Amz-`);
    expect(new URL(url).searchParams.get("X-Amz-Security-Token")).toBe("a/token+=");
    expect(new URL(url).searchParams.get("X-Amz-Expires")).toBe("900");
  });

  test.each([0, -1, 604_801, Number.NaN])("cannot last %d seconds", async (expiresIn) => {
    const presigned = presignUrl(getObject, { ...s3, baseUrl: bucket, expiresIn });
    await expect(presigned).rejects.toThrow(RangeError);
  });
});

/** Signatures that the test server checks with its own implementation. */
test.each([
  ["marks that URLs leave alone, for S3", "s3", "/it's-(a)-!*~.txt"],
  ["double slashes and dots, for S3", "s3", "/my-object//example//photo.user/.hidden"],
  ["letters beyond ASCII, for S3", "s3", "/%C3%BC/%E1%88%B4?x=%F0%9F%98%80"],
  ["an encoded slash, for S3", "s3", "/a%2Fb"],
  ["marks that URLs leave alone", "sagemaker", "/it's-(a)-!*~.txt"],
  ["double slashes", "sagemaker", "/a//b/"],
  ["letters beyond ASCII", "sagemaker", "/%C3%BC?b=%C3%A9&b=a&a="],
])("a server agrees on %s", async (_, service, path) => {
  const credentials = { ...s3.credentials, sessionToken: "token" };
  const signer = createAwsSigner({ ...s3, service, credentials });
  const url = `https://api.example.com${path}`;
  const body = '{"Größe":"😀"}';
  const signed = await signer.authenticate({ method: "PUT", url, headers: {}, body });
  const received = Object.entries({ ...signed.headers, host: "api.example.com" });
  const request = {
    method: "PUT",
    url: signed.url.replace("https://api.example.com", ""),
    headers: Object.fromEntries(received.map(([name, value]) => [name, [value]])),
    rawBody: body,
  };
  const signing = { ...credentials, region: s3.region, service };
  expect(verifySignature(request, signing)).toBeUndefined();
});
