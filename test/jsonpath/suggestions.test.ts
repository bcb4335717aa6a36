/** Suggested standard forms must have the meaning of the original condition. */

import { compile } from "json-p3";
import { expect, test } from "vitest";
import { parseCondition } from "../../generator/2-link/criteria/parse-condition.js";
import {
  suggestFilter,
  suggestStandardForm,
} from "../../generator/2-link/criteria/suggest-standard-form.js";

function suggestionFor(text: string): string {
  const { condition } = parseCondition(text);
  const filter = condition.kind === "comparison" ? suggestFilter(condition) : undefined;
  return suggestStandardForm(condition, "$response.body") ?? filter ?? "none";
}

const draft = { title: "draft", id: "1", "first-name": "A" };
const done = { title: "done", id: "2" };

test.each<[string, unknown, boolean]>([
  ["$.items.length > 0", { items: [draft] }, true],
  ["$.items.length > 0", { items: [] }, false],
  ["$.items.length >= 1", { items: [] }, false],
  ["$.items.length != 0", { items: [] }, false],
  ["$.items.length == 0", { items: [] }, true],
  ["$.items.length == 0", { items: [draft] }, false],
  ["$.items.length == 2", { items: [draft, done] }, true],
  ["$.items.length < 2", { items: [] }, true],
  ["$.length > 0", [draft], true],
  ["$.length > 0", [], false],
  ["$.items[0].first-name == 'A'", { items: [draft] }, true],
  ["$.items[0].first-name == 'A'", { items: [done] }, false],
  ["$.items[0].first-name", { items: [draft] }, true],
  ["$.items[0].first-name", { items: [done] }, false],
  ["$[0].title == 'draft'", [draft], true],
  ["$[0].title == 'draft'", [done], false],
  ["$[0].title == 'draft'", [], false],
  ["$.items.length > 0 && $.items[0].title != 'draft'", { items: [done] }, true],
  ["$.items.length > 0 && $.items[0].title != 'draft'", { items: [draft] }, false],
  ["!($.state == 'done') || $.count >= 3", { state: "new", count: 1 }, true],
  ["!($.state == 'done') || $.count >= 3", { state: "done", count: 1 }, false],
  ["$.items[?@.title == 'draft'].length > 1", { items: [draft, done] }, false],
  ["$.items[?@.title == 'draft'].length > 1", { items: [draft, draft] }, true],
  ["$.items[*].title == 'done'", { items: [draft, done] }, true],
  ["$.items[*].title == 'done'", { items: [draft] }, false],
  ["'done' == $.items.*.title", { items: [draft, done] }, true],
  ["2 > $.items[*].count", { items: [{ count: 1 }] }, true],
  ["2 > $.items[*].count", { items: [{ count: 3 }] }, false],
  ["$.items[?@.title == 'draft'].id == '1'", { items: [draft, done] }, true],
  ["$.items[?@.title == 'draft'].id == '2'", { items: [draft, done] }, false],
  ["$..title == 'done'", { items: [draft, done] }, true],
  ["$.items[-1].title == 'done'", { items: [draft, done] }, true],
  ["$.items[-1].title == 'draft'", { items: [draft, done] }, false],
])("%s of %j is %s, and so is what is suggested", (text, document, expected) => {
  const query = suggestionFor(text);
  expect(query).toMatch(/^\$/);
  expect(compile(query).query(document as Parameters<typeof JSON.stringify>[0]).length > 0).toBe(
    expected,
  );
});

test.each([
  ["$.length == 0", "the simple condition $response.body#/0 == null"],
  ["$.length <= 2", "the simple condition $response.body#/2 == null"],
  ["$.length == 2", "the simple condition $response.body#/1 != null && $response.body#/2 == null"],
])("%s, which no query can say of an empty list, becomes %s", (text, expected) => {
  expect(suggestionFor(text)).toBe(expected);
});

test.each(["$[0].title != 'draft'", "!$[0]", "$[0].title == 'a' || $[?@.id].length == 0"])(
  "for %s, which holds for an empty list, no query is suggested",
  (text) => {
    expect(suggestStandardForm(parseCondition(text).condition, "$response.body")).toBeUndefined();
  },
);
