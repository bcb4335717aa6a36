import { expect, test } from "vitest";
import { NestedRanges, type Range } from "../../generator/source/nested-ranges.js";

const length = 60;
const all = Array.from({ length }, (_, start) =>
  Array.from({ length: length - start }, (_, size) => ({ start, end: start + size + 1 })),
).flat();
const contains = (outer: Range, inner: Range) =>
  outer.start <= inner.start && inner.end <= outer.end;

/** Parts of a range, parts of these, and so on; inner ones come first, some are there twice. */
function partsOf({ start, end }: Range, depth = 0): readonly Range[] {
  const middle = start + Math.ceil((end - start) / 3);
  const parts = [
    { start, end: middle },
    { start: middle, end: end - 1 },
  ].filter((part) => part.start < part.end);
  const inner = depth < 5 ? parts.flatMap((part) => partsOf(part, depth + 1)) : [];
  return [...inner, { start, end }, ...(depth % 2 === 0 ? [{ start, end }] : [])];
}

const ranges = partsOf({ start: 3, end: length - 3 });
const nested = new NestedRanges(ranges);

test("the smallest range around another one is found", () => {
  for (const range of all) {
    const [smallest] = ranges
      .filter((each) => contains(each, range))
      .sort((a, b) => a.end - a.start - (b.end - b.start));
    expect(nested.smallestAround(range)).toBe(smallest);
  }
});

test("the range that ends first within another one is found", () => {
  for (const range of all) {
    const [first] = ranges
      .filter((each) => contains(range, each))
      .sort((a, b) => a.end - b.end || b.start - a.start);
    expect(nested.firstWithin(range)).toBe(first);
  }
});

test("of ten thousand ranges, some are looked at to find one", () => {
  let looks = 0;
  const counted = Array.from({ length: 10_000 }, (_, index) => ({
    get start() {
      looks += 1;
      return index * 10;
    },
    end: index * 10 + 5,
  }));
  const many = new NestedRanges(counted);
  looks = 0;
  expect(many.smallestAround({ start: 50_001, end: 50_002 })).toBe(counted[5000]);
  expect(many.firstWithin({ start: 49_999, end: 60_000 })).toBe(counted[5000]);
  expect(looks).toBeLessThan(50);
});
