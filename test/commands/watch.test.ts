import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Run, runCommand } from "./run-command.js";

const root = join(import.meta.dirname, "../..");
const ended = new AbortController();
let folder = "";
let text = "";
let run: Promise<Run> | undefined;
/** The output since the last change, and the callbacks that wait for more. */
let [screen, start, printed] = ["", 0, () => {}];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "watch-"));
  process.chdir(folder);
  await cp(join(root, "test/compile/two-steps"), join(folder, "specs"), {
    recursive: true,
    filter: (path) => !path.includes("expected"),
  });
  text = await readFile("specs/arazzo.yaml", "utf8");
  await writeFile("tsconfig.json", '{ "extends": "./base.json" }');
  await writeFile("base.json", '{ "compilerOptions": { "module": "preserve" } }');
  run = runCommand(["watch", "specs", "--out", "out"], {
    signal: ended.signal,
    onPrint: (all) => {
      screen = all;
      printed();
    },
  });
  await change(async () => {}, "out: 1 workflow");
});
afterAll(async () => {
  ended.abort();
  await run;
  process.chdir(root);
  await rm(folder, { recursive: true });
});

/** Changes something, and waits until a round has ended in which something is printed. */
async function change(make: () => Promise<void>, expected: string | RegExp): Promise<void> {
  await make();
  const isOver = () => {
    const rounds = screen.slice(start).split("Waiting for changes …\n").slice(0, -1);
    return rounds.some((round) => round.match(expected));
  };
  while (!isOver()) {
    await new Promise<void>((resolve) => {
      printed = resolve;
    });
  }
  start = screen.length;
}

const generated = (name: string) => readFile(join(folder, "out", name), "utf8");

const isCompiled = "out: 1 workflow, 2 operations; ";

test("a document that changes is compiled again", async () => {
  const changed = text.replace(/summary: .*/, "summary: Changed by a test.");
  await change(() => writeFile("specs/arazzo.yaml", changed), `${isCompiled}1 file written`);
  expect(await generated("close-oldest-task.ts")).toContain("Changed by a test.");
});

test("a source that is saved by renaming another file is read again", async () => {
  const source = await readFile("specs/tasks.yaml", "utf8");
  await writeFile("tasks.tmp", source.replace("[oldest-first, newest-first]", "[oldest-first]"));
  await change(() => rename("tasks.tmp", "specs/tasks.yaml"), `specs/tasks.yaml has changed`);
  expect(await generated("apis/tasks.ts")).not.toContain("newest-first");
  await change(() => writeFile("specs/tasks.yaml", source), isCompiled);
  expect(await generated("apis/tasks.ts")).toContain("newest-first");
});

test("a half-written file is reported, and the generated files stay", async () => {
  const before = await generated("close-oldest-task.ts");
  await change(() => writeFile("specs/arazzo.yaml", text.slice(0, 700)), "error yaml-syntax");
  expect(await generated("close-oldest-task.ts")).toBe(before);
  await change(() => writeFile("specs/arazzo.yaml", text), `${isCompiled}1 file written`);
});

test("a missing source is reported, and found again", async () => {
  await change(() => rename("specs/tasks.yaml", "tasks.away"), "error source-not-readable");
  await change(() => rename("tasks.away", "specs/tasks.yaml"), isCompiled);
});

test("a missing folder is reported, and found again", async () => {
  await change(() => rename("specs", "away"), "error file-not-readable");
  await change(() => rename("away", "specs"), isCompiled);
});

test("a document that is new in a folder is compiled too", async () => {
  const another = text.replace("close-oldest-task", "another");
  await change(() => writeFile("specs/b.yaml", another), "3 files written");
  expect(await generated("index.ts")).toContain("another");
  await change(() => rm("specs/b.yaml"), "2 removed");
});

test("a faulty config is reported, and read again", async () => {
  const config = "arazzo-typescript.config.js";
  await change(
    () => writeFile(config, "export default { strict: 1 };\n"),
    "strict must be true or false",
  );
  await change(
    () => writeFile(config, "export default { strict: true };\n"),
    "error jsonpath-comparison",
  );
  await change(() => rm(config), isCompiled);
});

test("a project that changes is read again", async () => {
  const options = { module: "preserve", allowImportingTsExtensions: true };
  await change(
    () => writeFile("base.json", JSON.stringify({ compilerOptions: options })),
    "imports end in .ts",
  );
  expect(await generated("index.ts")).toContain('from "./runtime/run.ts";');
});

test("the standard input is not watched", async () => {
  expect(await runCommand(["watch", "-"])).toMatchObject({ exitCode: 2 });
});
