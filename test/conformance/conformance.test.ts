/** Runs the cases of the suite with the generated code, against real servers. */

import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { compileStrictly } from "../types/compile-strictly.js";
import { type CompiledCases, compileCases } from "./runner/compile-cases.js";
import { judge } from "./runner/judge.js";
import { readCases, runsOf } from "./runner/read-cases.js";
import { runCompiled } from "./runner/run-compiled.js";

const root = resolve(import.meta.dirname, "../..");
const out = join(root, "node_modules/.arazzo-typescript-test/conformance");
const cases = readCases();
let compiled: CompiledCases;

beforeAll(async () => {
  compiled = await compileCases(cases, out);
}, 300_000);

test("the generated code has no type errors", async () => {
  const files = compiled.files.filter((path) => path.endsWith(".ts"));
  expect(await compileStrictly(files.map((path) => join(out, path)))).toBe("");
});

describe.concurrent("runs", () => {
  test.for(cases.flatMap(runsOf))("$id", async (run, { expect }) => {
    expect(await judge(run, runCompiled(compiled))).toEqual([]);
  });
});
