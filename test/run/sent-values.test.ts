/** Sent values: inputs, embedded expressions, values of unknown type, and bodies. */

import { describe, expect, test } from "vitest";
import { created, gone } from "./replies.js";
import { runFlow } from "./run-flow.js";

describe("inputs", () => {
  test("with any name, with defaults and in texts", async () => {
    const { result, requests, received } = await runFlow("values", "names", {
      inputs: { "job-name": "a$&b`c", "2nd": "x", class: 7, run: "r s" },
      replies: [created("c"), [200, { items: [{ id: "i" }] }, { "x-total": "12" }]],
    });
    expect(requests).toEqual([
      `POST /jobs ${JSON.stringify({
        name: "a$&b`c of x",
        note: "nothing",
        priority: 7,
        tags: ["a$&b`c", "r s", "fixed"],
      })}`,
      "GET /jobs?limit=5&state=r%20s",
    ]);
    expect(received[0]?.headers["x-trace"]).toEqual(["t-7-x"]);
    expect(result).toStrictEqual({
      outcome: "completed",
      outputs: {
        id: "c",
        sent: "a$&b`c of x",
        first: "i",
        total: "12",
        code: 200,
        name: "a$&b`c",
      },
    });
  });

  test("take the place of their defaults", async () => {
    const { requests } = await runFlow("values", "names", {
      inputs: { "job-name": "a", "2nd": "b", class: 0, run: "r", note: "", limit: 0 },
      replies: [created("c"), [200, { items: [] }]],
    });
    expect(requests).toEqual([
      'POST /jobs {"name":"a of b","note":"","priority":0,"tags":["a","r","fixed"]}',
      "GET /jobs?limit=0&state=r",
    ]);
  });
});

describe("values of unknown type", () => {
  test("are sent if they are of the kind that the place takes", async () => {
    const { result, requests } = await runFlow("values", "unknownValues", {
      replies: [[200, { job: { name: "n", priority: 1 }, tags: ["t"] }], created("c")],
    });
    expect(requests[1]).toBe('POST /jobs {"name":"n","priority":1,"tags":["t"]}');
    expect(result).toStrictEqual({ outcome: "completed", outputs: { name: "n" } });
  });

  test("are left out of optional places where they are absent", async () => {
    const { error, requests } = await runFlow("values", "unknownValues", {
      replies: [[200, { job: { name: "n" } }], created("c")],
    });
    expect(error).toBeUndefined();
    expect(requests[1]).toBe('POST /jobs {"name":"n"}');
  });

  test("stop the workflow where a required one is absent", async () => {
    const { error } = await runFlow("values", "unknownValues", { replies: [[200, { job: 1 }]] });
    expect(error).toMatchObject({
      name: "MissingValueError",
      expression: "$steps.settings.outputs.name",
    });
  });

  test("are copied with the replacements of the payload", async () => {
    const { requests } = await runFlow("values", "changedValues", {
      replies: [[200, { job: { name: "n", priority: 1 }, tags: ["a", "b"] }], created("c")],
    });
    expect(requests[1]).toBe('POST /jobs {"name":"n","priority":5,"tags":["first","b","last"]}');
  });

  test("stop the workflow where a replacement does not fit them", async () => {
    const { error, requests } = await runFlow("values", "changedValues", {
      replies: [[200, { job: ["n"], tags: ["a"] }]],
    });
    expect(error).toMatchObject({
      name: "UnexpectedValueError",
      expression: "$steps.settings.outputs.job",
    });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ["name", { job: { name: 5, priority: 1 }, tags: [] }, "string"],
    ["priority", { job: { name: "n", priority: "1" }, tags: [] }, "number"],
    ["tags", { job: { name: "n", priority: 1 }, tags: { a: 1 } }, "array"],
  ])("stop the workflow where they are of another kind: %s", async (name, body, kind) => {
    const { error, requests } = await runFlow("values", "unknownValues", {
      replies: [[200, body]],
    });
    expect(requests).toHaveLength(1);
    expect(error).toMatchObject({
      name: "UnexpectedValueError",
      stepId: "create",
      expression: `$steps.settings.outputs.${name}`,
      expected: [kind],
    });
  });
});

describe("what an operation requires and its step does not give, with type errors let pass", () => {
  test("is not sent", async () => {
    const { result, requests, received } = await runFlow("faulty", "sendsLess", {
      replies: [gone],
    });
    expect(requests).toEqual(["GET /searches"]);
    expect(received[0]?.headers).not.toHaveProperty("x-team");
    expect(result).toStrictEqual({ outcome: "completed", outputs: {} });
  });

  test("stops the workflow where there is no path without it", async () => {
    const { error, requests } = await runFlow("faulty", "knowsNoPath", {
      replies: [gone],
    });
    expect(requests).toEqual(["GET /searches"]);
    expect(error).toMatchObject({
      name: "MissingValueError",
      stepId: "remove",
      expression: "$request.path.id",
    });
  });
});

describe("bodies", () => {
  test("of a form", async () => {
    const { requests, received } = await runFlow("bodies", "form", {
      inputs: { user: "a b&c" },
      replies: [[200, { token: "t" }]],
    });
    expect(requests).toEqual(["POST /logins user=a%20b%26c&scope=read&scope=write%20a%20b%26c"]);
    expect(received[0]?.headers["content-type"]).toEqual(["application/x-www-form-urlencoded"]);
  });

  test("of a JSON template and of replacements", async () => {
    const { requests } = await runFlow("bodies", "template", {
      inputs: { name: '"q"', priority: 2 },
      replies: [created("a"), created("b")],
    });
    expect(requests).toEqual([
      `POST /jobs ${JSON.stringify({ name: 'Job "q"', priority: 2 })}`,
      `POST /jobs ${JSON.stringify({ name: '"q"', tags: ["x", 'z-"q"'], priority: 2 })}`,
    ]);
  });

  test("of a JSON template of any media type that is JSON", async () => {
    const { requests } = await runFlow("json-templates", "sendAll", {
      inputs: { count: 2, tags: ["a"] },
      replies: Array.from({ length: 7 }, () => [204]),
    });
    const item = JSON.stringify({ count: 2, name: "n-2", tags: ["a"] });
    const paths = ["/aws", "/api", "/problem", "/text", "/own"];
    expect(requests).toEqual([
      ...paths.map((path) => `POST ${path} ${item}`),
      'POST /list ["a"]',
      'POST /list ["a"]',
    ]);
  });

  test("of XML with replacements, which stay well-formed", async () => {
    const { received } = await runFlow("bodies", "xml", {
      inputs: { name: 'R&D "<x>"' },
      replies: [gone],
    });
    const escaped = "R&amp;D &quot;&lt;x&gt;&quot;";
    expect(received[0]?.rawBody).toBe(
      `<?xml version="1.0"?>\n<note lang="a &amp; ${escaped}"><to>${escaped}</to>` +
        `<body>of <b>${escaped}</b></body><code><![CDATA[R&D "<x>"]]></code></note>`,
    );
    expect(received[0]?.headers["content-type"]).toEqual(["application/xml"]);
  });

  test.each(["multipart", "files"])("of several parts: %s", async (name) => {
    const { result, received } = await runFlow(name, "parts", {
      inputs: { name: "n", file: new Blob(["bytes"], { type: "image/png" }), size: 5 },
      replies: [[201, { id: "f" }]],
    });
    const [request] = received;
    const [contentType = ""] = request?.headers["content-type"] ?? [];
    const form = await new Response(new Uint8Array(request?.bytes ?? []), {
      headers: { "content-type": contentType },
    }).formData();
    expect([...form.keys()]).toEqual(["name", "file", "about"]);
    expect(form.get("name")).toBe("n");
    const file = form.get("file") as File;
    expect([file.type, await file.text()]).toEqual(["image/png", "bytes"]);
    expect(await (form.get("about") as File).text()).toBe('{"size":5}');
    expect(result).toStrictEqual({ outcome: "completed", outputs: { id: "f" } });
  });
});
