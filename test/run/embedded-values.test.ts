/** Values in strings: what the standard says in "Runtime Expressions" since version 1.1. */

import { expect, test } from "vitest";
import { created } from "./replies.js";
import { runFlow } from "./run-flow.js";

const inputs = { count: 3, flag: false, list: ["a", "b"], nothing: null, name: 'n "q" {x}' };
const first = { id: "i", state: "done" };

async function embed(settings: unknown = { a: [1] }) {
  return runFlow("embedded", "embed", {
    inputs,
    replies: [[200, settings], [200, { items: [first] }], created("1"), created("2"), created("3")],
  });
}

test("scalars become text, null too, and objects and arrays JSON", async () => {
  const { error, received } = await embed();
  expect(error).toBeUndefined();
  const name = 'null/3/false/["a","b"]/{"id":"i","state":"done"}/n "q" {x}';
  expect(JSON.parse(String(received[2]?.rawBody))).toEqual({ name, note: "null", priority: 3 });
});

test("alone in braces, an array becomes JSON where a string is allowed", async () => {
  const { received } = await embed();
  expect(received[1]?.headers["x-trace"]).toEqual(['["a","b"]']);
});

test.for([
  [{ a: [1] }, '{"a":[1]}'],
  ["text", "text"],
  [5, "5"],
] as const)(
  "a value that no schema describes is embedded by its kind: %j",
  async ([settings, page]) => {
    const { received } = await embed(settings);
    const { searchParams } = new URL(`http://x${received[1]?.url}`);
    expect(searchParams.get("page")).toBe(page);
  },
);

test("in a JSON template, quotes around braces keep the type that the schema asks for", async () => {
  const { received } = await embed();
  const sent = { name: inputs.name, tags: ["a", "b"], priority: 3 };
  expect(JSON.parse(String(received[3]?.rawBody))).toEqual(sent);
});

test("a parameter of the components is its value, with the values of its expressions", async () => {
  const { received } = await embed();
  const sent = { name: `3 of ${inputs.name}`, tags: ["first", inputs.name] };
  expect(JSON.parse(String(received[4]?.rawBody))).toEqual(sent);
});
