import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";

/**
 * Every folder beside this file is a case: an `arazzo.yaml` with its sources, and the files that it
 * compiles to in `expected/`. To add a case, add a folder without `expected/` and run the tests; after
 * a change of the generator, `vitest -u` brings the expected files up to date.
 */
const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("there are cases", () => expect(cases).not.toEqual([]));

describe.for(cases)("%s", (name) => {
  test("compiles to the expected files", async () => {
    const { files, diagnostics } = await compile([join(folder, name, "arazzo.yaml")]);
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const compared = files.filter(({ path }) => isCompared(path, name));
    for (const { path, text } of compared) {
      await expect(text).toMatchFileSnapshot(join(folder, name, "expected", path));
    }
    const paths = compared.map(({ path }) => path);
    expect(expectedFiles(name).filter((path) => !paths.includes(path))).toEqual([]);
  });
});

/** The runtime is the same in every case, and the index says little: it is compared where it is there. */
function isCompared(path: string, name: string): boolean {
  if (path === "index.ts") return expectedFiles(name).includes(path);
  return !path.startsWith("runtime/");
}

function expectedFiles(name: string): readonly string[] {
  const expected = join(folder, name, "expected");
  if (!existsSync(expected)) return [];
  return readdirSync(expected, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

describe("TypeScript finds no fault in the expected files", () => {
  const root = resolve(folder, "../..");
  const temporary = mkdtempSync(join(tmpdir(), "expected-"));
  afterAll(() => rmSync(temporary, { recursive: true }));

  const versions = ["typescript-5.5", "typescript", "typescript-6", "typescript-7"];
  test.for(versions)("%s", { timeout: 120_000 }, (version) => {
    const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
    const project = join(temporary, `${version}.json`);
    const options = {
      ...compilerOptions,
      lib: ["es2022", "dom", "dom.iterable"],
      types: [],
      declaration: true,
      isolatedDeclarations: true,
      // A file of a case finds the runtime as if `templates/runtime/` were beside it.
      rootDirs: [join(root, "templates"), ...cases.map((name) => join(folder, name, "expected"))],
    };
    if (version === "typescript-5.5") delete options.erasableSyntaxOnly;
    const files = cases.flatMap((name) =>
      expectedFiles(name).map((path) => join(folder, name, "expected", path)),
    );
    writeFileSync(project, JSON.stringify({ compilerOptions: options, files }));
    const tsc = join(root, "node_modules", version, "bin/tsc");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "--project", project], {
      encoding: "utf8",
    });
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: "" });
  });
});
