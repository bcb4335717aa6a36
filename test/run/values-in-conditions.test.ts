/** Values in patterns and queries, by chance: a value matches itself and nothing else. */

import { describe, expect, test } from "vitest";
import { textWith } from "../../templates/runtime/criterion.js";
import { hasMatch, jsonPathWith } from "../../templates/runtime/jsonpath.js";
import { matches, patternWith } from "../../templates/runtime/regex.js";
import { startRun } from "../../templates/runtime/run.js";
import { holdsInXml, xpathWith } from "../../templates/runtime/xpath.js";

const step = startRun("w").workflowStep("s");
const letters = [
  ...[
    "a",
    "Z",
    "0",
    "9",
    "_",
    "-",
    "^",
    "$",
    "\\",
    ".",
    "*",
    "+",
    "?",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "|",
    "/",
  ],
  ...[
    "'",
    '"',
    "`",
    ",",
    "<",
    ">",
    "&",
    ":",
    "#",
    "!",
    "%",
    ";",
    "@",
    "~",
    "=",
    " ",
    "\n",
    "\t",
    "\u2028",
    "\ufeff",
  ],
  ...["\u00e4", "\u{1f600}"],
];
/** Half of a character, which JSON can contain and XML cannot. */
const halves = ["\ud83d", "\ude00"];

/** The numbers of a linear congruential generator, so that a failure can be repeated. */
function* randomTexts(alphabet: readonly string[], count: number): Generator<string> {
  let state = 20261128;
  const next = (limit: number) => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return Math.floor((state / 4294967296) * limit);
  };
  for (let index = 0; index < count; index += 1) {
    yield Array.from({ length: next(5) }, () => alphabet[next(alphabet.length)] ?? "").join("");
  }
}

describe.each(["", "u", "i", "iu"])("a pattern with the flags %j", (flags) => {
  test("matches exactly the text of its value", () => {
    for (const text of randomTexts([...letters, ...halves], 2_000)) {
      const is = (value: string) => matches(step, value, patternWith(flags)`^1${text}2$`);
      expect([text, is(`1${text}2`)]).toEqual([text, true]);
      expect([text, is(`1${text}x2`), is("12")]).toEqual([text, false, text === ""]);
    }
  });

  test("repeats the whole value", () => {
    for (const text of randomTexts(letters, 500)) {
      const pattern = patternWith(flags)`^(?:${text}){2}$`;
      expect([text, matches(step, text + text, pattern)]).toEqual([text, true]);
      expect([text, matches(step, `${text}x`, pattern)]).toEqual([text, false]);
    }
  });

  test("has every character of the value in a class, and no other", () => {
    const alphabet = letters.filter((letter) => letter.length === 1);
    for (const text of randomTexts(alphabet, 1_000)) {
      if (text === "") continue;
      const pattern = patternWith(flags)`^[${text}]$`;
      for (const letter of alphabet) {
        const isEqual = (each: string) =>
          flags.includes("i") ? each.toLowerCase() === letter.toLowerCase() : each === letter;
        const isIn = [...text].some(isEqual);
        expect([text, letter, matches(step, letter, pattern)]).toEqual([text, letter, isIn]);
      }
    }
  });
});

test("a query finds exactly the value", () => {
  for (const text of randomTexts([...letters, ...halves], 2_000)) {
    const query = jsonPathWith`$[?@ == ${textWith`1${text}2`}]`;
    expect([text, hasMatch(step, [`1${text}2`], query)]).toEqual([text, true]);
    expect([text, hasMatch(step, [`1${text}x2`, "1", "2", text], query)]).toEqual([text, false]);
  }
});

test("an XPath expression finds exactly the value", () => {
  for (const text of randomTexts(
    letters.filter((each) => !/[<&\n\t]/.test(each)),
    500,
  )) {
    const expression = xpathWith`/a = ${textWith`1${text}2`}`;
    const xml = (value: string) => `<a>${value.replaceAll("]]>", "]]&gt;")}</a>`;
    expect([text, holdsInXml(step, xml(`1${text}2`), expression)]).toEqual([text, true]);
    expect([text, holdsInXml(step, xml(`1${text}x2`), expression)]).toEqual([text, false]);
  }
});

test("the end of a range that comes before its start is reported, not thrown", () => {
  expect(matches(step, "a", patternWith("u")`^[c-${"a"}]$`)).toBe(false);
  expect(matches(step, "d", patternWith("u")`^[c-${"e"}]$`)).toBe(true);
});
