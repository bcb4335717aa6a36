/** Selector Objects of Arazzo 1.1. */

import { describe, expect, test } from "vitest";
import { created } from "./replies.js";
import { runFlow } from "./run-flow.js";

const wanted = { name: "n", "a/b~c": "slash", ids: ["w"] };

describe("a selector of one value", () => {
  test("reads inputs, responses and outputs, and is sent", async () => {
    const items = [
      { id: "i", state: "done" },
      { id: "j", state: "done", parent: "why" },
    ];
    const { result, requests, received } = await runFlow("selectors", "singleValues", {
      inputs: { wanted },
      replies: [[200, { items, next: "2" }], created("c"), [200, items[1]]],
    });
    expect(requests).toEqual([
      "GET /jobs",
      'POST /jobs {"name":"n","note":"why","tags":["w","i"]}',
      "GET /jobs/j",
    ]);
    expect(received[0]?.headers["x-trace"]).toEqual(["slash"]);
    expect(result).toStrictEqual({
      outcome: "completed",
      outputs: { id: "c", second: "j", state: "done", next: "2" },
    });
  });

  test("that leads nowhere is an absent value", async () => {
    const { error, requests } = await runFlow("selectors", "singleValues", {
      inputs: { wanted: { name: "n" } },
      replies: [[200, { items: [] }]],
    });
    expect(requests).toEqual(["GET /jobs"]);
    expect(error).toMatchObject({
      name: "MissingValueError",
      stepId: "create",
      expression: "$inputs.wanted#/ids/0",
    });
  });

  test("is checked in the response", async () => {
    const { error } = await runFlow("selectors", "singleValues", {
      inputs: { wanted },
      replies: [[200, { items: [{ id: 1 }] }]],
    });
    expect(error).toMatchObject({
      name: "UnexpectedResponseError",
      stepId: "list",
      pointer: "/items/0/id",
    });
  });
});
