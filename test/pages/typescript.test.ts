import { beforeAll, expect, test } from "vitest";
import { compileBlocks } from "./compile-blocks.js";
import { blocksIn, pages } from "./read-pages.js";

const blocks = blocksIn("ts");

/** A page that has mistakes, among those that have none. */
const faulty = {
  page: "faulty.md",
  line: 10,
  text: "const a = 1;\nconst b: string = a;\nconsole.log(b); // does not compile\n",
};

let problems: readonly string[] = [];
beforeAll(async () => {
  problems = await compileBlocks([...blocks, faulty]);
});

test("every block of TypeScript compiles, but for the lines that say they do not", () => {
  expect(blocks.length).toBeGreaterThan(10);
  expect(problems.filter((problem) => !problem.startsWith("faulty.md"))).toEqual([]);
});

test("a mistake in a block is found, at its line of the page", () => {
  expect(problems.filter((problem) => problem.startsWith("faulty.md"))).toEqual([
    "faulty.md:11: Type 'number' is not assignable to type 'string'.",
    "faulty.md:12: this line compiles",
  ]);
});

test("TypeScript is nowhere under another name", () => {
  for (const { path, text } of pages) expect(text, path).not.toMatch(/^```(typescript|tsx|js)$/m);
});
