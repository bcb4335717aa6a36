/** Refreshing temporary credentials. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  type AwsCredentials,
  provideCredentials,
} from "../../templates/runtime/aws-credentials.js";
import { TransportError } from "../../templates/runtime/errors.js";
import { rejectionOf } from "./rejection-of.js";

const start = new Date("2025-01-01T00:00:00Z").getTime();
const minutes = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: start });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The nth credentials, which last an hour. */
function credentials(count: number): AwsCredentials {
  const expiration = new Date(Date.now() + 60 * minutes);
  return { accessKeyId: `AKID${count}`, secretAccessKey: "secret", expiration };
}

/** Counts its calls; rejects where `fails` returns true. */
function source(fails: (count: number) => boolean = () => false) {
  let count = 0;
  const provide = provideCredentials(async () => {
    count += 1;
    if (fails(count)) throw new Error(`no credentials ${count}`);
    return credentials(count);
  });
  return { ask: async () => (await provide()).accessKeyId, count: () => count };
}

test("they serve until five minutes before their end", async () => {
  const { ask } = source();
  expect(await ask()).toBe("AKID1");
  vi.setSystemTime(start + 55 * minutes - 1);
  expect(await ask()).toBe("AKID1");
  vi.setSystemTime(start + 55 * minutes);
  expect(await ask()).toBe("AKID2");
});

test("all who ask meanwhile share one refresh", async () => {
  const { ask, count } = source();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(["AKID1", "AKID1", "AKID1"]);
  vi.setSystemTime(start + 56 * minutes);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual(["AKID2", "AKID2", "AKID2"]);
  expect(count()).toBe(2);
});

test("a refresh that fails leaves those there are, until their end", async () => {
  const { ask } = source((count) => count > 1);
  await ask();
  vi.setSystemTime(start + 59 * minutes);
  expect(await ask()).toBe("AKID1");
  vi.setSystemTime(start + 60 * minutes);
  expect(await rejectionOf(ask())).toMatchObject({ message: "no credentials 3" });
});

test("a failure is not kept, and is shared by those who asked meanwhile", async () => {
  const { ask, count } = source((count) => count === 1);
  const [first, second] = await Promise.all([rejectionOf(ask()), rejectionOf(ask())]);
  expect(first).toBe(second);
  expect(await ask()).toBe("AKID2");
  expect(count()).toBe(2);
});

test("credentials that do not expire are asked for once", async () => {
  let count = 0;
  const provide = provideCredentials(async () => {
    count += 1;
    return { accessKeyId: `AKID${count}`, secretAccessKey: "secret" };
  });
  const ids = (await Promise.all([provide(), provide()])).map(({ accessKeyId }) => accessKeyId);
  vi.setSystemTime(start + 24 * 60 * minutes);
  expect([...ids, (await provide()).accessKeyId]).toEqual(["AKID1", "AKID1", "AKID1"]);
});

test("an expiration that is a string is read as a date", async () => {
  let count = 0;
  const provide = provideCredentials(async () => {
    count += 1;
    const expiration = new Date(Date.now() + 60 * minutes).toISOString();
    return { ...credentials(count), expiration: expiration as unknown as Date };
  });
  expect((await provide()).accessKeyId).toBe("AKID1");
  vi.setSystemTime(start + 54 * minutes);
  expect((await provide()).accessKeyId).toBe("AKID1");
  vi.setSystemTime(start + 56 * minutes);
  expect((await provide()).accessKeyId).toBe("AKID2");
});

/** Values that JavaScript callers, and providers without credentials, can return. */
const broken: Readonly<Record<string, unknown>> = {
  "resolves to undefined": async () => undefined,
  "resolves to null": async () => null,
  "resolves to an empty object": async () => ({}),
  "resolves to empty keys": async () => ({ accessKeyId: "", secretAccessKey: "" }),
  "resolves to no secret": async () => ({ accessKeyId: "AKID" }),
  "returns undefined": () => undefined,
  "is null": null,
  "is an empty object": {},
};

test.each(Object.entries(broken))("a source that %s is an error that says so", async (_, given) => {
  const provide = provideCredentials(given as AwsCredentials);
  for (const error of [await rejectionOf(provide()), await rejectionOf(provide())]) {
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      message: "`credentials` needs accessKeyId and secretAccessKey",
    });
  }
});

test("a function that returns credentials at once, or throws at once, is as one that resolves or rejects", async () => {
  const given = { accessKeyId: "AKID", secretAccessKey: "secret" };
  const synchronous = (() => given) as unknown as () => Promise<AwsCredentials>;
  expect(await provideCredentials(synchronous)()).toBe(given);
  let count = 0;
  const provide = provideCredentials(() => {
    count += 1;
    if (count === 1) throw new Error("not yet");
    return Promise.resolve(given);
  });
  expect(await rejectionOf(provide())).toMatchObject({ message: "not yet" });
  expect(await provide()).toBe(given);
});
