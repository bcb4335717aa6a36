import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { formatPretty } from "../../generator/diagnostics/formats/pretty.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "unreadable-"));
});
afterAll(() => rm(folder, { recursive: true }));

const tasks = join(import.meta.dirname, "two-steps/tasks.yaml");
const workflow = (url: string, payload = "{ project: home }") => `arazzo: 1.0.1
info: { title: Broken, version: "1" }
sourceDescriptions: [{ name: tasks, url: ${JSON.stringify(url)}, type: openapi }]
workflows:
  - workflowId: search
    steps:
      - stepId: search
        operationId: searchTasks
        requestBody: { payload: ${payload} }
        successCriteria: [{ condition: $statusCode == 200 }]
`;
/** Objects in objects, each in a line of its own. */
const nested = (depth: number) =>
  Array.from({ length: depth }, (_, index) => `${" ".repeat(index + 1)}a:\n`).join("");
const nines = (name: string) => `*${name}, `.repeat(9);

const documents: Readonly<Record<string, string | Uint8Array>> = {
  "an empty file": "",
  "a comment": "# arazzo: 1.0.1\n",
  "a text": "arazzo",
  "a list": "- arazzo: 1.0.1\n",
  "a version that is a number": workflow(tasks).replace("1.0.1", "1.0"),
  "no YAML": 'arazzo: "1.0.1',
  "binary data": new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0x0a]),
  "a URL with a broken escape": workflow("./%zz.yaml"),
  "a file URL of another host": workflow("file://other/tasks.yaml"),
  "a URL with a null character": workflow("./\0.yaml"),
  "a payload that holds itself": workflow(tasks, "&payload { project: *payload }"),
  "an alias without an anchor": workflow(tasks, "{ project: *nothing }"),
  "a text in UTF-16": Buffer.from(workflow(tasks), "utf16le"),
  "a payload that is itself": workflow(tasks, "&payload *payload"),
  "aliases that multiply": workflow(
    tasks,
    `[&a [1], &b [${nines("a")}], &c [${nines("b")}], &d [${nines("c")}], &e [${nines("d")}]]`,
  ),
  "lists in lists": workflow(tasks, "[".repeat(10_000) + "]".repeat(10_000)),
  "lists in lists that do not end": workflow(tasks, "[".repeat(10_000)),
  "objects in objects": `${workflow(tasks)}x-deep:\n${nested(3_000)}`,
  "lists in lists of JSON": `{ "arazzo": "1.0.1", "x-deep": ${"[".repeat(10_000)}${"]".repeat(10_000)} }`,
  "objects in objects of JSON": `{ "arazzo": "1.0.1", "x-deep": ${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)} }`,
};

test("the workflow that these documents differ from compiles", async () => {
  expect(await compileText("sound", workflow(tasks))).toMatchObject({ errors: [] });
});

test.for(Object.entries(documents))("%s is refused with a diagnostic", async ([name, text]) => {
  const { files, errors, screen } = await compileText(name, text);
  expect(errors).not.toEqual([]);
  expect(screen, "words of a library").not.toMatch(/call stack|Excessive|Unresolved|resource/);
  expect(errors).not.toContain("generated-code");
  expect(files).toEqual([]);
});

test.skipIf(process.platform === "win32")("a pipe is rejected without waiting", async () => {
  const pipe = join(folder, "pipe.yaml");
  execFileSync("mkfifo", [pipe]);
  const source = join(folder, "of-a-pipe.yaml");
  await writeFile(source, workflow("./pipe.yaml"));
  for (const [path, code] of [
    [pipe, "file-not-readable"],
    [source, "source-not-readable"],
  ] as const) {
    const { diagnostics } = await compile([path]);
    expect(diagnostics).toMatchObject([{ code, message: expect.stringContaining("regular file") }]);
  }
});

test("a broken link is reported", async () => {
  const gone = join(folder, "gone.yaml");
  await symlink(join(folder, "was-here.yaml"), gone);
  const { diagnostics } = await compile([gone]);
  expect(diagnostics).toMatchObject([{ code: "file-not-readable" }]);
});

test("a symbolic link to itself is reported", async () => {
  const cycle = join(folder, "cycle.yaml");
  await symlink(cycle, cycle);
  const { diagnostics } = await compile([cycle]);
  const message = expect.stringMatching(/cycle\.yaml .*symbolic link/);
  expect(diagnostics).toMatchObject([{ code: "file-not-readable", message }]);
});

test("a file that disappears while its folder is read is reported, or was read before", async () => {
  const going = join(folder, "going");
  await mkdir(going);
  const path = join(going, "a.arazzo.yaml");
  const seen = new Set<string>();
  for (let delay = 0; delay < 12; delay += 1) {
    await writeFile(path, workflow(tasks));
    const compiling = compile([going]);
    for (let turn = 0; turn < delay; turn += 1) await new Promise(setImmediate);
    await rm(path);
    const { diagnostics } = await compiling;
    for (const { code } of diagnostics) seen.add(code);
  }
  expect([...seen].filter((code) => !vanished.includes(code))).toEqual([]);
  expect(seen.size).toBeGreaterThan(0);
});

/** Diagnostics for a file that disappears before its folder is listed, or after. */
const vanished = ["no-description", "file-not-readable"];

async function compileText(name: string, text: string | Uint8Array) {
  const path = join(folder, `${name.replaceAll(" ", "-")}.yaml`);
  await writeFile(path, text);
  const { files, diagnostics } = await compile([path]);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return { files, errors: errors.map(({ code }) => code), screen: formatPretty(errors) };
}
