/** Documents that name each other by their URIs. */

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { flowOut, importCase } from "./run-flow.js";

test("a workflow of a document with another URI than its location runs", async () => {
  const answers = [[{ id: "p 1" }], { level: 3 }];
  const server = await startHttpServer(({ url }) => ({
    kind: "response",
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(url.includes("/water") ? answers[1] : answers[0]),
  }));
  onTestFinished(() => server.close());
  const { createPlants, waterByName } = await importCase("self", join(flowOut, "self-test"));
  const plants = createPlants?.({ baseUrl: server.url });
  const result = await waterByName?.({ name: "fern" }, { plants });
  expect(server.requests.map(({ method, url, rawBody }) => `${method} ${url} ${rawBody}`)).toEqual([
    "GET /plants?name=fern ",
    'POST /plants/p%201/water {"litres":2}',
  ]);
  expect(result).toStrictEqual({ outcome: "completed", outputs: { level: 3 } });
});
