import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { otherNodes } from "./runtimes/other-nodes.js";

const root = join(import.meta.dirname, "..");
/** The files of the package, by their paths in it. */
let packed: readonly string[] = [];
/** An empty project in which the packed package is installed, and the archive. */
let [project, archive] = ["", ""];

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "package-"));
  const { stdout } = await run(root, "npm", "pack", "--json", "--pack-destination", project);
  const [{ filename, files }] = JSON.parse(stdout.slice(stdout.search(/^\[/m)));
  packed = files.map(({ path }: { path: string }) => path);
  archive = join(project, filename);
  await writeFile(join(project, "package.json"), '{ "type": "module" }\n');
  const options = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
  await run(project, "npm", "install", "--save-dev", ...options, archive);
  await cp(join(root, "test/compile/two-steps"), join(project, "specs"), {
    recursive: true,
    filter: (path) => !path.includes("expected"),
  });
}, 240_000);
afterAll(() => rm(project, { recursive: true }));

/** Runs a program. Resolves for every exit code. */
async function run(cwd: string, program: string, ...args: readonly string[]) {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, timeout: 200_000 });
    return { exitCode: 0, stdout, stderr };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && "stdout" in error)) throw error;
    const { code: exitCode, stdout = "", stderr = "" } = { stderr: "", ...error };
    return { exitCode, stdout: String(stdout), stderr: String(stderr) };
  }
}

/** Runs the command as it is installed. */
const command = (...args: readonly string[]) =>
  run(project, join(project, "node_modules/.bin/arazzo-typescript"), ...args);
const runNode = (...args: readonly string[]) => run(project, process.execPath, ...args);

describe("the package", () => {
  test("contains the generator, its templates, and the pages for users", () => {
    const folders = new Set(packed.map((path) => path.replace(/\/.*/, "")));
    const ofEveryPackage = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
    expect([...folders].sort()).toEqual([...ofEveryPackage, "dist", "docs", "templates"].sort());
    expect(packed).toContain("templates/runtime/run.ts");
    expect(packed).toContain("templates/workflow.ts.hbs");
    expect(packed.filter((path) => path.startsWith("docs/")).sort()).toEqual(
      ["arazzo-1.0.1", "arazzo-1.1.0", "decisions-arazzo", "diagnostics", "guide", "recipes"].map(
        (page) => `docs/${page}.md`,
      ),
    );
    const built = packed.filter((path) => path.startsWith("dist/"));
    expect(built.filter((path) => !/\.(d\.ts|js)$/.test(path))).toEqual(["dist/LICENSES.txt"]);
    expect(packed.filter((path) => /\.(test|test-d)\./.test(path))).toEqual([]);
  });

  test("is as publint asks", async () => {
    const { messages, pkg } = await publint({
      pkgDir: join(project, "node_modules/arazzo-typescript"),
      pack: false,
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("has types that every way of importing it finds", async () => {
    const { types, ...result } = await checkPackage(
      createPackageFromTarballData(await readFile(archive)),
    );
    expect(types).toMatchObject({ kind: "included" });
    // It is of ES modules, which `require` of older versions of Node cannot load.
    const problems = "problems" in result ? result.problems : [];
    expect(problems.filter(({ kind }) => kind !== "CJSResolvesToESM")).toEqual([]);
  });
});

describe("in a project in which it is installed", () => {
  test("its code compiles beside the application that calls it", async () => {
    const generated = await command("--out", "src/generated");
    expect(generated.stderr).toContain("src/generated: 1 workflow, 2 operations; ");
    expect(generated.exitCode).toBe(0);
    const application = `import { closeOldestTask, createTasks } from "./generated/index.js";
import { compile, defineConfig, draw, formatDiagnostics, write } from "arazzo-typescript";

const tasks = createTasks({ baseUrl: "http://127.0.0.1:1" });
const result = await closeOldestTask({ project: "home" }, { tasks });
if (result.outcome === "completed") console.log(result.outputs);
// @ts-expect-error: there is no such input.
await closeOldestTask({ projects: "home" }, { tasks });

const { files, diagnostics } = await compile(["specs"], { strict: true });
console.log(formatDiagnostics(diagnostics, "github"));
await write(files, "src/generated", { dryRun: true });
const { pictures } = await draw(["specs"], { format: "mermaid", together: true });
for (const { path, text } of pictures) console.log(path, text);
export default defineConfig({ files: ["specs"], onTypeError: "warn" });
`;
    await writeFile(join(project, "src/application.ts"), application);
    const compilerOptions = {
      ...{ strict: true, noEmit: true, target: "es2022", module: "nodenext" },
      ...{ types: [], skipLibCheck: false },
    };
    await writeFile(
      join(project, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["src/application.ts"] }),
    );
    const compiled = await runNode(join(root, "node_modules/typescript/bin/tsc"));
    expect(compiled).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  test("generate --check lists outdated files", async () => {
    const { exitCode, stderr } = await command("generate", "--out", "src/unchecked", "--check");
    expect(stderr).toContain("src/unchecked/index.ts is out of date\n");
    expect(exitCode).toBe(1);
  });

  test("check gives a report, in the middle of which one may stop reading", async () => {
    const { exitCode, stdout } = await command("check", "specs/*.yaml", "--format", "json");
    expect(JSON.parse(stdout)).toEqual([expect.objectContaining({ code: "jsonpath-comparison" })]);
    expect(exitCode).toBe(0);
    const piped = "node_modules/.bin/arazzo-typescript check specs | head -n 1";
    const read = await run(project, "sh", "-c", piped);
    expect(read.stderr).toBe("");
  });

  test.skipIf(otherNodes.length === 0)(
    "other versions of Node tell the same, and nothing else",
    async () => {
      const report = ["node_modules/.bin/arazzo-typescript", "check", "specs", "--format", "json"];
      const expected = await runNode(...report);
      for (const node of otherNodes) expect(await run(project, node, ...report)).toEqual(expected);
      expect(expected).toMatchObject({ exitCode: 0, stderr: "" });
    },
  );

  test("graph draws Mermaid and a page", async () => {
    const drawn = await command("graph", "specs");
    expect(drawn).toMatchObject({ exitCode: 0, stderr: "" });
    expect(drawn.stdout).toContain("```mermaid\nflowchart TD\n");
    expect(await command("graph", "specs", "--out", "pictures.html")).toMatchObject({
      exitCode: 0,
    });
    expect(await readFile(join(project, "pictures.html"), "utf8")).toContain("<svg");
  });

  test("init writes a script and a config in TypeScript, which npm run then reads", async () => {
    const { stderr } = await command("init", "--config", "--out", "src/by-script");
    expect(stderr).toContain("Next: npm run generate");
    expect(await run(project, "npm", "run", "generate")).toMatchObject({ exitCode: 0 });
    expect(await readdir(join(project, "src/by-script"))).toContain("close-oldest-task.ts");
  });

  test("watch compiles, until it is ended", async () => {
    const ending = `import { spawn } from "node:child_process";
const watch = spawn("node_modules/.bin/arazzo-typescript", ["watch", "specs", "--out", "src/watched"]);
watch.stderr.setEncoding("utf8").on("data", (text) => {
  process.stdout.write(text);
  if (text.includes("Waiting for changes")) watch.kill("SIGINT");
});
watch.on("close", (code, signal) => console.log("ended by", signal));
`;
    const { stdout } = await runNode("--input-type=module", "--eval", ending);
    expect(stdout).toMatch(/src\/watched: 1 workflow.*Waiting for changes.*ended by SIGINT/s);
  });

  test("prints its version, and reports wrong usage", async () => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    expect(await command("--version")).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: "" });
    expect(await command("--strickt")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});
