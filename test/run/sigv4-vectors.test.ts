/** AWS's own test suites: the signer gives their canonical requests, texts and signatures, in both forms. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  AwsSignature,
  type AwsSignatureOptions,
  hashPayload,
  type SignableRequest,
} from "../../templates/runtime/aws-signature.js";
import { presignQuery } from "../../templates/runtime/presign-url.js";
import { verifySignature } from "../servers/verify-signature.js";

const vectors = new URL("../../../shared/vectors/sigv4/", import.meta.url);
const commonSuite = new URL("aws-c-auth/tests/aws-signing-test-suite/v4/", vectors);
const olderSuite = new URL("mhart-aws4/test/aws-sig-v4-test-suite/", vectors);

/** The cases of both suites that no client of this kind sends, and why. */
const notSent: Readonly<Record<string, string>> = {
  "post-sts-header-after":
    "the session token is added after the signature; only AWS IoT asks for that, and it is not signed for here",
};

/** The cases of the older suite that the newer one has otherwise, and why. */
const superseded: Readonly<Record<string, string>> = {
  "get-header-value-multiline":
    "a header over several lines, which HTTP has given up: by now a line break is a space (RFC 9112, 5.2)",
};

interface Vector {
  readonly request: SignableRequest;
  readonly options: AwsSignatureOptions;
  readonly date: string;
  readonly expiresIn: number;
}

/** Keeps what is signed, which is otherwise nobody's business. */
class RecordingSignature extends AwsSignature {
  canonicalRequest = "";
  stringToSign = "";

  protected override createCanonicalRequest(
    ...given: Parameters<AwsSignature["createCanonicalRequest"]>
  ): string {
    this.canonicalRequest = super.createCanonicalRequest(...given);
    return this.canonicalRequest;
  }

  protected override async createStringToSign(
    ...given: Parameters<AwsSignature["createStringToSign"]>
  ): Promise<string> {
    this.stringToSign = await super.createStringToSign(...given);
    return this.stringToSign;
  }
}

async function signInHeaders({ request, options, date }: Vector) {
  const signature = new RecordingSignature(options);
  const headers = await signature.signHeaders(request, new Date(date));
  return { ...signature, headers };
}

async function signInQuery({ request, options, date, expiresIn }: Vector) {
  const signature = new RecordingSignature(options);
  const hash = await hashPayload(request);
  const query = await presignQuery(signature, request, new Date(date), expiresIn, hash);
  return { ...signature, query };
}

interface ParsedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly rawBody: string;
}

/** A line that begins with a space continues the one before it. */
function parseRequest(text: string): ParsedRequest {
  const [head = "", rawBody = ""] = text.replace(/\r/g, "").split("\n\n", 2);
  const [requestLine = "", ...lines] = head.replace(/\n +/g, " ").split("\n");
  const [, method = "", url = ""] = /^(\w+) (.*) HTTP\/1\.1$/.exec(requestLine) ?? [];
  const headers: Record<string, string[]> = {};
  for (const line of lines.filter((line) => line !== "")) {
    const [name = "", value = ""] = line.split(/:(.*)/s);
    const values = headers[name.toLowerCase()] ?? [];
    headers[name.toLowerCase()] = [...values, value.trim()];
  }
  return { method, url, headers, rawBody };
}

function toSignable({ method, url, headers, rawBody }: ParsedRequest): SignableRequest {
  const [path = "", queryText = ""] = url.split("?", 2);
  return {
    method,
    protocol: "https:",
    hostname: "example.amazonaws.com",
    path,
    query: parseQuery(queryText),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, values]) => [name, values.join(",")]),
    ),
    body: rawBody,
  };
}

function parseQuery(text: string): Record<string, string[]> {
  const query: Record<string, string[]> = {};
  new URLSearchParams(text).forEach((value, name) => {
    query[name] = [...(query[name] ?? []), value];
  });
  return query;
}

interface SuiteSettings {
  readonly credentials: {
    readonly access_key_id: string;
    readonly secret_access_key: string;
    readonly token?: string;
  };
  readonly region: string;
  readonly service: string;
  readonly timestamp: string;
  readonly expiration_in_seconds: number;
  readonly normalize: boolean;
  readonly sign_body: boolean;
}

function credentialsOf({ credentials }: SuiteSettings) {
  return {
    accessKeyId: credentials.access_key_id,
    secretAccessKey: credentials.secret_access_key,
    ...(credentials.token !== undefined && { sessionToken: credentials.token }),
  };
}

function readCommonCase(name: string) {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}.txt`, commonSuite), "utf8");
  const settings: SuiteSettings = JSON.parse(
    readFileSync(new URL(`${name}/context.json`, commonSuite), "utf8"),
  );
  const given = toSignable(parseRequest(read("request")));
  // Written as it would come over the wire; the suite gives the path of these two as text.
  const path = settings.normalize ? given.path : given.path.replaceAll(" ", "%20");
  const vector: Vector = {
    request: { ...given, path },
    options: {
      region: settings.region,
      service: settings.service,
      credentials: async () => credentialsOf(settings),
      uriEscapePath: settings.normalize,
      applyChecksum: settings.sign_body,
    },
    date: settings.timestamp,
    expiresIn: settings.expiration_in_seconds,
  };
  return { name, settings, read, vector };
}

const commonNames = existsSync(commonSuite) ? readdirSync(commonSuite) : [];
const commonCases = commonNames.filter((name) => !(name in notSent)).map(readCommonCase);

describe.skipIf(commonNames.length === 0)("the suite of AWS's common runtime", () => {
  test("is whole, but for what is never sent", () => {
    expect(commonNames).toHaveLength(38);
    expect(commonNames.filter((name) => name in notSent)).toEqual(Object.keys(notSent));
  });

  test.each(commonCases)("$name in headers", async ({ read, vector }) => {
    const { canonicalRequest, stringToSign, headers } = await signInHeaders(vector);
    expect(canonicalRequest).toBe(read("header-canonical-request"));
    expect(stringToSign).toBe(read("header-string-to-sign").trimEnd());
    expect(headers["authorization"]).toContain(`Signature=${read("header-signature").trim()}`);
    const expected = toSignable(parseRequest(read("header-signed-request")));
    expect(headers).toEqual(expected.headers);
  });

  test.each(commonCases)("$name in the query", async ({ read, vector }) => {
    const { canonicalRequest, stringToSign, query } = await signInQuery(vector);
    expect(canonicalRequest).toBe(read("query-canonical-request"));
    expect(stringToSign).toBe(read("query-string-to-sign").trimEnd());
    expect(query["X-Amz-Signature"]).toBe(read("query-signature").trim());
    const expected = toSignable(parseRequest(read("query-signed-request")));
    const added = Object.entries(query).map(([name, value]) => [name, [value]]);
    expect({ ...vector.request.query, ...Object.fromEntries(added) }).toEqual(expected.query);
  });

  test.each(commonCases)("$name is accepted by the test server", ({ settings, read }) => {
    const { region, service } = settings;
    const signing = {
      ...credentialsOf(settings),
      region,
      service: settings.normalize ? service : "s3",
    };
    const signed = parseRequest(read("header-signed-request"));
    const problem = verifySignature(signed, signing);
    if (settings.normalize) expect(problem).toBeUndefined();
    else expect(problem).toBe(`signed for the service ${service}`);
    expect(verifySignature({ ...signed, rawBody: `${signed.rawBody} ` }, signing)).toBeDefined();
  });
});

/** The older suite gives no settings: they are the same for all of its cases. */
const olderSettings = {
  region: "us-east-1",
  service: "service",
  credentials: async () => ({
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  }),
};

function readOlderCase(file: string) {
  const read = (kind: string) =>
    readFileSync(new URL(`${file}.${kind}`, olderSuite), "utf8").replaceAll("\r", "");
  const { "x-amz-date": _, ...headers } = toSignable(parseRequest(read("req"))).headers;
  const { "x-amz-security-token": token, ...others } = headers;
  const credentials = async () => ({
    ...(await olderSettings.credentials()),
    ...(token !== undefined && { sessionToken: token }),
  });
  const options = {
    ...olderSettings,
    credentials,
    applyChecksum: "x-amz-content-sha256" in headers,
  };
  const request = { ...toSignable(parseRequest(read("req"))), headers: others };
  const vector: Vector = { request, options, date: "2015-08-30T12:36:00Z", expiresIn: 3600 };
  return { name: nameOf(file), read, vector };
}

const olderFiles = existsSync(olderSuite)
  ? readdirSync(olderSuite, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".req"))
      .map((file) => file.replace(/\.req$/, ""))
      .sort()
  : [];
const nameOf = (file: string) => file.replace(/^.*\//, "");
const olderExceptions = Object.keys({ ...notSent, ...superseded });
const olderCases = olderFiles
  .filter((file) => !olderExceptions.includes(nameOf(file)))
  .map(readOlderCase);

describe.skipIf(olderFiles.length === 0)("the older suite of AWS", () => {
  test("is whole, but for what is never sent or was superseded", () => {
    expect(olderFiles).toHaveLength(31);
    expect(olderCases).toHaveLength(31 - olderExceptions.length);
    expect(commonNames).toEqual(expect.arrayContaining(Object.keys(superseded)));
  });

  test.each(olderCases)("$name", async ({ read, vector }) => {
    const { canonicalRequest, stringToSign, headers } = await signInHeaders(vector);
    expect(canonicalRequest).toBe(read("creq"));
    expect(stringToSign).toBe(read("sts"));
    expect(headers["authorization"]).toBe(read("authz"));
    expect(headers).toEqual(toSignable(parseRequest(read("sreq"))).headers);
  });
});
