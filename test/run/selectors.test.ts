/** Selector Objects of Arazzo 1.1. */

import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { created } from "./replies.js";
import { flowOut, importCase, runFlow } from "./run-flow.js";

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

describe("a selector of several values", () => {
  const items = [
    { id: "a", state: "done", count: 1, owner: null, done: true },
    { id: "b", state: "new", count: 1 },
    { id: "x-5", state: "done", count: 9, owner: "o" },
  ];
  const reply = (values: readonly unknown[]) => [200, { items: values }] as const;

  test("is the array of all values, in their order", async () => {
    const { result, requests } = await runFlow("selectors", "severalValues", {
      inputs: { state: "done", max: 5, index: 1 },
      replies: [reply(items), created("c")],
    });
    expect(requests).toEqual([
      "GET /jobs",
      'POST /jobs {"name":"x-5","tags":["a"],"note":"ids [\\"a\\",\\"b\\",\\"x-5\\"]","priority":1}',
    ]);
    expect(result).toHaveProperty("outputs", {
      ids: ["a", "b", "x-5"],
      found: ["a"],
      owners: [null, "o"],
      deep: ["done", "new", "done"],
      indexed: ["b"],
      prefixed: ["x-5"],
      last: "x-5",
    });
  });

  test("takes values of expressions as values, whatever is in them", async () => {
    const { result } = await runFlow("selectors", "severalValues", {
      inputs: { state: "x' || true || '", max: 5 },
      replies: [reply(items), created("c")],
    });
    expect(result).toHaveProperty("outputs.found", []);
    expect(result).toHaveProperty("outputs.indexed", []);
  });

  test("is empty where nothing is found", async () => {
    const { error, requests } = await runFlow("selectors", "severalValues", {
      inputs: { state: "done", max: 5 },
      replies: [reply([])],
    });
    expect(requests).toEqual(["GET /jobs"]);
    expect(error).toMatchObject({ name: "MissingValueError", stepId: "create" });
  });

  test.each([
    [{ id: 1, state: "done" }, "/items/1/id"],
    [{ id: "a", state: "done", count: "many" }, "/items/1/count"],
    [{ id: "a", state: "done", owner: 7 }, "/items/1/owner"],
    ["text", "/items/1"],
  ])("is checked in each element: %j", async (item, pointer) => {
    const { error } = await runFlow("selectors", "severalValues", {
      inputs: { state: "done", max: 5 },
      replies: [reply([items[0], item])],
    });
    expect(error).toMatchObject({ name: "UnexpectedResponseError", stepId: "list", pointer });
  });
});

describe("an XPath", () => {
  const xml =
    "<job id='7'><name>a &amp; b</name><note/><priority>3</priority><tag>x</tag><tag>urgent</tag></job>";

  test("is a text, a number, a boolean, or the texts of nodes", async () => {
    const { result, requests } = await runFlow("selectors", "valuesInXml", {
      inputs: { xml, id: "7" },
      replies: [created("c")],
    });
    expect(requests).toEqual([
      'POST /jobs {"name":"a & b","note":"","priority":3,"tags":["x","urgent"]}',
    ]);
    expect(result).toHaveProperty("outputs", { id: "c", count: 2, isUrgent: true });
  });

  test.each([
    ["selects nothing", { xml, id: "8" }],
    ["selects several nodes", { xml: "<job id='7'><name/><name/></job>", id: "7" }],
    ["searches a text that is not XML", { xml: "<job", id: "7" }],
    ["is given a value that looks like XPath", { xml, id: "' or '" }],
  ])("is absent in the place of a string if it %s", async (_, inputs) => {
    const { error, requests } = await runFlow("selectors", "valuesInXml", { inputs, replies: [] });
    expect(requests).toEqual([]);
    expect(error).toMatchObject({ name: "MissingValueError", stepId: "create" });
  });

  test("leaves out optional values of a text that has none", async () => {
    const { requests, result } = await runFlow("selectors", "valuesInXml", {
      inputs: { xml: "<job id='7'><name>n</name><priority>high</priority></job>", id: "7" },
      replies: [created("c")],
    });
    expect(requests).toEqual(['POST /jobs {"name":"n","note":"","tags":[]}']);
    expect(result).toHaveProperty("outputs.count", 0);
  });
});

describe("an XPath of a response that is parsed", () => {
  test("reads its text, also through an output", async () => {
    const module = await importCase("selectors.xpath", join(flowOut, "selectors-xpath"));
    const bodies: string[] = [];
    const server = await startHttpServer((request) => {
      bodies.push(request.rawBody);
      if (request.method !== "GET") return { kind: "response", status: 204 };
      const body =
        "<Invoice><Header><InvoiceNumber>1</InvoiceNumber><Title>T</Title></Header><Line id='a' amount='2' currency='EUR'/><Line id='b' amount='3'/><Customer>C&amp;D</Customer></Invoice>";
      return {
        kind: "response",
        status: 200,
        headers: { "content-type": "application/xml" },
        body,
      };
    });
    onTestFinished(() => server.close());
    const invoices = module["createInvoices"]?.({ baseUrl: server.url });
    const result = await module["readInvoice"]?.({ currency: "EUR" }, { invoices });
    expect(bodies).toEqual([
      "",
      '{"invoiceId":"1","lines":["a","b"]}',
      "<Envelope><Header><CustomerId>C&amp;D</CustomerId></Header></Envelope>",
    ]);
    expect(result).toHaveProperty("outputs", {
      total: 5,
      isPaid: false,
      lines: ["a"],
      title: "T!",
      first: "a",
    });
  });
});
