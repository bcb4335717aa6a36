/**
 * Checks AWS Signature Version 4 on the bytes of a request, as they came over the wire, in the headers or in the query.
 * It is written from AWS's description, on nothing but node:crypto.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */

import { createHash, createHmac } from "node:crypto";

/** Every character of a string is a byte. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  /** Names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface RawSigning {
  readonly secretAccessKey: string;
  readonly region: string;
  readonly service: string;
  /** Whether the service reads the path as S3 does. */
  readonly isS3: boolean;
}

/** The problem with the signature; `undefined` if it is valid. */
export function verifyRawSignature(request: RawRequest, signing: RawSigning): string | undefined {
  const pairs = readQuery(queryOf(request.target));
  const found = readAuthorization(request) ?? readPresigned(pairs);
  if (!found) return "not signed";
  const { scope, date, names, signature, payloadHash } = found;
  const expectedScope = `${date.slice(0, 8)}/${signing.region}/${signing.service}/aws4_request`;
  if (scope !== expectedScope) return `signed for ${scope}`;
  for (const [name] of request.headers) {
    const mustBeSigned = /^(host|content-type|x-amz-.*)$/.test(name);
    if (mustBeSigned && !names.includes(name)) return `${name} is not signed`;
  }
  const hash = sha256(request.body);
  const sentHash = valuesOf(request, "x-amz-content-sha256");
  if (sentHash !== undefined && sentHash !== hash) return "another payload";
  const path = request.target.replace(/\?.*/s, "");
  const canonical = [
    request.method,
    signing.isS3 ? encode(decode(path), "/") : encode(normalize(path), "/"),
    canonicalQuery(pairs.filter(([name]) => name !== "X-Amz-Signature")),
    ...names.map((name) => `${name}:${valuesOf(request, name) ?? "(missing)"}`),
    "",
    names.join(";"),
    payloadHash ?? (found.isPresigned && signing.isS3 ? "UNSIGNED-PAYLOAD" : hash),
  ].join("\n");
  const toSign = ["AWS4-HMAC-SHA256", date, scope, sha256(Buffer.from(canonical, "latin1"))];
  const key = scope
    .split("/")
    .reduce<Buffer>(hmac, Buffer.from(`AWS4${signing.secretAccessKey}`, "latin1"));
  if (hmac(key, toSign.join("\n")).toString("hex") === signature) return undefined;
  return `another signature than that of\n${canonical}`;
}

interface Found {
  readonly isPresigned: boolean;
  readonly scope: string;
  readonly date: string;
  readonly names: readonly string[];
  readonly signature: string;
  readonly payloadHash: string | undefined;
}

function readAuthorization(request: RawRequest): Found | undefined {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=([\da-f]{64})$/;
  const parts = pattern.exec(valuesOf(request, "authorization") ?? "");
  if (!parts) return undefined;
  const [, scope = "", names = "", signature = ""] = parts;
  const date = valuesOf(request, "x-amz-date") ?? "";
  const payloadHash = valuesOf(request, "x-amz-content-sha256");
  return { isPresigned: false, scope, date, names: names.split(";"), signature, payloadHash };
}

function readPresigned(pairs: readonly Pair[]): Found | undefined {
  const parameter = (wanted: string) =>
    decode(pairs.find(([name]) => name === wanted)?.[1] ?? "").toString("latin1");
  const signature = parameter("X-Amz-Signature");
  if (signature === "" || parameter("X-Amz-Algorithm") !== "AWS4-HMAC-SHA256") return undefined;
  return {
    isPresigned: true,
    scope: parameter("X-Amz-Credential").replace(/^[^/]*\//, ""),
    date: parameter("X-Amz-Date"),
    names: parameter("X-Amz-SignedHeaders").split(";"),
    signature,
    payloadHash: undefined,
  };
}

/** Name and value, strictly encoded. */
type Pair = readonly [name: string, value: string];

function queryOf(target: string): string {
  const [, query = ""] = target.split(/\?(.*)/s);
  return query;
}

function readQuery(query: string): readonly Pair[] {
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair): Pair => {
      const [name = "", value = ""] = pair.split(/=(.*)/s);
      return [encode(decodeForm(name)), encode(decodeForm(value))];
    });
}

function canonicalQuery(pairs: readonly Pair[]): string {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...pairs]
    .sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
    .map((pair) => pair.join("="))
    .join("&");
}

function valuesOf({ headers }: RawRequest, wanted: string): string | undefined {
  const values = headers.filter(([name]) => name === wanted);
  if (values.length === 0) return undefined;
  return values.map(([, value]) => value.trim().replace(/[ \t]+/g, " ")).join(",");
}

/** Removes empty segments and dot segments. */
function normalize(path: string): Buffer {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const end = segments.length > 0 && path.endsWith("/") ? "/" : "";
  return Buffer.from(`/${segments.join("/")}${end}`, "latin1");
}

function decodeForm(text: string): Buffer {
  return decode(text.replaceAll("+", " "));
}

export function decode(text: string): Buffer {
  const bytes = text.replace(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1");
}

function encode(bytes: Buffer, also = ""): string {
  return [...bytes]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (/[A-Za-z\d\-._~]/.test(character) || character === also) return character;
      return `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text, "latin1").digest();
}
