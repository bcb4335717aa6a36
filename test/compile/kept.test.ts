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

test("a workflow is compiled again when another document gets one of its ID, and when that is gone", async () => {
  const flow = (name: string) => join(import.meta.dirname, `../flow/same-id-${name}.arazzo.yaml`);
  const kept = {};
  for (const names of [["one"], ["one", "two"], ["one"]]) {
    const { files } = await compile(names.map(flow), { kept });
    const guards = files.filter(({ text }) => text.includes("error.functionName === "));
    expect(guards).toHaveLength(names.length === 1 ? 0 : 2);
  }
});
