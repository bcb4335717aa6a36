import { expect } from "vitest";

/** The error of a promise. Fails the test if the promise does not reject. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol("it did not reject");
  const reason = await promise.then(
    () => nothing,
    (error: unknown) => error,
  );
  expect(reason, "it did not reject").not.toBe(nothing);
  return reason;
}
