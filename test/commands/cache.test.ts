import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { phasesIn, runCommand } from "./run-command.js";

const example = join(import.meta.dirname, "../compile/two-steps");
const before = process.cwd();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cache-"));
  process.chdir(folder);
  await mkdir("node_modules");
  for (const name of ["arazzo.yaml", "tasks.yaml"]) await cp(join(example, name), `specs/${name}`);
});

afterEach(async () => {
  process.chdir(before);
  await rm(folder, { recursive: true });
});

test("unchanged documents have the same diagnostics and files as before", async () => {
  const first = await generate("--format", "github");
  await rm("generated/index.ts");
  const files = await readdir("generated");
  const again = await generate("--format", "github");
  expect(again.report).toBe(first.report);
  expect(first.report).toContain("specs/arazzo.yaml");
  expect(await readdir("generated")).toEqual([...files, "index.ts"].sort());
  expect(await isCached()).toBe(true);
});

test("a change of a source is noticed", async () => {
  await generate();
  await change("specs/tasks.yaml", "closedAt", "endedAt");
  const { exitCode, report } = await generate();
  expect(exitCode).toBe(1);
  expect(report).toContain("closedAt");
});

test("added and removed documents are noticed", async () => {
  await generate();
  const text = await readFile("specs/arazzo.yaml", "utf8");
  await writeFile("specs/other.yaml", text.replace("close-oldest-task", "close-another"));
  await generate();
  expect(await readdir("generated")).toContain("close-another.ts");
  await rm("specs/other.yaml");
  await generate();
  expect(await readdir("generated")).not.toContain("close-another.ts");
});

test("other options are another compilation", async () => {
  const first = await generate();
  const strict = await generate("--strict");
  expect([first.exitCode, strict.exitCode]).toEqual([0, 1]);
});

test("--check fails for an outdated folder in spite of the cache", async () => {
  await generate();
  expect((await generate("--check")).exitCode).toBe(0);
  await change("generated/index.ts", "export", "import");
  expect((await generate("--check")).exitCode).toBe(1);
});

test("a damaged cache is ignored", async () => {
  const first = await generate();
  const cache = join("node_modules/.cache/arazzo-typescript");
  for (const damage of [
    (text: string) => text.slice(0, -9),
    (text: string) => `[]${text}`,
    () => "",
  ]) {
    for (const name of await readdir(cache)) {
      const path = join(cache, name);
      await writeFile(path, damage(await readFile(path, "utf8")));
    }
    expect((await generate()).report).toBe(first.report);
    expect(await isCached()).toBe(true);
  }
});

function generate(...flags: readonly string[]) {
  return runCommand(["specs", ...flags]);
}

async function isCached(): Promise<boolean> {
  const { screen } = await runCommand(["specs"], { isTTY: true });
  return phasesIn(screen).length === 1;
}

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replaceAll(from, to));
}
