/**
 * Every byte sequence that leaves is one request to the intended host and path: random requests with hostile characters, by
 * both senders, to a server that reads the bytes strictly. `FUZZ_SEED` repeats a failure that names its seed, `FUZZ_COUNT`
 * says how many requests.
 */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { TransportError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest, Transport } from "../../templates/runtime/http.js";
import { createAuthenticator } from "../../templates/runtime/security.js";
import { hostLabel, serverPath } from "../../templates/runtime/server-variables.js";
import type { TransportOptions } from "../../templates/runtime/transport-options.js";
import { type Random, randomFrom } from "../run/random-flows.js";
import { flowOut, importCase } from "../run/run-flow.js";
import { senders } from "../run/senders.js";
import { pick, randomText } from "./hostile-values.js";
import { randomCall } from "./random-call.js";
import { type RandomRequest, randomRequest } from "./random-request.js";
import { idHeader, type StrictServer, startStrictServer } from "./strict-server.js";

const seed = Number(process.env["FUZZ_SEED"] ?? 13);
const count = Number(process.env["FUZZ_COUNT"] ?? 10_000);
const atOnce = 16;
const out = join(flowOut, "fuzz");

type Fetch = TransportOptions["fetch"];

describe.each(senders)("with %s", (_, fetch) => {
  test(`${count} random requests each arrive as one, or are refused before anything is sent`, async () => {
    const server = await startStrictServer();
    onTestFinished(() => server.close());
    const random = randomFrom(seed);
    const endings = { arrived: 0, refused: 0 };
    for (let sent = 0; sent < count; sent += atOnce) {
      const batch = Array.from({ length: Math.min(atOnce, count - sent) }, (_, index) =>
        prepare(random, `${sent + index}`, server),
      );
      const ended = await Promise.all(batch.map((each) => send(each, server, fetch)));
      for (const ending of ended) endings[ending] += 1;
    }
    // Neither is rare, so both are tested.
    expect(endings.arrived).toBeGreaterThan(count / 4);
    expect(endings.refused).toBeGreaterThan(count / 20);
  }, 120_000);
});

test.each(senders)(
  "with %s, requests of generated operations arrive as they are called",
  async (_, fetch) => {
    const server = await startStrictServer();
    onTestFinished(() => server.close());
    const random = randomFrom(seed);
    await importCase("parameter-styles", out);
    const module = pathToFileURL(join(out, "apis/styles.ts")).href;
    const { createStyles, inPath, inQuery }: GeneratedApi = await import(module);
    const { send } = createStyles({ baseUrl: server.url, fetch, retry: false });
    const endings = { arrived: 0, refused: 0 };
    for (let index = 0; index < count / 20; index += 1) {
      const { operation, given, expected } = randomCall(random, `${index}`);
      const request = operation === "inPath" ? inPath(given) : inQuery(given);
      const outcome = await send(request).catch((error: unknown) => error);
      endings[check(server, { request, expected, id: `${index}` }, outcome)] += 1;
    }
    expect(Math.min(endings.arrived, endings.refused)).toBeGreaterThan(count / 200);
  },
);

test.each(senders)(
  "with %s, a path of any characters stays below that of the server",
  async (_, fetch) => {
    const server = await startStrictServer();
    onTestFinished(() => server.close());
    const random = randomFrom(seed);
    const transport = createFetchTransport({
      baseUrl: `${server.url}/v1/`,
      fetch,
      name: "createFuzz",
    });
    for (let index = 0; index < count / 10; index += 1) {
      const path = `${pick(random, ["/", "", "/a/"])}${randomText(random)}${randomText(random)}`;
      const request = {
        operationId: "fuzz",
        method: "GET",
        path,
        headers: { [idHeader]: `${index}` },
      };
      const outcome = await transport
        .send({ ...request, responseBodies: {} })
        .catch((error) => error);
      const { requests, faults } = server.take(`${index}`);
      const about = `seed ${seed}, path ${JSON.stringify(path)}`;
      expect(faults, about).toEqual([]);
      expect(requests.length, about).toBe(outcome instanceof TransportError ? 0 : 1);
      for (const { target } of requests) {
        expect(target, about).toMatch(/^\/v1\//);
        const [pathname = ""] = target.split("?", 1);
        // All that was given is there: nothing in it was taken for a step back, or left out.
        const [given = ""] = path.split(/[?#]/, 1);
        const decoded = decodeLoosely(pathname.slice("/v1".length));
        expect(decoded, about).toBe(decodeLoosely(given.startsWith("/") ? given : `/${given}`));
      }
    }
  },
);

interface GeneratedApi {
  createStyles(options: TransportOptions & { readonly baseUrl: string }): Transport;
  inPath(given: unknown): HttpRequest;
  inQuery(given: unknown): HttpRequest;
}

/** Leaves what is not encoded rightly. */
function decodeLoosely(text: string): string {
  const bytes = text.replace(/(%[\dA-F]{2})|([^%]+|%)/gi, (_, encoded?: string, other?: string) =>
    encoded
      ? String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
      : Buffer.from(other ?? "").toString("latin1"),
  );
  return Buffer.from(bytes, "latin1").toString();
}

interface PreparedCase extends RandomRequest {
  readonly id: string;
  /** `undefined` if a variable of the server's URL was refused. */
  readonly baseUrl: string | undefined;
}

function prepare(random: Random, id: string, server: StrictServer): PreparedCase {
  const part = random(3) === 0 ? randomText(random) : undefined;
  const label = random(20) === 0 ? randomText(random) : "1";
  const isAllowed =
    part === undefined ||
    (/^[\w\-.~!$&'()*+,;=:@%/]+$/.test(part) &&
      !part.split("/").some((segment) => /^(\.|%2e){1,2}$/i.test(segment)));
  const isLabel = label === "1";
  const made = randomRequest(random, id, part === undefined ? "" : `/${part}`.replace(/\/+$/, ""));
  let baseUrl: string | undefined;
  try {
    const host = `127.0.0.${hostLabel("fuzz", "label", label)}:${server.port}`;
    baseUrl = `http://${host}/${part === undefined ? "" : serverPath("fuzz", "part", part)}`;
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
  }
  if (isLabel) expect(baseUrl !== undefined, `${id}: path ${part}`).toBe(isAllowed);
  else if (baseUrl !== undefined) expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.[\w.-]+:\d+\//);
  return { ...made, id, baseUrl: isLabel ? baseUrl : undefined };
}

async function send(
  { request, scheme, expected, id, baseUrl }: PreparedCase,
  server: StrictServer,
  fetch: Fetch,
): Promise<"arrived" | "refused"> {
  if (baseUrl === undefined) return "refused";
  const authenticator = scheme && createAuthenticator({ key: scheme });
  const transport = createFetchTransport({ baseUrl, fetch, authenticator, name: "createFuzz" });
  const outcome = await transport.send(request).catch((error: unknown) => error);
  return check(server, { request, expected, id }, outcome);
}

/** Compares what has arrived with what should, and what the caller was told. */
function check(
  server: StrictServer,
  { request, expected, id }: Pick<PreparedCase, "request" | "expected" | "id">,
  outcome: unknown,
): "arrived" | "refused" {
  const { requests, faults } = server.take(id);
  const about = `seed ${seed}, request ${id}: ${JSON.stringify({ request, expected })}`;
  expect(faults, about).toEqual([]);
  if (expected === undefined) {
    expect(outcome, about).toBeInstanceOf(Error);
    expect(outcome, about).toMatchObject({ name: "TransportError" });
    expect(requests, about).toEqual([]);
    return "refused";
  }
  expect(outcome, about).toMatchObject({ status: 200 });
  expect(requests.length, about).toBe(1);
  const [received] = requests;
  expect([received?.method, received?.target], about).toEqual([expected.method, expected.target]);
  for (const [name, value] of expected.headers) {
    expect([name, received?.headers.get(name)], about).toEqual([name, value]);
  }
  if (expected.body) expect(received?.body, about).toEqual(Buffer.from(expected.body));
  else expectForm(received?.body, received?.headers.get("content-type"), about);
  return "arrived";
}

/** A form ends with the boundary that its header names, which stands nowhere else. */
function expectForm(body: Buffer | undefined, type: string | undefined, about: string): void {
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type ?? "")?.[1] ?? "none";
  const parts = body?.toString("latin1").split(`--${boundary}`) ?? [];
  expect([parts.length, parts.at(-1)?.trim()], about).toEqual([4, "--"]);
}
