import { describe, expect, test } from "vitest";
import { Diagnostics } from "../../generator/diagnostics/diagnostics.js";
import type { Place } from "../../generator/source/source-text.js";

const source = { path: "/a.yaml", name: "a.yaml", projectName: "a.yaml", text: "" };
const at = (start: number, end: number): Place => ({ source, start, end });

describe("a fault within a place", () => {
  const diagnostics = new Diagnostics({ onTypeError: "warn" });
  diagnostics.report("payload-syntax", at(40, 50), { problem: "it ends too early" });
  diagnostics.report("payload-syntax", at(10, 30), { problem: "it ends too early" });
  diagnostics.report("property-missing", at(60, 70), { names: ["a"], taker: "pay" });
  diagnostics.report("expression-unbraced", at(80, 90), { expression: "$inputs.a" });

  test.each([
    { what: "the place itself", place: at(10, 30), isFaulty: true },
    { what: "a part of it", place: at(0, 35), isFaulty: true },
    { what: "the second of those that were reported first", place: at(31, 55), isFaulty: true },
    {
      what: "what the types do not allow, although it lets pass",
      place: at(55, 75),
      isFaulty: true,
    },
    { what: "what starts before it", place: at(11, 35), isFaulty: false },
    { what: "what ends behind it", place: at(5, 29), isFaulty: false },
    { what: "what only deviates", place: at(75, 95), isFaulty: false },
    { what: "another file", place: { ...at(0, 99), source: { ...source } }, isFaulty: false },
  ])("is $what: $isFaulty", ({ place, isFaulty }) => {
    expect(diagnostics.hasFaultWithin(place)).toBe(isFaulty);
  });
});

test("of ten thousand faults, some are looked at to find one", () => {
  let looks = 0;
  const diagnostics = new Diagnostics();
  for (let index = 0; index < 10_000; index += 1) {
    const place = {
      source,
      get start() {
        looks += 1;
        return index * 10;
      },
      end: index * 10 + 5,
    };
    diagnostics.report("payload-syntax", place, { problem: `problem ${index}` });
  }
  looks = 0;
  expect(diagnostics.hasFaultWithin(at(50_000, 50_009))).toBe(true);
  expect(looks).toBeLessThan(50);
});
