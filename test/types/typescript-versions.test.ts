import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  type CompilerVersion,
  compilers,
  compileStrictly,
  type ModuleSetting,
  moduleSettings,
  oldestLanguage,
  strictAlone,
  versionOf,
} from "./compile-strictly.js";

const index = fileURLToPath(new URL("../../generated/index.ts", import.meta.url));
const queries = ["jsonpath", "xpath"].map((name) =>
  fileURLToPath(new URL(`../../templates/runtime/${name}.ts`, import.meta.url)),
);
/** Files that only applications import, and other files that nothing in generated/ imports. */
const runtime = fileURLToPath(new URL("../../templates/runtime", import.meta.url));
const all = [index, ...readdirSync(runtime).map((name) => join(runtime, name))];
const versions = Object.keys(compilers) as CompilerVersion[];
const modules = Object.keys(moduleSettings) as ModuleSetting[];

/**
 * One line for each flag, with the error that only this flag reports. `verbatimModuleSyntax` implies
 * `isolatedModules`.
 */
const violations = [
  ["strict", "TS7006", "export function strict(parameter): void { void parameter; }"],
  ["noUncheckedIndexedAccess", "TS2322", 'export const item: string = ["a"][1];'],
  [
    "exactOptionalPropertyTypes",
    "TS2375",
    "export const exact: { a?: string } = { a: undefined };",
  ],
  [
    "noPropertyAccessFromIndexSignature",
    "TS4111",
    "export function access(by: Record<string, string>): unknown { return by.name; }",
  ],
  [
    "noImplicitOverride",
    "TS4114",
    "class Base { name(): void {} } export class Derived extends Base { name(): void {} }",
  ],
  [
    "noImplicitReturns",
    "TS7030",
    "export function returns(a: boolean): unknown { if (a) return 1; }",
  ],
  [
    "noFallthroughCasesInSwitch",
    "TS7029",
    "export function fall(a: number): void { switch (a) { case 1: void 0; case 2: } }",
  ],
  ["allowUnusedLabels", "TS7028", "export function label(): void { label: for (;;) {} }"],
  ["noUnusedLocals", "TS6133", "const local = 1;"],
  ["noUnusedParameters", "TS6133", "export function unused(parameter: string): void {}"],
  ["allowUnreachableCode", "TS7027", "export function unreachable(): void { return; void 0; }"],
  [
    "verbatimModuleSyntax",
    "TS1484",
    'import { Name } from "./other.js"; export type Other = Name;',
  ],
  ["erasableSyntaxOnly", "TS1294", "export enum Color { Red }"],
] as const;

describe.each(versions)("TypeScript %s", (version) => {
  test("is the compiler that runs", () => {
    expect(versionOf(version)).toMatch(new RegExp(`^${version.replace(".", "\\.")}\\.`));
  });

  test.concurrent.each(modules)(
    "compiles generated/ under every strict flag, modules as in %s",
    async (setting) => {
      expect(await compileStrictly([index], version, setting)).toBe("");
    },
  );

  test.concurrent.each(modules)(
    "compiles what reads queries, which generated/ does not need, modules as in %s",
    async (setting) => {
      expect(await compileStrictly(queries, version, setting)).toBe("");
    },
  );

  test.concurrent("compiles all of it to ES2017 with the library of ES2020, and strict alone", async () => {
    const settings = { ...strictAlone, ...oldestLanguage };
    expect(await compileStrictly(all, version, "bundler", settings)).toBe("");
  });

  test.concurrent("compiles all of it with the types of Node in place of the DOM", async () => {
    const settings = { lib: ["es2023"], types: ["node"] };
    expect(await compileStrictly(all, version, "nodenext", settings)).toBe("");
  });

  test("reports what each of the flags forbids", async () => {
    const known = violations.filter(([flag]) => version !== "5.5" || flag !== "erasableSyntaxOnly");
    const output = await compileTexts(
      version,
      new Map(known.map(([flag, , code]) => [flag, code])),
    );
    for (const [flag, code] of known) {
      expect(output).toMatch(new RegExp(`${flag}\\.ts\\(.*error ${code}:`));
    }
  });

  test("reports declarations that need another file's types", async () => {
    // Compilers check declarations only if there are no other errors, so this is a separate test.
    const output = await compileTexts(
      version,
      new Map([["inferred", "export const inferred = Math.random();"]]),
    );
    expect(output).toMatch(/inferred\.ts\(.*error TS9010:/);
  });
});

/** Compiles sources, given by file name. */
async function compileTexts(
  version: CompilerVersion,
  texts: ReadonlyMap<string, string>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "compile-texts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "other.ts"), "export interface Name { readonly name: string }\n");
  const paths = [...texts.keys()].map((name) => join(folder, `${name}.ts`));
  await Promise.all([...texts.values()].map((text, at) => writeFile(paths[at] ?? "", `${text}\n`)));
  return compileStrictly(paths, version);
}
