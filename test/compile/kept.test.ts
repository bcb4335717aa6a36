import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../generator/compile.js";

const path = join(import.meta.dirname, "two-steps/arazzo.yaml");
const original = await readFile(path, "utf8");

test("compiling again what has changed gives what compiling it for the first time does", async () => {
  const editions = [
    original,
    original.replace("workflowId: ", "workflowId: another-"),
    original.replace("operationId: ", "operationId: un"),
    original.replaceAll("$response.body", "$response.body#/nothing"),
    original,
  ];
  const kept = {};
  for (const text of editions) {
    const texts = new Map([[path, text]]);
    const again = await compile([path], { texts, kept });
    const first = await compile([path], { texts });
    expect(again.files).toEqual(first.files);
    expect(again.diagnostics.map(({ message }) => message)).toEqual(
      first.diagnostics.map(({ message }) => message),
    );
  }
  expect(new Set(editions).size).toBe(4);
});
