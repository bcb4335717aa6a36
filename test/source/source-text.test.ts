import { expect, test } from "vitest";
import { lineText, positionAt } from "../../generator/source/source-text.js";

const text = "one\ntwo\r\n\nlast";
const source = { text };

test.each([...text, ""].map((_, offset) => offset))(
  "offset %i has its line and column",
  (offset) => {
    const lines = text.slice(0, offset).split("\n");
    const column = (lines.at(-1)?.length ?? 0) + 1;
    expect(positionAt(source, offset)).toEqual({ line: lines.length, column });
  },
);

test("lines are without their ends", () => {
  expect([1, 2, 3, 4].map((line) => lineText(source, line))).toEqual(["one", "two", "", "last"]);
});

test("the lines of a text are found only once", () => {
  let reads = 0;
  const counted = {
    get text() {
      reads += 1;
      return text;
    },
  };
  for (let offset = 0; offset < text.length; offset += 1) positionAt(counted, offset);
  expect(reads).toBe(1);
});
