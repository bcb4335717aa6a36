import { expect, test } from "vitest";
import { createMockTransport } from "../../templates/runtime/mock-transport.js";
import { readOwn } from "../../templates/runtime/own-property.js";
import { sendByOperation } from "../../templates/runtime/send-by-operation.js";
import { readPointer } from "../../templates/runtime/values.js";

/** Properties that every object inherits. */
const inherited = ["__proto__", "constructor", "hasOwnProperty", "toString"];

test.each(inherited)("%s is read only where an object has it itself", (key) => {
  const owner: Record<string, string> = JSON.parse(`{ "${key}": "own" }`);
  expect([readOwn(owner, key), readOwn({}, key)]).toEqual(["own", undefined]);
  expect([readPointer(owner, [key]), readPointer({}, [key])]).toEqual(["own", undefined]);
});

test("an object without a prototype is read", () => {
  expect(readOwn(Object.assign(Object.create(null), { key: "own" }), "key")).toBe("own");
});

test.each(inherited)("an operation %s is sent by the main transport", async (operationId) => {
  const main = createMockTransport<Record<string, never>>({});
  const request = { operationId, method: "GET", path: "/", headers: {}, responseBodies: {} };
  const sent = sendByOperation(main, {}).send(request);
  await expect(sent).rejects.toThrow(`the mock has no handler for ${operationId}`);
});
