import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flowOut, importCase } from "../run/run-flow.js";
import { compileStrictly } from "./compile-strictly.js";

const folder = join(flowOut, "options-test");

beforeAll(async () => {
  await importCase("security-schemes", join(folder, "security-schemes"));
  await importCase("servers", join(folder, "servers"));
});

afterAll(() => rm(folder, { recursive: true }));

const preamble = `
import { createChoice, createGiven, createKeys, createTokens } from "./security-schemes/index.js";
import { createElsewhere, createFiles, createGateway, createPlain, createQueue } from "./servers/index.js";
declare const ask: () => Promise<string>;
`;

/** Each is valid, or invalid for the given reason. One compilation checks all. */
const calls: readonly (readonly [call: string, reason?: string])[] = [
  ["createKeys({ appKey: 'a', xAppId: ask, query: () => 'q', session: 's' });"],
  ["createKeys({ appKey: 'a', query: 'q', session: 's' });", "xAppId is missing"],
  ["createKeys();", "keys are missing"],
  ["createKeys({ appKey: 1, xAppId: 'a', query: 'q', session: 's' });", "a key is a string"],
  [
    "createKeys({ appKey: 'a', xAppId: 'a', query: 'q', session: 's', unused: { username: 'a', password: 'b' } });",
    "no operation in use asks for it",
  ],
  ["createChoice({ basicAuth: { username: 'a', password: '' } });"],
  ["createChoice({ basicAuth: async () => ({ username: 'a', password: '' }) });"],
  ["createChoice({ bearerAuth: ask, baseUrl: 'https://other.example' });"],
  ["createChoice({ bearerAuth: 'a', basicAuth: { username: 'a', password: '' } });"],
  ["createChoice({});", "one of the two is needed"],
  ["createChoice({ basicAuth: { username: 'a' } });", "a password is missing"],
  ["createChoice({ bearerAuth: undefined });", "one of the two is needed"],
  ["createGiven({ tenant: 'a' });"],
  ["createGiven({ tenant: 'a', token: 't' });", "the steps give the token"],
  [
    "createTokens({ client: { clientId: 'a', clientSecret: ask }, user: { refreshToken: 'r', clientId: 'a' }, identity: ask, digest: 'd' });",
  ],
  ["createTokens({ client: ask, user: 'u', identity: 'i', digest: 'd' });"],
  [
    "createTokens({ client: { clientId: 'a' }, user: 'u', identity: 'i', digest: 'd' });",
    "a client has a secret",
  ],
  [
    "createTokens({ client: 'c', user: { clientId: 'a', clientSecret: 's' }, identity: 'i', digest: 'd' });",
    "the user's flow needs what a user has granted",
  ],
  ["createFiles({ token: 't', tenant: 'acme', version: 'v2' });"],
  ["createFiles({ token: 't', version: 'v3' });", "there is no such version"],
  ["createElsewhere({ baseUrl: 'https://a.example/api/v1' });"],
  ["createElsewhere({});", "a relative URL needs a baseUrl"],
  ["createPlain({ token: 't', baseUrl: 'https://a.example' });"],
  ["createPlain({ token: 't' });", "credentials are not sent to its server"],
  ["createQueue();"],
  ["createQueue({ region: 'eu-west-1', signingName: 'sqs' });"],
  ["createGateway({ apiKey: 'k', region: 'eu-west-1' });"],
  ["createGateway({});", "the key is missing"],
];

test("options take what the operations in use need, and nothing else", async () => {
  const lines = calls.map(([call, reason]) =>
    reason === undefined ? call : `// @ts-expect-error ${reason}\n${call}`,
  );
  const file = join(folder, "options.ts");
  await writeFile(file, preamble + lines.join("\n"));
  expect(await compileStrictly([file])).toBe("");
}, 60_000);
