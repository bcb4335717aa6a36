/**
 * The server's side of AWS Signature Version 4, written from its definition and on nothing but node:crypto.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { ReceivedRequest } from "./http-server.js";

/** Whom the server knows, and what it is. */
export interface Signing {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly region: string;
  readonly service: string;
}

type SignedRequest = Pick<ReceivedRequest, "method" | "url" | "headers" | "rawBody">;

const authorizationForm =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;

/** What is wrong with the request's signature; `undefined` if nothing is. */
export function verifySignature(request: SignedRequest, signing: Signing): string | undefined {
  const header = (name: string) => request.headers[name]?.join(",");
  const parts = authorizationForm.exec(header("authorization") ?? "");
  if (!parts) return "authorization is missing or has another form";
  const [, accessKeyId, day = "", region, service, names = "", signature = ""] = parts;
  const signedHeaders = names.split(";");
  const date = header("x-amz-date") ?? "";
  const payloadHash = sha256(request.rawBody);

  if (accessKeyId !== signing.accessKeyId) return "the access key is not known";
  if (region !== signing.region) return `signed for the region ${region}`;
  if (service !== signing.service) return `signed for the service ${service}`;
  if (!/^\d{8}T\d{6}Z$/.test(date)) return "x-amz-date is missing or has another form";
  if (!date.startsWith(day)) return "the scope is of another day than x-amz-date";
  if (header("x-amz-security-token") !== signing.sessionToken) return "another session token";
  if ((header("x-amz-content-sha256") ?? payloadHash) !== payloadHash) return "another payload";
  if (names !== [...signedHeaders].sort().join(";")) return "the signed headers are not sorted";
  for (const name of Object.keys(request.headers).concat("host")) {
    const mustBeSigned = /^(host|content-type|x-amz-.*)$/.test(name);
    if (mustBeSigned && !signedHeaders.includes(name)) return `${name} is not signed`;
  }
  if (signedHeaders.some((name) => header(name) === undefined)) return "a signed header is missing";

  const scope = `${day}/${region}/${service}/aws4_request`;
  const canonical = canonicalRequest(request, signing.service, signedHeaders, payloadHash);
  const stringToSign = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const key = [day, region, service, "aws4_request"].reduce<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${signing.secretAccessKey}`),
  );
  const isRight = timingSafeEqual(hmac(key, stringToSign), Buffer.from(signature, "hex"));
  return isRight ? undefined : `the signature does not match this canonical request:\n${canonical}`;
}

function canonicalRequest(
  { method, url, headers }: SignedRequest,
  service: string,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const [path = "", query = ""] = url.split("?", 2);
  const lines = signedHeaders.map((name) => {
    const values = headers[name] ?? [];
    return `${name}:${values.map((value) => value.trim().replace(/\s+/g, " ")).join(",")}\n`;
  });
  return [
    method,
    service === "s3" ? canonicalS3Path(path) : canonicalPath(path),
    canonicalQuery(query),
    lines.join(""),
    signedHeaders.join(";"),
    payloadHash,
  ].join("\n");
}

/** What was sent, decoded and encoded strictly; it names an object, in which a slash is a slash. */
function canonicalS3Path(path: string): string {
  const segments = path.split("/");
  return segments.map((segment) => encode(decodeURIComponent(segment))).join("/");
}

/** The path without dots and double slashes, encoded once more than it was sent; S3 alone does not do this. */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encode(segment));
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return `/${segments.join("/")}${end}`;
}

/** Sorted by name, then by value, both as they are encoded. */
function canonicalQuery(query: string): string {
  if (query === "") return "";
  const pairs = query.split("&").map((pair) => {
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    return [encode(decodeURIComponent(name)), encode(decodeURIComponent(value))] as const;
  });
  const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  pairs.sort(([aName, aValue], [bName, bValue]) => byCode(aName, bName) || byCode(aValue, bValue));
  return pairs.map(([name, value]) => `${name}=${value}`).join("&");
}

/** Everything but the unreserved characters of RFC 3986 becomes %XX. */
function encode(text: string): string {
  const percent = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return text.replace(/[^A-Za-z0-9\-._~]+/g, (part) =>
    [...Buffer.from(part, "utf8")].map(percent).join(""),
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
