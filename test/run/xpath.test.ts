/** XPath criteria, in workflows and directly. */

import { describe, expect, test } from "vitest";
import { startRun } from "../../templates/runtime/run.js";
import { holdsInXml, xpathWith } from "../../templates/runtime/xpath.js";
import { runFlow } from "./run-flow.js";

function runReport(xml: string, inputs: object = {}, contentType = "application/xml") {
  return runFlow("xpath", "report", {
    inputs,
    replies: [[200, xml, { "content-type": contentType }]],
  });
}

describe("an expression in a workflow", () => {
  test.each<[string, string, object, string]>([
    ["that an input fills", '<job state="a"/>', { state: "a" }, "wanted"],
    ["that an input with quotes fills", `<job state="a'&quot;]b"/>`, { state: `a'"]b` }, "wanted"],
    ["that an input cannot change", '<job state="a"/>', { state: "' or '1' = '1" }, "completed"],
    ["that an absent input fills", '<job state=""/>', {}, "completed"],
    ["of numbers", "<job><count>10</count></job>", { least: 9 }, "big"],
    [
      "of numbers, of which none is enough",
      "<job><count>10</count></job>",
      { least: 11 },
      "completed",
    ],
    [
      "of numbers, where there is none",
      "<job><count>many</count></job>",
      { least: 1 },
      "completed",
    ],
    ["of truth", '<job urgent=""/>', { isUrgent: true }, "urgent"],
    ["of falsehood", "<job/>", { isUrgent: false }, "urgent"],
  ])("%s", async (_, jobs, inputs, outcome) => {
    const { result } = await runReport(`<jobs>${jobs}</jobs>`, inputs);
    expect(result).toStrictEqual({ outcome, outputs: {} });
  });

  test.each([
    ["XML without what it asks for", "<jobs/>"],
    ["what is no XML", '{ "jobs": [] }'],
    ["XML that is cut off", "<jobs><job/>"],
    ["nothing", ""],
  ])("does not hold in %s", async (_, text) => {
    const { error } = await runReport(text);
    expect(error).toMatchObject({ name: "StepFailedError", criterion: "/jobs/job" });
  });
});

const step = startRun("w").workflowStep("s");

const soap = `<?xml version="1.0"?>
<s:Envelope xmlns:s="urn:soap"><s:Body><a xmlns="urn:a"><b>1</b></a></s:Body></s:Envelope>`;

test.each<[string, string, boolean]>([
  ["<a><b/></a>", "//b", true],
  ["<a><b/></a>", "//c", false],
  ["<a><b/></a>", "not(//c)", true],
  ["<a><b>2</b></a>", "//b > 1 and //b < 10", true],
  ["<a><b>2</b></a>", "string(//b)", true],
  ["<a><b/></a>", "string(//b)", false],
  ["<a><b/></a>", "count(//c)", false],
  // An expression that fails is false.
  ["<a><b/></a>", "(1, 2)", false],
  ["<a><b>two</b></a>", "//b > 1", false],
  ["<a><b>2</b></a>", "string(//b) > 1", false],
  // Namespaces are declared by the root element.
  ['<a xmlns="urn:a"><b/></a>', "/a/b", true],
  ['<x:a xmlns:x="urn:a"><x:b/></x:a>', "/x:a/x:b", true],
  ['<x:a xmlns:x="urn:a"><x:b/></x:a>', "/a/b", false],
  ['<x:a xmlns:x="urn:a"><x:b/></x:a>', "/y:a", false],
  ["<a/>", "/y:a", false],
  [soap, "/s:Envelope/s:Body", true],
  [soap, "//b", false],
  [soap, "//*:b = 1", true],
  [soap, "//*[local-name() = 'b'] = 1", true],
])("in %s, %s is %s", (xml, expression, expected) => {
  expect(holdsInXml(step, xml, expression)).toBe(expected);
});

test.each([undefined, null, 1, {}, "", " ", "text", "<a>", "<a/><b/>", "<a>&b;</a>"])(
  "nothing holds in %j",
  (value) => expect(holdsInXml(step, value, "true()")).toBe(false),
);

describe("entities", () => {
  test("are not read from elsewhere", () => {
    const url = new URL(import.meta.url);
    const xml = `<!DOCTYPE a [<!ENTITY b SYSTEM "${url}">]><a>&b;</a>`;
    expect(holdsInXml(step, xml, "string(/a) = ''")).toBe(true);
  });

  test.each([
    ["ten of ten of ten and so on", 10, 12],
    ["many of a long one", 5_000, 2],
  ])("are not put in place without end: %s", (_, times, depth) => {
    const declared = [`<!ENTITY e0 "${"long ".repeat(10_000)}">`];
    for (let level = 1; level < depth; level += 1) {
      declared.push(`<!ENTITY e${level} "${`&e${level - 1};`.repeat(times)}">`);
    }
    const xml = `<!DOCTYPE a [${declared.join("")}]><a>&e${depth - 1};</a>`;
    expect(holdsInXml(step, xml, "true()")).toBe(false);
  });
});

describe("a value in an expression", () => {
  test.each<[unknown, string]>([
    ["a", "a"],
    [`a"b'`, `a"b'`],
    ["]] or true() or a[", "]] or true() or a["],
    [1.5, "1.5"],
    [10, "10.0"],
    [-1, "-1"],
    [true, "true"],
  ])("%j equals %j in the document", (value, text) => {
    const xml = `<a>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</a>`;
    expect(holdsInXml(step, xml, xpathWith`/a = ${value}`)).toBe(true);
    expect(holdsInXml(step, xml, xpathWith`/a != ${value}`)).toBe(false);
  });

  test("is an integer where one is needed", () => {
    expect(holdsInXml(step, "<a/>", xpathWith`count(1 to ${3}) = 3`)).toBe(true);
  });

  test("that is null is an empty sequence", () => {
    expect(holdsInXml(step, "<a/>", xpathWith`empty(${null})`)).toBe(true);
  });

  test.each([undefined, ["a"], { a: 1 }])("cannot be %j", (value) => {
    expect(holdsInXml(step, "<a/>", xpathWith`empty(${value}) or true()`)).toBe(false);
  });
});
