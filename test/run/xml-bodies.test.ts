/** Bodies in XML, from the description over a real server to the outputs. */

import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startHttpServer } from "../servers/http-server.js";
import { rejectionOf } from "./rejection-of.js";
import { flowOut, importCase } from "./run-flow.js";

const out = join(flowOut, "xml-bodies-test");

const listing = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
  <!-- <Contents> in a comment -->
  <IsTruncated>false</IsTruncated><KeyCount>2</KeyCount><Unknown>1</Unknown>
  <Contents><Key>a &amp; b&#33;</Key><Size> 12 </Size>
    <Owner xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="User"><ID/></Owner>
  </Contents>
  <Contents><Key><![CDATA[<c>]]></Key><Size>0</Size></Contents>
</ListBucketResult>`;

const folders =
  '<any><folder name="a"><folders><folder name="b"><folders><folder name="c"/></folders></folder></folders></folder></any>';

const inputs = { bucket: "b", region: 'eu <1> & "2"', settings: "<Settings/>" };

async function run(list: string, status = 200) {
  const server = await startHttpServer(({ method, url }) => {
    const body = url.endsWith("/folders") ? folders : url.endsWith("/log") ? "<log/>" : list;
    const isList = method === "GET" && url === "/b";
    if (method === "PUT") {
      return { kind: "response", status: url.endsWith("/settings") ? 204 : 200 };
    }
    const headers = { "content-type": "application/xml" };
    return { kind: "response", status: isList ? status : 200, body, headers };
  });
  onTestFinished(() => server.close());
  const { createStorage, readBucket } = await importCase("xml-bodies", out);
  const storage = createStorage?.({ baseUrl: server.url, retry: { maxAttempts: 1 } });
  const result = async () => readBucket?.(inputs, { storage });
  return { result, server };
}

test("their values have the kinds of the schema", async () => {
  const { result } = await run(listing);
  expect(await result()).toStrictEqual({
    outcome: "completed",
    outputs: {
      firstKey: "a & b!",
      firstSize: 12,
      isLast: false,
      all: [
        { Key: "a & b!", Size: 12, Owner: { ID: "", Type: "User" } },
        { Key: "<c>", Size: 0 },
      ],
      grandchild: "c",
      log: "<log/>",
    },
  });
});

test("payloads are written by the schema, and XML is sent as it is", async () => {
  const { result, server } = await run(listing);
  await result();
  const [created, text, settings] = server.requests.map(({ rawBody }) => rawBody);
  expect(created).toBe(
    '<CreateBucketConfiguration xmlns="http://storage.example/doc/" versioned="true">' +
      "<LocationConstraint>eu &lt;1&gt; &amp; &quot;2&quot;</LocationConstraint><TagSet>" +
      "<Tag><Key>region</Key><Value>eu &lt;1&gt; &amp; &quot;2&quot;</Value></Tag>" +
      "</TagSet></CreateBucketConfiguration>",
  );
  expect(text).toContain(
    "<LocationConstraint>eu &lt;1&gt; &amp; &quot;2&quot;</LocationConstraint>",
  );
  expect(settings).toBe("<Settings/>");
  expect(server.requests.map(({ headers }) => headers["content-type"]?.[0])).toEqual([
    ...["application/xml", "application/xml", "application/settings+xml"],
    ...[undefined, undefined, undefined],
  ]);
});

test("an error in XML is typed too", async () => {
  const { result } = await run("<Error><Code>NoSuchBucket</Code><Message>m</Message></Error>", 404);
  expect(await result()).toMatchObject({
    outcome: "missing",
    failure: { response: { body: { Code: "NoSuchBucket", Message: "m" } } },
  });
});

test.for([
  ["/IsTruncated", "boolean", "string", listing.replace(">false<", ">maybe<")],
  ["/Contents/0/Size", "number", "undefined", listing.replace("<Size> 12 </Size>", "")],
  ["/Contents/0/Key", "string", "object", listing.replace("<Key>a", "<Key><b/>a")],
] as const)("%s must be %s", async ([pointer, kind, found, list]) => {
  const { result } = await run(list);
  const expected = { name: "UnexpectedResponseError", pointer, expected: [kind], found };
  expect(await rejectionOf(result())).toMatchObject(expected);
});

const bomb = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">${[..."bcdefghij"]
  .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefghij"[index]};`.repeat(10)}">`)
  .join("")}]><r>&j;</r>`;

test.for([
  ["not well-formed", "<a><b></a>", "not XML"],
  ["not XML", "secret", "not XML"],
  ["empty", "", "not XML"],
  ["an undeclared entity", "<a>&nbsp;</a>", "not XML"],
  ["an entity bomb", bomb, "XML with a document type declaration"],
  [
    "deep",
    "<a>".repeat(100_000) + "</a>".repeat(100_000),
    "XML with too many attributes or levels",
  ],
  [
    "of many attributes",
    `<a ${Array.from({ length: 50_000 }, (_, index) => `a${index}="1"`).join(" ")}/>`,
    "XML with too many attributes or levels",
  ],
  ["a comment without end", "<a><!--".repeat(50_000), "not XML"],
] as const)("a body that is %s fails the step", async ([, body, problem]) => {
  const { result } = await run(body);
  const error = await rejectionOf(result());
  expect(error).toMatchObject({ name: "StepFailedError", stepId: "list" });
  expect(error).toHaveProperty("cause.message", expect.stringContaining(problem));
  expect(JSON.stringify(error)).not.toContain("secret");
});
