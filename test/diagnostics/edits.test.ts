import { expect, test } from "vitest";
import { parse } from "yaml";
import { applyEdits } from "../../generator/source/apply-edits.js";
import { editOf } from "../../generator/source/edits.js";

/** Replaces `from` in the whole text of a file. */
function replaced(text: string, from: string, to: string): string | undefined {
  const source = { path: "/a.yaml", name: "a.yaml", projectName: "a.yaml", text };
  const edit = editOf({ source, start: 0, end: text.length }, { from, to });
  return edit && applyEdits([edit]).get(source);
}

test.each([
  { text: "a: draft # ok", from: "draft", to: "done", result: "a: done # ok" },
  { text: 'a: "draft"', from: "draft", to: 'x "y"', result: 'a: "x \\"y\\""' },
  { text: "a: 'draft'", from: "draft", to: "it's", result: "a: 'it''s'" },
  { text: "a: $x == draft", from: "draft", to: "'draft'", result: "a: $x == 'draft'" },
  { text: "a: $url#/b", from: "$url#/b", to: "{$url}#/b", result: "a: '{$url}#/b'" },
  { text: "a: by $x, now", from: "$x", to: "{$x}", result: "a: by {$x}, now" },
  { text: "a: { b: $x }", from: "$x", to: "{$x}", result: "a: { b: '{$x}' }" },
  { text: "a: [it's, x]", from: "x", to: "y", result: "a: [it's, y]" },
  { text: '{"a": "draft"}', from: "draft", to: 'a"b', result: '{"a": "a\\"b"}' },
  { text: '{"draft": 1}', from: "draft", to: "done", result: '{"done": 1}' },
  { text: "- no # ok", from: "no", to: "true", result: '- "true" # ok' },
  { text: "a: x", from: "x", to: "x", result: undefined },
  { text: "a: {b: x y}", from: "x", to: "{x}", result: undefined },
  { text: "a: $x y", from: "$x", to: "{$x}", result: undefined },
  { text: "a: x x", from: "x", to: "y", result: undefined },
  { text: "a: y", from: "x", to: "y", result: undefined },
  { text: "a: x", from: "x", to: "b\nc: d", result: undefined },
])("$text: $from becomes $to", ({ text, from, to, result }) => {
  expect(replaced(text, from, to)).toBe(result);
  if (result !== undefined) {
    const expected = JSON.parse(JSON.stringify(parse(text)), (_, value) =>
      typeof value === "string" ? value.replace(from, () => to) : value,
    );
    if (!text.startsWith('{"draft"')) expect(parse(result)).toEqual(expected);
  }
});

test.each([
  { text: "a: 1.10 # ok", scalar: "1.10", result: 'a: "1.10" # ok' },
  { text: "a: {b: 01234}", scalar: "01234", result: 'a: {b: "01234"}' },
  { text: "- true", scalar: "true", result: '- "true"' },
  { text: "{a: -.5e3, b: 1}", scalar: "-.5e3", result: '{a: "-.5e3", b: 1}' },
  { text: '{"a":5}', scalar: "5", result: '{"a":"5"}' },
  { text: "a: !!int 5", scalar: "5", result: undefined },
])("$text gets quotes", ({ text, scalar, result }) => {
  expect(replaced(text, scalar, scalar)).toBe(result);
});
