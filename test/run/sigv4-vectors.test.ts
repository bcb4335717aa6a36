/**
 * AWS's test suites: each supported signing package creates their signatures, in both forms, with the runtime's
 * hash.
 */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as bySuccessor from "@aws-sdk/signature-v4";
import * as byOwnName from "@smithy/signature-v4";
import * as byLast from "signature-v4-3.374";
import { describe, expect, test } from "vitest";
import { Sha256 } from "../../templates/runtime/sha256.js";
import { verifySignature } from "../servers/verify-signature.js";
import { sharedFixture } from "../shared-fixture.js";

/** The signing packages, by the name that applications install. */
const packages = {
  "@smithy/signature-v4 5 as @aws-sdk/signature-v4": bySuccessor,
  "@smithy/signature-v4 5": byOwnName,
  "@aws-sdk/signature-v4 3.374.0": byLast,
} as const;
const packageNames = Object.keys(packages) as (keyof typeof packages)[];

const commonSuite = sharedFixture("vectors/sigv4/aws-c-auth/tests/aws-signing-test-suite/v4");
const olderSuite = sharedFixture("vectors/sigv4/mhart-aws4/test/aws-sig-v4-test-suite");

/** The cases of both suites that this client does not send, and why. */
const notSent: Readonly<Record<string, string>> = {
  "post-sts-header-after":
    "the session token is added after the signature; only AWS IoT asks for that, and it is not signed for here",
};

/** The cases of the older suite that differ in the newer one, and why. */
const superseded: Readonly<Record<string, string>> = {
  "get-header-value-multiline":
    "a header over several lines, which HTTP has given up: by now a line break is a space (RFC 9112, 5.2)",
};

/** The request to sign. */
interface SignableRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Record<string, string[]>;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/**
 * The cases that 3.374.0 signs differently from AWS: it contains version 1 of its successor, which sorts the
 * names of a query before it encodes them.
 */
const wronglySorted: readonly string[] = [
  "get-vanilla-query-order-encoded in headers",
  "get-vanilla-query-order-encoded in the query",
  "get-vanilla-utf8-query in the query",
];

/** Expects a failure for a case that a package is known to sign incorrectly. */
function expectSignature(by: keyof typeof packages, name: string, signature: string | undefined) {
  const isWrong = by === "@aws-sdk/signature-v4 3.374.0" && wronglySorted.includes(name);
  return isWrong ? expect(signature).not : expect(signature);
}

interface Vector {
  readonly request: SignableRequest;
  readonly options: Omit<ConstructorParameters<typeof bySuccessor.SignatureV4>[0], "sha256">;
  readonly date: string;
  readonly expiresIn: number;
}

async function signInHeaders(by: keyof typeof packages, { request, options, date }: Vector) {
  const signer = new packages[by].SignatureV4({ ...options, sha256: Sha256 });
  return (await signer.sign(request, { signingDate: new Date(date) })).headers;
}

async function signInQuery(by: keyof typeof packages, vector: Vector) {
  const { request, options, date, expiresIn } = vector;
  const signer = new packages[by].SignatureV4({ ...options, sha256: Sha256 });
  return (await signer.presign(request, { signingDate: new Date(date), expiresIn })).query ?? {};
}

interface ParsedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly rawBody: string;
}

/** A line that begins with a space continues the previous line. */
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
  const read = (file: string) => readFileSync(join(commonSuite.path, name, `${file}.txt`), "utf8");
  const settings: SuiteSettings = JSON.parse(
    readFileSync(join(commonSuite.path, name, "context.json"), "utf8"),
  );
  const given = toSignable(parseRequest(read("request")));
  // As sent over the wire; the suite has the path of these two without encoding.
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

const commonNames = commonSuite.isMissing ? [] : readdirSync(commonSuite.path);
const commonCases = commonNames.filter((name) => !(name in notSent)).map(readCommonCase);

describe.skipIf(commonSuite.isMissing)("the suite of AWS's common runtime", () => {
  test("is whole, but for what is never sent", () => {
    expect(commonNames).toHaveLength(38);
    expect(commonNames.filter((name) => name in notSent)).toEqual(Object.keys(notSent));
  });

  describe.each(packageNames)("%s", (by) => {
    test.each(commonCases)("$name in headers", async ({ name, read, vector }) => {
      const { authorization, ...headers } = await signInHeaders(by, vector);
      const expected = toSignable(parseRequest(read("header-signed-request"))).headers;
      const { authorization: rightOne, ...others } = expected;
      expectSignature(by, `${name} in headers`, authorization).toBe(rightOne);
      expect(rightOne).toContain(`Signature=${read("header-signature").trim()}`);
      expect(headers).toEqual(others);
    });

    test.each(commonCases)("$name in the query", async ({ name, read, vector }) => {
      const { "X-Amz-Signature": signature, ...query } = await signInQuery(by, vector);
      const expected = toSignable(parseRequest(read("query-signed-request"))).query;
      const { "X-Amz-Signature": rightOne, ...others } = expected;
      expectSignature(by, `${name} in the query`, `${signature}`).toBe(`${rightOne}`);
      expect(rightOne).toEqual([read("query-signature").trim()]);
      const arrays = Object.entries(query).map(([each, value]) => [each, [value].flat()]);
      expect(Object.fromEntries(arrays)).toEqual(others);
    });
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

/** The older suite has no settings, because they are the same for all its cases. */
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
    readFileSync(join(olderSuite.path, `${file}.${kind}`), "utf8").replaceAll("\r", "");
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

const olderFiles = olderSuite.isMissing
  ? []
  : readdirSync(olderSuite.path, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".req"))
      .map((file) => file.replace(/\.req$/, ""))
      .sort();
const nameOf = (file: string) => file.replace(/^.*\//, "");
const olderExceptions = Object.keys({ ...notSent, ...superseded });
const olderCases = olderFiles
  .filter((file) => !olderExceptions.includes(nameOf(file)))
  .map(readOlderCase);

describe.skipIf(olderSuite.isMissing)("the older suite of AWS", () => {
  test("is whole, but for what is never sent or was superseded", () => {
    expect(olderFiles).toHaveLength(31);
    expect(olderCases).toHaveLength(31 - olderExceptions.length);
    expect(commonNames).toEqual(expect.arrayContaining(Object.keys(superseded)));
  });

  describe.each(packageNames)("%s", (by) => {
    test.each(olderCases)("$name", async ({ read, vector }) => {
      const headers = await signInHeaders(by, vector);
      expect(headers["authorization"]).toBe(read("authz"));
      expect(headers).toEqual(toSignable(parseRequest(read("sreq"))).headers);
    });
  });
});
