/** Responses and inputs whose schemas have dynamic references. */

import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { flowOut, importCase } from "./run-flow.js";

const bodies = {
  "/pets": { total: 1, items: [{ name: "Rex" }] },
  "/users": { total: 1, items: [{ email: "ann@lists.test" }] },
  "/tree": { name: "a", children: [{ name: "b", children: [{ name: "c", children: [] }] }] },
  "/plain": { children: [{ children: [] }] },
};

async function run(inputs: unknown, changed: Readonly<Record<string, unknown>> = {}) {
  const all = new Map<string, unknown>(Object.entries({ ...bodies, ...changed }));
  const server = await startHttpServer(({ url }) => ({
    kind: "response",
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(all.get(url)),
  }));
  onTestFinished(() => server.close());
  const out = join(flowOut, "dynamic-references-test");
  const { createLists, readAll } = await importCase("dynamic-references", out);
  return readAll?.(inputs, { lists: createLists?.({ baseUrl: server.url }) });
}

test("have the types of the schemas that refer to theirs", async () => {
  expect(await run({ entries: [{ sku: "1" }] })).toMatchObject({
    outcome: "completed",
    outputs: { pet: "Rex", user: "ann@lists.test", deep: "c", plain: [] },
  });
});

describe("are checked", () => {
  test("in responses", async () => {
    const pets = { total: 1, items: [{ name: 1 }] };
    await expect(run({ entries: [] }, { "/pets": pets })).rejects.toMatchObject({
      name: "UnexpectedResponseError",
      pointer: "/items/0/name",
    });
  });

  test("in inputs", async () => {
    await expect(run({ entries: [{ sku: 1 }] })).rejects.toMatchObject({
      name: "UnexpectedInputError",
      pointer: "/entries/0/sku",
    });
  });
});
