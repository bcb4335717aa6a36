/** AWS's own test suite: the signer must give its signatures, and the test server must accept them. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { SignatureV4 } from "@aws-sdk/signature-v4";
import { describe, expect, test } from "vitest";
import { Sha256 } from "../../templates/runtime/sha256.js";
import { verifySignature } from "../servers/verify-signature.js";

const suite = new URL(
  "../../../shared/vectors/sigv4/aws-c-auth/tests/aws-signing-test-suite/v4/",
  import.meta.url,
);

interface SuiteSettings {
  readonly credentials: {
    readonly access_key_id: string;
    readonly secret_access_key: string;
    readonly token?: string;
  };
  readonly region: string;
  readonly service: string;
  readonly timestamp: string;
  readonly normalize: boolean;
  readonly sign_body: boolean;
  readonly omit_session_token?: boolean;
}

interface ParsedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly rawBody: string;
}

function readCase(name: string) {
  const read = (file: string) => readFileSync(new URL(`${name}/${file}`, suite), "utf8");
  return {
    name,
    settings: JSON.parse(read("context.json")) as SuiteSettings,
    request: parseRequest(read("request.txt")),
    signed: parseRequest(read("header-signed-request.txt")),
    signature: read("header-signature.txt").trim(),
  };
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

/** Not here: paths that are signed as they are, which is S3's way, and tokens added after signing. */
const cases = existsSync(suite)
  ? readdirSync(suite)
      .map(readCase)
      .filter(({ settings }) => settings.normalize && !settings.omit_session_token)
  : [];

describe.skipIf(!existsSync(suite))("AWS's test suite of Signature Version 4", () => {
  test("has cases", () => {
    expect(cases.length).toBeGreaterThan(20);
  });

  test.each(cases)("$name is signed", async ({ settings, request, signature }) => {
    const { credentials, region, service, timestamp } = settings;
    const signer = new SignatureV4({
      credentials: {
        accessKeyId: credentials.access_key_id,
        secretAccessKey: credentials.secret_access_key,
        ...(credentials.token !== undefined && { sessionToken: credentials.token }),
      },
      region,
      service,
      sha256: Sha256,
      applyChecksum: settings.sign_body,
    });
    const [path = "", queryText = ""] = request.url.split("?", 2);
    const query: Record<string, string[]> = {};
    new URLSearchParams(queryText).forEach((value, name) => {
      query[name] = [...(query[name] ?? []), value];
    });
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, values]) => [name, values.join(",")]),
    );
    const signed = await signer.sign(
      {
        method: request.method,
        protocol: "https:",
        hostname: "example.amazonaws.com",
        path,
        query,
        headers,
        body: request.rawBody,
      },
      { signingDate: new Date(timestamp) },
    );
    expect(signed.headers["authorization"]).toContain(`Signature=${signature}`);
  });

  test.each(cases)("$name is accepted by the test server", ({ settings, signed }) => {
    const { credentials, region, service } = settings;
    const signing = {
      accessKeyId: credentials.access_key_id,
      secretAccessKey: credentials.secret_access_key,
      ...(credentials.token !== undefined && { sessionToken: credentials.token }),
      region,
      service,
    };
    expect(verifySignature(signed, signing)).toBeUndefined();
    const { rawBody } = signed;
    expect(verifySignature({ ...signed, rawBody: `${rawBody} ` }, signing)).toBeDefined();
  });
});
