import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "./run-command.js";

const root = join(import.meta.dirname, "../..");
let folder = "";

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "portable-names-")));
});
afterEach(async () => {
  process.chdir(root);
  await rm(folder, { recursive: true });
});

/** The first lines of the generated files. */
async function headers(from: string, specs: string): Promise<readonly string[]> {
  await mkdir(join(folder, from), { recursive: true });
  process.chdir(join(folder, from));
  const out = relative("", join(folder, "out"));
  const documents = relative("", join(folder, specs, "arazzo.yaml"));
  expect((await runCommand([documents, "--out", out])).screen).toMatch("files written");
  const files = ["index.ts", "close-oldest-task.ts", "apis/tasks.ts"];
  const texts = await Promise.all(files.map((file) => readFile(join(folder, "out", file), "utf8")));
  return texts.map((text) => / from (.*); DO NOT EDIT/.exec(text)?.[1] ?? "");
}

async function addSpecs(path: string): Promise<void> {
  const target = join(folder, path);
  await mkdir(dirname(target), { recursive: true });
  await cp(join(root, "test/compile/two-steps"), target, {
    recursive: true,
    filter: (each) => !each.includes("expected"),
  });
}

test("generated files name documents relative to their project, from every working directory", async () => {
  await addSpecs("app/specs");
  await writeFile(join(folder, "app/package.json"), "{}");
  for (const from of ["app", "app/specs", "elsewhere/deep", "."]) {
    await rm(join(folder, "out"), { recursive: true, force: true });
    expect(await headers(from, "app/specs"), from).toEqual([
      "specs/arazzo.yaml",
      "specs/arazzo.yaml",
      "specs/tasks.yaml",
    ]);
  }
});

test("a document of a package is named within the project that uses it", async () => {
  await addSpecs("app/node_modules/specs-package/specs");
  await writeFile(join(folder, "app/package.json"), "{}");
  await writeFile(join(folder, "app/node_modules/specs-package/package.json"), "{}");
  const [, workflow] = await headers("app", "app/node_modules/specs-package/specs");
  expect(workflow).toBe("node_modules/specs-package/specs/arazzo.yaml");
});

test("a document outside every project is named by its file", async () => {
  await addSpecs("somewhere/specs");
  expect(await headers("elsewhere", "somewhere/specs")).toEqual([
    "arazzo.yaml",
    "arazzo.yaml",
    "tasks.yaml",
  ]);
});
