/** Random requests, signed in their headers or URL, sent by both senders, and checked byte by byte. */

import { expect, onTestFinished, test } from "vitest";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { TransportError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import { simple } from "../../templates/runtime/path-parameters.js";
import { percentEncode } from "../../templates/runtime/percent-encoding.js";
import { presignUrl } from "../../templates/runtime/presign-url.js";
import type { Fetch } from "../../templates/runtime/transport-options.js";
import { startRawServer } from "../servers/raw-server.js";
import { decode, type RawRequest, verifyRawSignature } from "../servers/verify-raw-signature.js";
import { type Random, randomFrom } from "./random-flows.js";

const keys = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCY" };
const signing = { region: "eu-west-1", secretAccessKey: keys.secretAccessKey };

const characters: readonly [string, ...string[]] = [
  "a",
  ...["B", "0", "-", "_", "~", ".", "..", "é", "日", "😀", "\ue000", "/", "//", "%", "%41", "%2F"],
  ...[" ", "+", "=", "&", "?", "#", "!", "'", "(", ")", "*", ":", "@", ";", ",", "$", "[", "]"],
  ...["|", "\\", "^", "`", "<", ">", '"', "\t", "\u0000", "\u007f"],
];

/** Characters that documents can put into a path, and callers with `allowReserved`. */
const literals: readonly [string, ...string[]] = [
  "v1",
  ...["things:batch", "a=b", "x+y", "~u", "(p)", "it's", "*", "@me", "a,b", "$x", "a;b", "é"],
  ...["%2F", "%2f..%2Fx", "a%20b", "%41", "%e9", "%zz", "%", "!", ".hidden", "%2E", "[a]", "a|b"],
];

interface Chance {
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
  once(among: number): boolean;
  word(): string;
  many<Value>(most: number, make: () => Value): readonly Value[];
}

function chanceOf(random: Random): Chance {
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[random(values.length)] ?? values[0];
  const many = <Value>(most: number, make: () => Value) =>
    Array.from({ length: random(most + 1) }, make);
  const word = () => [pick(characters), ...many(5, () => pick(characters))].join("");
  return { pick, many, word, once: (among) => random(among) === 0 };
}

function pathBy({ pick, once, word, many }: Chance): string {
  if (once(4)) return `/bucket/${simple("key", word())}`;
  if (once(4)) return `/bucket/${simple("key", word(), { allowReserved: true })}`;
  const segments = many(4, () => (once(2) ? pick(literals) : percentEncode(word())));
  return `/${segments.join(once(8) ? "//" : "/")}${once(6) ? "/" : ""}`;
}

const names: readonly [string, ...string[]] = [
  "a",
  "b",
  "A",
  "aa",
  "a-",
  "a.",
  "a/",
  "a:",
  "é",
  "日",
  "\ue000",
  "😀",
  "a b",
  "toString",
];
const written: readonly [string, ...string[]] = [
  "",
  "=",
  "=a+b",
  "=c%20d",
  "=x:y",
  "=(q)",
  "=it's",
  "=a=b",
  "=~",
  "=%e9",
  "=%zz",
];

function queryBy({ pick, once, word, many }: Chance): string {
  const pairs = many(4, () => {
    const name = once(40)
      ? "__proto__"
      : once(4)
        ? percentEncode(word())
        : percentEncode(pick(names));
    return name + (once(2) ? pick(written) : `=${percentEncode(word())}`);
  });
  const hasQuery = pairs.length > 0 || once(10);
  return hasQuery ? `?${pairs.join(once(10) ? "&&" : "&")}` : "";
}

function requestBy(chance: Chance): HttpRequest {
  const { pick, once } = chance;
  const method = pick(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  const bodies: [HttpRequest["body"], ...HttpRequest["body"][]] = [
    undefined,
    "",
    '{"a":"é😀"}',
    new Uint8Array([0, 255, 7, 13, 10]),
    "x".repeat(50),
  ];
  const headers = {
    ...(once(3) && {
      "x-amz-meta-note": pick(["a  b", "\ta\t b ", "  lead", "trail  ", "", "a,b , c"]),
    }),
    ...(once(3) && { "content-type": pick(["application/json", "text/plain; charset=utf-8"]) }),
    ...(once(5) && { "x-amz-target": "A.B" }),
    ...(once(6) && { "cache-control": "no-cache" }),
    ...(once(6) && { range: "bytes=0-1" }),
    ...(once(9) && { Accept: "a/b" }),
  };
  return {
    operationId: "operation",
    method,
    path: pathBy(chance) + queryBy(chance),
    headers,
    body: mayHaveBody ? pick(bodies) : undefined,
    responseBodies: { default: "bytes" },
  };
}

/** Whether the request cannot be sent or signed. */
function mayBeRefused({ path }: HttpRequest, isS3: boolean): boolean {
  const [pathname = "", query = ""] = path.split("#", 1)[0]?.split(/\?(.*)/s) ?? [];
  const dots = /(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i;
  const decoded = decode(pathname).toString("latin1");
  if (dots.test(pathname) || (isS3 && /(^|\/)\.{1,2}(\/|$)/.test(decoded))) return true;
  return /%(zz|e9)|(^|&)__proto__(=|&|$)/.test(query);
}

/** The bytes of a request's path, as S3 decodes them. */
function keyOf({ path }: HttpRequest): string {
  const url = new URL(`http://host${path}`);
  return decode(url.pathname).toString("latin1");
}

async function startRecorder() {
  const requests: RawRequest[] = [];
  const server = await startRawServer((socket) => {
    let received = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      const [first = "", ...lines] = received.subarray(0, end).toString("latin1").split("\r\n");
      const headers = lines.map((line) => {
        const [name = "", value = ""] = line.split(/:(.*)/s);
        return [name.toLowerCase(), value] as const;
      });
      const length = Number(headers.find(([name]) => name === "content-length")?.[1] ?? 0);
      const body = received.subarray(end + 4);
      if (body.length < length) return;
      const [method = "", target = ""] = first.split(" ");
      requests.push({ method, target, headers, body });
      socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
    });
  });
  return { ...server, requests };
}

const fetches = { fetch: globalThis.fetch, createNodeFetch: createNodeFetch() } as const;

test.each([
  ["s3", "in headers", "fetch", 700],
  ["s3", "in headers", "createNodeFetch", 700],
  ["s3express", "in headers", "createNodeFetch", 200],
  ["s3", "presigned", "fetch", 400],
  ["s3", "presigned", "createNodeFetch", 400],
  ["execute-api", "in headers", "fetch", 300],
  ["sagemaker", "in headers", "createNodeFetch", 300],
  ["lambda", "presigned", "fetch", 200],
  ["lambda", "presigned", "createNodeFetch", 200],
] as const)("%s, signed %s, sent by %s, %i times", async (service, form, by, times) => {
  const server = await startRecorder();
  onTestFinished(() => server.close());
  const isS3 = service.startsWith("s3");
  const chance = chanceOf(randomFrom(times + service.length));
  const fetch: Fetch = fetches[by];
  let refused = 0;
  for (let time = 0; time < times; time += 1) {
    const request = requestBy(chance);
    const credentials = { ...keys, ...(chance.once(3) && { sessionToken: "token/+==" }) };
    const options = { service, region: signing.region, credentials };
    const before = server.requests.length;
    const sent = form === "presigned" ? presigned(request) : signed(request);
    const error: unknown = await sent.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    const what = `${time}: ${request.method} ${request.path}`;
    if (error !== undefined) {
      expect(error, what).toBeInstanceOf(TransportError);
      expect(mayBeRefused(request, isS3), `${what} ${error}`).toBe(true);
      expect(server.requests.length, what).toBe(before);
      refused += 1;
      continue;
    }
    expect(server.requests.length, what).toBe(before + 1);
    const raw = server.requests[before];
    if (!raw) continue;
    expect(verifyRawSignature(raw, { ...signing, service, isS3 }), what).toBeUndefined();
    const path = raw.target.replace(/\?.*/s, "");
    if (isS3) expect(decode(path).toString("latin1"), what).toBe(keyOf(request));

    async function signed(given: HttpRequest): Promise<unknown> {
      const authenticator = createAwsSigner(options);
      return createFetchTransport({ baseUrl: server.url, fetch, authenticator }).send(given);
    }

    async function presigned(given: HttpRequest): Promise<unknown> {
      const isText = typeof given.body === "string";
      const sendable = isS3 || isText ? given : { ...given, body: undefined };
      const url = await presignUrl(sendable, { ...options, baseUrl: server.url });
      const { method, headers, body } = sendable;
      // As bytes, to which `fetch` adds no content-type.
      const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
      const content = bytes instanceof Uint8Array ? new Uint8Array(bytes) : null;
      const { signal } = new AbortController();
      return fetch(url, { method, headers, body: content, signal, redirect: "manual" });
    }
  }
  expect(refused).toBeLessThan(times / 3);
});
