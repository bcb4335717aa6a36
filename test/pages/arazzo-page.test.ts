import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Checks that the tests to which the pages about the versions of Arazzo link exist. */
const docs = join(import.meta.dirname, "../../docs");
const page = ["arazzo-1.0.1.md", "arazzo-1.1.0.md"]
  .map((name) => readFileSync(join(docs, name), "utf8"))
  .join("\n");
const links = [...page.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, text = "", to = ""]) => ({
  text,
  to,
}));
const own = links.filter(({ to }) => !to.startsWith("https:"));

test("everything that the pages point to exists", () => {
  expect(own.length).toBeGreaterThan(100);
  expect(own.filter(({ to }) => !existsSync(join(docs, to)))).toEqual([]);
});

test("every test that the pages quote is in the file that it names", () => {
  const quotes = own.filter(({ text }) => text.startsWith('"'));
  expect(quotes).not.toEqual([]);
  const missing = quotes.filter(({ text, to }) => {
    return !readFileSync(join(docs, to), "utf8").includes(text.slice(1, -1));
  });
  expect(missing).toEqual([]);
});

test("every row of the pages says where it is tested", () => {
  const rows = page.split(/\r?\n/).filter((line) => /^\|(?! ---)/.test(line));
  const isHead = (row: string) => /\| compiled +\| tested +\|$/.test(row);
  expect(rows.filter((row) => !isHead(row) && !/\]\([^)]+\) +\|$/.test(row))).toEqual([]);
});

test("every case of test/compile/ has a row", () => {
  const cases = readdirSync(join(docs, "../test/compile"), { withFileTypes: true });
  const missing = cases
    .filter((entry) => entry.isDirectory())
    .filter(({ name }) => own.every(({ to }) => to !== `../test/compile/${name}`));
  expect(missing.map(({ name }) => name)).toEqual([]);
});
