import { fileURLToPath } from "node:url";
import { Project } from "ts-morph";
import { expect, test } from "vitest";
import { findUnsafeCode } from "./find-unsafe-code.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const project = new Project({
  tsConfigFilePath: `${root}tsconfig.json`,
  skipAddingFilesFromTsConfig: true,
});
const generated = project.addSourceFilesAtPaths(`${root}generated/**/*.ts`);
project.resolveSourceFileDependencies();

const paths = generated.map((file) => file.getFilePath().slice(root.length));

test("the generated files are the ones that are looked at", () => {
  expect(paths).toContain("generated/register-latest-completed-training.ts");
  expect(paths).toContain("generated/apis/sagemaker-api.ts");
  expect(paths).toContain("generated/runtime/run.ts");
});

test.each(paths.filter((path) => !path.includes("/runtime/")))(
  "%s has no any, cast, eval or new Function",
  (path) => {
    expect(findUnsafeCode(project.getSourceFileOrThrow(root + path))).toEqual([]);
  },
);

test.each(paths.filter((path) => path.includes("/runtime/")))(
  "%s has no any that is written, no eval and no new Function",
  (path) => {
    const found = findUnsafeCode(project.getSourceFileOrThrow(root + path));
    // For JSON and platform values, the runtime states their types with casts.
    expect(found.filter((what) => !/: (as|inferred any)$/.test(what))).toEqual([]);
  },
);

test.each([
  ["export type Loose = any;", ["any"]],
  ["export const list: Array<any> = [];", ["any"]],
  ["export const parsed = JSON.parse('1');", ["inferred any"]],
  ["export const parsed: number = JSON.parse('{}').a;", ["inferred any", "inferred any"]],
  ["export const cast = 1 as unknown;", ["as"]],
  ["export const cast = <unknown>1;", ["<cast>"]],
  ["export const first: string = ['a'][0]!;", ["!"]],
  ["eval('1');", ["eval", "inferred any"]],
  ["globalThis.eval('1');", ["eval", "inferred any"]],
  ["new Function('1');", ["Function"]],
  ["new globalThis.Function('1');", ["Function"]],
  ["Function('1');", ["Function"]],
  ["// @ts-ignore\nexport {};", ["@ts-ignore"]],
  ["import * as path from 'node:path'; export const { sep } = path;", []],
  ['export const text = "any as eval(1) new Function()"; // any as eval', []],
])("in %j is found %j", (text, expected) => {
  const file = project.createSourceFile(`${root}test/types/unsafe.ts`, text, { overwrite: true });
  expect(findUnsafeCode(file).map((found) => found.replace(/^\d+: /, ""))).toEqual(expected);
});
