import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { write } from "../generator/7-write/write.js";
import { compile } from "../generator/compile.js";

const root = join(import.meta.dirname, "..");

test.for([
  ["generated", "specs"],
  ["examples/generated", "examples/specs"],
] as const)("%s is what %s compiles to", async ([folder, documents]) => {
  const { files } = await compile([join(root, documents)]);
  const found = await write(files, join(root, folder), { dryRun: true });
  expect(files).not.toEqual([]);
  const unchanged = files.map(({ path }) => path);
  const advice = `npm run generate -- ${documents} --out ${folder}`;
  const nothingElse = { written: [], removed: [], otherVersions: [], diagnostics: [] };
  expect(found, advice).toEqual({ ...nothingElse, unchanged });
  const existing = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  expect(existing.filter((entry) => entry.isFile())).toHaveLength(files.length);
});

test("the same documents compile to the same bytes, in any order", async () => {
  const documents = [
    join(root, "test/compile/two-steps/arazzo.yaml"),
    join(root, "test/compile/absent-values/arazzo.yaml"),
    join(root, "specs"),
  ];
  const first = await compile(documents);
  const second = await compile(documents.toReversed());
  expect(first.files).not.toEqual([]);
  expect(second.files.map(({ path, text }) => ({ path, text }))).toEqual(
    first.files.map(({ path, text }) => ({ path, text })),
  );
});
