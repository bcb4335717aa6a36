import { expect, test } from "vitest";
import { Diagnostics } from "../../generator/diagnostics/diagnostics.js";
import { formatPretty } from "../../generator/diagnostics/formats/pretty.js";

/** The two printed lines for a span: the line of the document and the underline. */
function frame(text: string, part: string): readonly string[] {
  const source = {
    path: "/pets.yaml",
    name: "pets.yaml",
    projectName: "pets.yaml",
    text: `${text}\n`,
  };
  const diagnostics = new Diagnostics();
  const start = text.indexOf(part);
  diagnostics.report("yaml-syntax", { source, start, end: start + part.length }, { problem: "no" });
  const [, , line = "", carets = ""] = formatPretty(diagnostics.all).split("\n");
  return [line, carets];
}

test.for([
  {
    what: "a tab",
    text: "\tname:\tcat",
    part: "cat",
    line: "  name:  cat",
    carets: "         ^^^",
  },
  {
    what: "wide characters",
    text: "名前: 猫 # é",
    part: "猫",
    line: "名前: 猫 # é",
    carets: "      ^^",
  },
  { what: "an emoji", text: "name: 🐈x", part: "x", line: "name: 🐈x", carets: "        ^" },
  { what: "a combining accent", text: "e\u0301: x", part: "x", line: "e\u0301: x", carets: "   ^" },
  { what: "a letter beyond U+FFFF", text: "𝒞: x", part: "x", line: "𝒞: x", carets: "   ^" },
  { what: "the end of a line", text: "name:", part: "", line: "name:", carets: "^" },
])("the carets stand under the part of a line with $what", ({ text, part, line, carets }) => {
  expect(frame(text, part)).toEqual([`   1 | ${line}`, `     | ${carets}`]);
});

test("a long line is cut around the part", () => {
  const [line = "", carets = ""] = frame(
    `${"a: 1, ".repeat(50_000)}here${", b: 2".repeat(50_000)}`,
    "here",
  );
  expect(line).toMatch(/^ {3}1 \| ….*1, here, b.*…$/);
  expect(line.length).toBeLessThan(120);
  expect(line.indexOf("here")).toBe(carets.indexOf("^^^^"));
  expect(carets.trimEnd()).toMatch(/\^{4}$/);
});

test("a long part is cut at its end", () => {
  const [line = "", carets = ""] = frame(`name: ${"猫".repeat(5_000)}`, "猫".repeat(5_000));
  expect(line).toMatch(/^ {3}1 \| name: 猫+…/);
  expect(carets).toMatch(/^ {5}\| {7}\^+$/);
  expect(carets.length).toBeLessThan(120);
});

test("what is not seen is escaped, and the carets stand where it is shown", () => {
  expect(frame("a\u001b[31m: \u202ex", "x")).toEqual([
    "   1 | a\\u001b[31m: \\u202ex",
    `     | ${" ".repeat(19)}^`,
  ]);
});

test("a message cannot move the cursor", () => {
  const diagnostics = new Diagnostics();
  diagnostics.report("yaml-syntax", undefined, { problem: "\u001b[2J\nerror x: y\u2028" });
  expect(formatPretty(diagnostics.all).split("\n")[0]).toBe(
    "error yaml-syntax: \\u001b[2J\\u000aerror x: y\\u2028",
  );
});

test("colours change nothing but the colour", () => {
  const diagnostics = new Diagnostics();
  const source = {
    path: "/pets.yaml",
    name: "pets.yaml",
    projectName: "pets.yaml",
    text: "a: b\n",
  };
  diagnostics.report("yaml-syntax", { source, start: 3, end: 4 }, { problem: "no" });
  const coloured = formatPretty(diagnostics.all, true);
  expect(coloured).toContain("\u001b[31m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the character that starts a colour
  expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(formatPretty(diagnostics.all));
});

test("the reason is printed with the first diagnostic of a code", () => {
  const diagnostics = new Diagnostics();
  for (const problem of ["one", "two"]) diagnostics.report("yaml-syntax", undefined, { problem });
  const blocks = formatPretty(diagnostics.all).split("\n\n");
  expect(blocks[0]).toContain("= why: ");
  expect(blocks[1]).not.toContain("= why: ");
  expect(blocks[2]).toBe("2 errors\n");
});
