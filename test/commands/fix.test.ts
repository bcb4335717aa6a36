import { chmod, copyFile, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.js";

const root = join(import.meta.dirname, "../..");
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-fix-"));
  process.chdir(folder);
  await copyFile(join(root, "test/diagnostics/tasks.yaml"), join(folder, "tasks.yaml"));
});
afterAll(async () => {
  process.chdir(root);
  await rm(folder, { recursive: true });
});

const faulty = `arazzo: 1.0.1
info: { title: Close, version: 1.0.0 }
sourceDescriptions:
  - { name: tasks, url: ./tasks.yaml, type: openapi }
workflows:
  - workflowId: close
    inputs: { type: object, required: [id], properties: { id: { type: string } } }
    steps:
      - stepId: close # the only one
        operationId: closeTsk
        parameters:
          - { name: X-Reason, in: header, value: done }
        requestBody:
          payload: { id: $inputs.idd }
        outputs:
          title: $response.body.title
    outputs:
      title: $steps.close.outputs.titel
`;
const correct = faulty
  .replace("closeTsk", "closeTask")
  .replace("$inputs.idd", "$inputs.id")
  .replace("body.title", "body#/title")
  .replace("outputs.titel", "outputs.title");

async function fix(name: string, text: string, ...args: readonly string[]) {
  const path = join(folder, name);
  await writeFile(path, text);
  const run = await runCommand(["check", name, "--fix", ...args]);
  return { ...run, path, now: await readFile(path, "utf8") };
}

describe("check --fix", () => {
  test("applies the fixes, also those of problems that only appear then, and shows the changes", async () => {
    const { exitCode, screen, report, now } = await fix("refund.arazzo.yaml", faulty);
    expect(now).toBe(correct);
    expect(exitCode).toBe(0);
    expect(report).toBe("");
    expect(screen).toContain("--- refund.arazzo.yaml\n+++ refund.arazzo.yaml\n@@");
    expect(screen).toContain("\n-        operationId: closeTsk\n+        operationId: closeTask\n");
    expect(screen).not.toContain("+      - stepId: close # the only one");
  });

  test("does not change a document that has other errors", async () => {
    const unclear = faulty.replace("closeTsk", "nothingLikeIt");
    const { exitCode, screen, now } = await fix("unclear.arazzo.yaml", unclear);
    expect(now).toBe(unclear);
    expect(exitCode).toBe(1);
    expect(screen).toContain(
      "unclear.arazzo.yaml: nothing was fixed, because it has another error",
    );
    expect(screen).toContain('unknown operation "nothingLikeIt"');
    expect(screen).toContain("did you mean");
  });

  test("fixes other documents beside such a one", async () => {
    await writeFile(join(folder, "wrong.arazzo.yaml"), faulty.replace("closeTsk", "nothing"));
    const other = join(folder, "right.arazzo.yaml");
    await writeFile(other, faulty.replace("workflowId: close", "workflowId: closeOther"));
    const { exitCode } = await runCommand([
      "check",
      "wrong.arazzo.yaml",
      "right.arazzo.yaml",
      "--fix",
    ]);
    expect(exitCode).toBe(1);
    expect(await readFile(other, "utf8")).toContain("operationId: closeTask");
  });

  test("keeps everything else: line ends, byte order mark, mode and links", async () => {
    const text = `\uFEFF${faulty.replaceAll("\n", "\r\n")}`;
    const target = join(folder, "target.txt");
    await writeFile(target, text);
    await chmod(target, 0o640);
    await symlink("target.txt", join(folder, "link.arazzo.yaml"));
    const { exitCode } = await runCommand(["check", "link.arazzo.yaml", "--fix"]);
    expect(exitCode).toBe(0);
    expect(await readFile(target, "utf8")).toBe(`\uFEFF${correct.replaceAll("\n", "\r\n")}`);
    expect((await stat(target)).mode & 0o777).toBe(0o640);
    expect(await readFile(join(folder, "link.arazzo.yaml"), "utf8")).toBe(
      await readFile(target, "utf8"),
    );
  });

  test("keeps a report for programs apart from the changes", async () => {
    const { report, screen, now } = await fix("json.arazzo.yaml", faulty, "--format", "json");
    expect(JSON.parse(report)).toEqual([]);
    expect(screen).toContain("+++ json.arazzo.yaml");
    expect(now).toBe(correct);
  });

  test("changes nothing where nothing is to fix, and only documents that were named", async () => {
    const library = join(folder, "library.arazzo.yaml");
    await writeFile(library, faulty);
    const before = await stat(library);
    const caller = `arazzo: 1.0.1
info: { title: Call, version: 1.0.0 }
sourceDescriptions:
  - { name: library, url: ./library.arazzo.yaml, type: arazzo }
workflows:
  - workflowId: call
    steps:
      - stepId: call
        workflowId: $sourceDescriptions.library.close
        parameters:
          - { name: id, value: one }
`;
    const { screen, now } = await fix("caller.arazzo.yaml", caller);
    expect(now).toBe(caller);
    expect(screen).not.toContain("+++");
    expect((await stat(library)).mtimeMs).toBe(before.mtimeMs);
    expect(await readFile(library, "utf8")).toBe(faulty);
  });

  test("reads the standard input, but has no file to change", async () => {
    const { screen, exitCode } = await runCommand(["check", "-", "--fix"], { input: faulty });
    expect(exitCode).toBe(1);
    expect(screen).not.toContain("+++");
  });

  test("shows no control characters of a document", async () => {
    const text = faulty.replace("# the only one", "# \u001b[31mred");
    const { screen } = await fix("red.arazzo.yaml", text);
    expect(screen).toContain("\\u001b[31mred");
    expect(screen).not.toContain("\u001b[31mred");
  });
});
