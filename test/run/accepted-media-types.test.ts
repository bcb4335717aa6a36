/** Responses of the media type that a step asks for. */

import { expect, test } from "vitest";
import { runFlow } from "./run-flow.js";

test("a step reads the media type that its Accept header names", async () => {
  const { result, received } = await runFlow("accept", "readDeclared", {
    replies: [[200, "id,name\n1,a", { "content-type": "text/csv" }]],
  });
  expect(received[0]?.headers["accept"]).toEqual(["text/csv"]);
  expect(result).toEqual({ outcome: "completed", outputs: { report: "id,name\n1,a" } });
});

test("other responses are read by their only media type", async () => {
  const { result } = await runFlow("accept", "readDeclared", {
    replies: [[404, { title: "absent" }, { "content-type": "application/problem+json" }]],
  });
  expect(result).toMatchObject({ outcome: "absent" });
});

test("a response is read by its content-type if the description does not declare what the step asks for", async () => {
  const { result } = await runFlow("accept", "readUndeclared", {
    replies: [[200, "A cat", { "content-type": "text/plain" }]],
  });
  expect(result).toEqual({ outcome: "completed", outputs: { text: "A cat" } });
});

test("JSON is read if the steps do not name one media type", async () => {
  const { result, received } = await runFlow("accept", "readBoth", {
    replies: [
      [200, { total: 1 }],
      [200, { total: 2 }],
    ],
  });
  expect(received.map(({ headers }) => headers["accept"])).toEqual([
    ["application/json, text/plain;q=0.5"],
    ["application/json"],
  ]);
  expect(result).toEqual({ outcome: "completed", outputs: { any: 1, json: 2 } });
});
