/** Inherited properties, such as `constructor`, are neither read nor sent. */

import { expect, test } from "vitest";
import { runFlow } from "./run-flow.js";

test("properties that a response lacks are absent, though every object inherits them", async () => {
  const { result, requests } = await runFlow("inherited", "readInherited", {
    replies: [[200, { name: "Monza" }]],
  });
  expect(requests).toEqual(['POST /races {"name":"Monza","__proto__":"sent"}']);
  expect(result).toEqual({
    outcome: "completed",
    outputs: { constructor: undefined, team: undefined, text: undefined },
  });
});

test("properties that a response has are read, whatever their name", async () => {
  const { result } = await runFlow("inherited", "readInherited", {
    replies: [[200, { name: "Monza", constructor: { name: "Ferrari" }, toString: "M" }]],
  });
  expect(result).toEqual({
    outcome: "hasConstructor",
    outputs: { constructor: { name: "Ferrari" }, team: "Ferrari", text: "M" },
  });
});

test.each([
  [{}, '{"name":"Monza","toString":"fallback"}'],
  [{ toString: "t" }, '{"name":"Monza","toString":"t"}'],
  [
    { constructor: { name: "Ferrari" } },
    '{"name":"Monza","constructor":{"name":"Ferrari"},"toString":"fallback"}',
  ],
])("the inputs %j are sent as %s", async (inputs, body) => {
  const { requests } = await runFlow("inherited", "sendInherited", {
    inputs,
    replies: [[200, { name: "Monza" }]],
  });
  expect(requests).toEqual([`POST /races ${body}`]);
});
