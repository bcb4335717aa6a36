import { expect } from "vitest";

/** What the promise rejects with; fails the test if it does not reject. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol("it did not reject");
  const reason = await promise.then(
    () => nothing,
    (error: unknown) => error,
  );
  expect(reason, "it did not reject").not.toBe(nothing);
  return reason;
}
