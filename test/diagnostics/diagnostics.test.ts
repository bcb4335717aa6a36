import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { link } from "../../generator/2-link/link.js";
import { verify } from "../../generator/6-verify/verify.js";
import { compile } from "../../generator/compile.js";
import { catalogue } from "../../generator/diagnostics/catalogue.js";
import { formatPretty } from "../../generator/diagnostics/formats/pretty.js";
import { Identities } from "../../generator/model/find-document.js";
import { createProgram } from "../../generator/typescript/program.js";
import { renderPage } from "./render-page.js";

/**
 * Every folder beside this file is a case for a diagnostic. The folder has the name of the code; a second case has `.` and a detail
 * after it. `arazzo.yaml` is compiled, and `expected.txt` is the printed result. To add a case, add a folder and run the tests.
 * `vitest -u` updates the expected results and docs/diagnostics.md.
 */
const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Diagnostics that no document can cause, with the reason. */
const withoutCase: Readonly<Record<string, string>> = {
  "generated-code": "only a fault of the generator leads to it; tested below",
  "output-not-ours": "it is about the output folder; tested with the command line",
  "output-not-writable": "it is about the output folder; tested with the command line",
  "tsconfig-not-readable":
    "it is about the project of the output folder; tested with the command line",
  "tsconfig-too-old": "it is about the project of the output folder; tested with the command line",
};

test("every diagnostic has a case, and every case a diagnostic", () => {
  const expected = Object.keys(catalogue).filter((code) => !(code in withoutCase));
  expect([...new Set(cases.map(codeOf))].sort()).toEqual(expected.sort());
});

test("every diagnostic without a case is in the catalogue", () => {
  expect(Object.keys(withoutCase).filter((code) => !(code in catalogue))).toEqual([]);
});

test.for(cases)("%s", async (name) => {
  const { files, diagnostics, screen } = await compileCase(name);
  await expect(screen).toMatchFileSnapshot(join(folder, name, "expected.txt"));
  expect(diagnostics.map(({ code }) => code)).toContain(codeOf(name));
  const hasErrors = diagnostics.some(({ severity }) => severity === "error");
  expect(files.length > 0, "code is generated if, and only if, there are no errors").toBe(
    !hasErrors,
  );
});

test("the page of documentation is up to date", async () => {
  const screens = new Map<string, string>();
  for (const name of cases.filter((each) => each in catalogue)) {
    screens.set(name, (await compileCase(name)).screen);
  }
  const page = join(folder, "../../docs/diagnostics.md");
  await expect(renderPage(screens)).toMatchFileSnapshot(page);
});

const compiled = new Map<string, ReturnType<typeof compileAnew>>();

/** Compiles a case, once. */
function compileCase(name: string) {
  const result = compiled.get(name) ?? compileAnew(name);
  compiled.set(name, result);
  return result;
}

async function compileAnew(name: string) {
  const compilation = await compile([join(folder, name, "arazzo.yaml")]);
  return { ...compilation, screen: relativeTo(name, formatPretty(compilation.diagnostics)) };
}

function codeOf(name: string): string {
  return name.replace(/\..*$/, "");
}

/** The output with paths relative to the folder of the case. */
function relativeTo(name: string, screen: string): string {
  const shown = relative(process.cwd(), folder).replaceAll("\\", "/");
  return screen.replaceAll(`${shown}/${name}/`, "").replaceAll(`${shown}/`, "../");
}

test("a bug of the generator is not reported as an error in the document", () => {
  const documents = { documents: new Map(), names: new Map(), identities: new Identities() };
  const none = { entries: [], locations: [], uris: [], arazzoDocuments: [], map: new Map() };
  const [linked] = link([{ ...documents, ...none }], {});
  if (!linked) throw new Error("there is no group");
  const file = { path: "pets.ts", text: "export const pets: Pets = [];\n", origins: [] };
  const group = {
    ...{ linked, entries: [], exports: [], sourceNames: [] },
    files: [file],
    counts: { workflows: 0, operations: 0 },
  };
  verify({ groups: [group], runtime: [] }, createProgram());
  expect(formatPretty(linked.diagnostics.all)).toMatch(
    "error generated-code: the code generated for pets.ts does not compile: Cannot find name 'Pets'.\n",
  );
});
