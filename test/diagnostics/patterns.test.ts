import { expect, test } from "vitest";
import { PatternTester } from "../../generator/6-verify/pattern-tester.js";

test("patterns find a match anywhere in a string", () => {
  const patterns = new PatternTester();
  expect(patterns.test("b+", "abbc")).toBe(true);
  expect(patterns.test("^b", "abbc")).toBe(false);
  expect(patterns.test("^\\p{Lu}$", "É")).toBe(true);
});

test("patterns of other languages are not judged", () => {
  const patterns = new PatternTester();
  expect(patterns.test("(?i)abc", "x")).toBeUndefined();
  expect(patterns.test("[[:alpha:]]", "x")).toBeUndefined();
  expect(patterns.test("\\Aabc\\z", "x")).toBeUndefined();
});

test("a pattern that takes exponential time ends, and is not judged", () => {
  const patterns = new PatternTester();
  expect(patterns.test("^(a+)+$", `${"a".repeat(60)}b`)).toBeUndefined();
  expect(patterns.test("^(a+)+$", "b"), "it is not tried again").toBeUndefined();
  expect(patterns.test("^a$", "b")).toBe(false);
});
