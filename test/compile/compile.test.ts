import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { formatPretty } from "../../generator/diagnostics/formats/pretty.js";
import type { EmittedFile } from "../../generator/model/emitted.js";
import { cases, compileCase, folder } from "./cases.js";

test("there are cases", () => expect(cases).not.toEqual([]));

test.for(cases)("%s compiles to the expected files", async (name) => {
  const { files, diagnostics } = await compileCase(name);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(formatPretty(errors)).toBe("");
  const compared = files.filter((file) => isCompared(file, name));
  for (const { path, text } of compared) {
    await expect(text).toMatchFileSnapshot(join(folder, name, "expected", path));
  }
  const paths = compared.map(({ path }) => path);
  expect(expectedFiles(name).filter((path) => !paths.includes(path))).toEqual([]);
});

/** Only files that come from a document of the case: the index just lists them. */
function isCompared({ path, text }: EmittedFile, name: string): boolean {
  const documents = relative(process.cwd(), join(folder, name)).replaceAll("\\", "/");
  const [header = ""] = text.split("\n");
  return path !== "index.ts" && header.includes(` from ${documents}/`);
}

function expectedFiles(name: string): readonly string[] {
  const expected = join(folder, name, "expected");
  if (!existsSync(expected)) return [];
  return readdirSync(expected, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}
