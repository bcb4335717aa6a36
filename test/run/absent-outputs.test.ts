/** Parts of outputs that some paths do not give, and inputs that have no schema of their own. */

import { expect, test } from "vitest";
import { created, job } from "./replies.js";
import { runFlow } from "./run-flow.js";

const document = "parts-of-absent-outputs";
const quick = [200, { quick: true }] as const;
const slow = [200, {}] as const;
const jobs = [200, { items: [job("new")[1], { id: "j2", state: "old" }] }] as const;

test("a part of an output is absent if the step of the output was skipped", async () => {
  const { result, requests } = await runFlow(document, "afterSkip", {
    replies: [quick, created("n")],
  });
  expect(requests).toEqual(["GET /settings", 'POST /jobs {"name":"note"}']);
  expect(result).toEqual({ outcome: "completed", outputs: { state: undefined } });
});

test("a part of an output is read if the step has run", async () => {
  const { result, requests } = await runFlow(document, "afterSkip", {
    replies: [slow, jobs, created("n")],
  });
  expect(requests.at(-1)).toBe('POST /jobs {"name":"note","note":"j1"}');
  expect(result).toEqual({ outcome: "completed", outputs: { state: "new" } });
});

test("a part of an output is absent if the called workflow has ended without the output", async () => {
  const { result, requests } = await runFlow(document, "afterCall", {
    replies: [quick, created("n")],
  });
  expect(requests).toEqual(["GET /settings", 'POST /jobs {"name":"note"}']);
  expect(result).toEqual({ outcome: "completed", outputs: {} });
});

test("a part of an output of a called workflow is read", async () => {
  const { result, requests } = await runFlow(document, "afterCall", {
    replies: [slow, jobs, created("n")],
  });
  expect(requests.at(-1)).toBe('POST /jobs {"name":"note","note":"j1"}');
  expect(result).toEqual({ outcome: "completed", outputs: { first: "j1", second: "j2" } });
});

test("an absent output is undefined even if every object inherits its name", async () => {
  const { result } = await runFlow(document, "find", { replies: [quick] });
  expect(result).toStrictEqual({ outcome: "early", outputs: { constructor: undefined } });
});

test("a part of an output of a workflow that has run before is read, or absent", async () => {
  const noteAfter = async (outputs: object) => {
    const completed = { find: { outcome: "early", outputs } };
    const settings = { replies: [created("n")], options: { completed } };
    return (await runFlow(document, "afterDependency", settings)).requests;
  };
  const given = await noteAfter({ constructor: undefined, items: [{ id: "j1", state: "new" }] });
  expect(given).toEqual(['POST /jobs {"name":"note","note":"j1"}']);
  const absent = await noteAfter({ constructor: undefined });
  expect(absent).toEqual(['POST /jobs {"name":"note"}']);
});

test.each([
  [{ name: "a", note: "n" }, '{"name":"a","note":"n"}'],
  [{ name: "tagged", note: "n", tags: ["t"] }, '{"name":"tagged","note":"n","tags":["t"]}'],
])("inputs that only `required` or a condition names are sent: %j", async (inputs, body) => {
  const { result, requests } = await runFlow(document, "namedByRequired", {
    inputs,
    replies: [created("n")],
  });
  expect(requests).toEqual([`POST /jobs ${body}`]);
  expect(result).toEqual({ outcome: "completed", outputs: { note: "n" } });
});
