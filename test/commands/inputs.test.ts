import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { portablePath } from "../../generator/source/location.js";
import { phasesIn, runCommand } from "./run-command.js";

const root = join(import.meta.dirname, "../..");
const twoSteps = join(root, "test/compile/two-steps");
let folder = "";
let text = "";
beforeAll(async () => {
  text = await readFile(join(twoSteps, "arazzo.yaml"), "utf8");
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "inputs-"));
  process.chdir(folder);
  await cp(join(twoSteps, "tasks.yaml"), join(folder, "specs/tasks.yaml"));
  return async () => {
    process.chdir(root);
    await rm(folder, { recursive: true });
  };
});
afterAll(() => process.chdir(root));

async function writeIn(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

/** The workflow of two steps under another name. */
const named = (name: string) => text.replace("close-oldest-task", name);

/** The documents in which something was found: each has a remark of its own. */
async function checked(...args: readonly string[]) {
  const { exitCode, report } = await runCommand(["check", ...args, "--format", "json"]);
  const found: { place?: { document: string } }[] = JSON.parse(report);
  return { exitCode, documents: [...new Set(found.map(({ place }) => place?.document))] };
}

describe("documents are named", () => {
  test("by folders, in which they are found by what they hold", async () => {
    await writeIn("specs/one.yaml", named("one"));
    await writeIn("specs/deeper/two.json", JSON.stringify({ arazzo: 1 }));
    await writeIn("specs/node_modules/three.yaml", named("three"));
    await writeIn("specs/notes.txt", named("four"));
    expect(await checked("specs")).toEqual({
      exitCode: 1,
      documents: ["specs/deeper/two.json", "specs/one.yaml"],
    });
  });

  test("by patterns, which leave out what is no Arazzo document", async () => {
    await writeIn("specs/one.yaml", named("one"));
    await writeIn("specs/two.yml", named("two"));
    await writeIn("specs/deeper/three.yaml", named("three"));
    await cp(join(folder, "specs/tasks.yaml"), join(folder, "specs/deeper/tasks.yaml"));
    expect(await checked("specs/*.yaml")).toEqual({ exitCode: 0, documents: ["specs/one.yaml"] });
    expect(await checked("specs/**/*.{yaml,yml}")).toEqual({
      exitCode: 0,
      documents: ["specs/deeper/three.yaml", "specs/one.yaml", "specs/two.yml"],
    });
    const absolute = await checked(join(folder, "specs/*.yml"), "specs/one.yaml");
    expect(absolute.documents).toEqual(["specs/one.yaml", "specs/two.yml"]);
  });

  test("by names that look like patterns", async () => {
    await writeIn("specs/[id].yaml", named("one"));
    expect(await checked("specs/[id].yaml")).toEqual({
      exitCode: 0,
      documents: ["specs/[id].yaml"],
    });
  });

  test("by a pattern that matches no file, which is reported", async () => {
    const { exitCode, screen } = await runCommand(["check", "specs/*.arazzo.yaml"]);
    expect(exitCode).toBe(1);
    expect(screen).toMatch(/^error no-description: specs\/\*\.arazzo\.yaml /);
  });

  test("by -, for the standard input, whose sources are looked for here", async () => {
    const input = named("piped").replace("./tasks.yaml", "./specs/tasks.yaml");
    expect((await runCommand(["check", "-"], { input })).screen).toContain("<stdin>:");
    expect((await runCommand(["-", "--out", "out"], { input })).exitCode).toBe(0);
    expect(await readFile(join(folder, "out/piped.ts"), "utf8")).toContain(
      " from <stdin>; DO NOT EDIT.\n",
    );
  });

  test("or there is a folder specs, or that is wrong usage", async () => {
    await rm(join(folder, "specs"), { recursive: true });
    const { exitCode, screen } = await runCommand([]);
    expect(screen).toContain("refund.arazzo.yaml");
    expect(exitCode).toBe(2);
  });

  test("by a word that is no mistyped command", async () => {
    const { exitCode, screen } = await runCommand(["chekc", "specs"]);
    expect(screen).toContain("did you mean check?");
    expect(exitCode).toBe(2);
    await writeIn("specs/one.yaml", named("one"));
    expect((await runCommand(["--check"])).screen).toContain("is out of date");
    await writeIn("chekc", named("one"));
    expect((await runCommand(["chekc", "--out", "out"])).screen).toContain("chekc:");
  });

  test("by -, for what is no text", async () => {
    const run = await runCommand(["check", "-"], { input: new Uint8Array([0xff, 0xfe]) });
    expect(run).toMatchObject({ exitCode: 2, report: "" });
    expect(run.screen).toContain("UTF-8");
  });

  test("with the separators of Windows, where there are", () => {
    expect(portablePath("specs\\**\\*.yaml", "\\")).toBe("specs/**/*.yaml");
    expect(portablePath("specs/\\[id\\].yaml", "/")).toBe("specs/\\[id\\].yaml");
  });
});

describe("a config", () => {
  const config = (fields: string) => `import { defineConfig } from "arazzo-typescript";
enum Folder { out = "from-config" }
export default defineConfig({ ${fields} });
`;

  test("in TypeScript says what flags do not", async () => {
    await writeIn(
      "documents/one.yaml",
      named("one").replace("./tasks", "https://tasks.test/tasks"),
    );
    await writeIn(
      "arazzo-typescript.config.ts",
      config(`files: ["documents/*.yaml"], out: Folder.out,
        map: { "https://tasks.test/tasks.yaml": "specs/tasks.yaml" }`),
    );
    expect((await runCommand([])).screen).toContain("from-config: 1 workflow, 2 operations; ");
    expect((await runCommand(["--out", "from-flag"])).screen).toContain("from-flag: 1 workflow");
    expect((await runCommand(["check", "specs"])).screen).toContain("error no-description: specs ");
    const strict = await runCommand(["check", "--strict"]);
    expect(strict.screen).toContain("error jsonpath-comparison");
  });

  test.for([
    { fields: "output: 'x'", problem: "files, out, " },
    { fields: "files: 'specs'", problem: "files must be " },
    { fields: "onTypeError: 'ignore'", problem: "onTypeError must be " },
    { fields: "map: { a: 1 }", problem: "map must be " },
    { fields: "out: nothing", problem: "nothing is not defined" },
    { fields: "]", problem: "arazzo-typescript.config.js: " },
  ])("with the fault $fields is wrong usage", async ({ fields, problem }) => {
    await writeIn("arazzo-typescript.config.js", `export default { ${fields} };\n`);
    const { exitCode, screen, report } = await runCommand([]);
    expect(screen).toContain(problem);
    expect({ exitCode, report }).toEqual({ exitCode: 2, report: "" });
  });
});

describe("init", () => {
  const script = async () => JSON.parse(await readFile("package.json", "utf8")).scripts.generate;

  test("adds a script, and leaves all else as it is", async () => {
    await writeIn(
      "package.json",
      '{\r\n\t"name": "own",\r\n\t"scripts": {\r\n\t\t"b": "c"\r\n\t}\r\n}',
    );
    const { exitCode, screen } = await runCommand(["init"]);
    expect(exitCode).toBe(0);
    expect(screen).toContain("npm install --save-dev arazzo-typescript && npm run generate");
    expect(await readFile("package.json", "utf8")).toBe(
      '{\r\n\t"name": "own",\r\n\t"scripts": {\r\n\t\t"b": "c",\r\n\t\t"generate": "arazzo-typescript specs --out src/generated"\r\n\t}\r\n}',
    );
  });

  test("puts patterns in quotes, so that no shell expands them", async () => {
    await writeIn("package.json", '{ "devDependencies": { "arazzo-typescript": "*" } }\n');
    const { screen } = await runCommand(["init", "specs/*.yaml", "--out", "my code"]);
    expect(await script()).toBe('arazzo-typescript "specs/*.yaml" --out "my code"');
    expect(screen).toContain("Next: npm run generate\n");
  });

  test("writes a config that is read then", async () => {
    await writeIn("package.json", "{}\n");
    await writeIn("specs/one.yaml", named("one"));
    await runCommand(["init", "specs/*.yaml", "--out", "out", "--config"]);
    expect(await script()).toBe("arazzo-typescript");
    const { exitCode, screen } = await runCommand([]);
    expect(screen).toContain("out: 1 workflow");
    expect(exitCode).toBe(0);
  });

  test.for([
    { files: {}, args: [], problem: "no package.json here" },
    { files: { "package.json": "{" }, args: [], problem: "JSON object" },
    {
      files: { "package.json": '{ "scripts": { "generate": "other" } }' },
      args: [],
      problem: 'a script "generate"',
    },
    {
      files: { "package.json": "{}", "arazzo-typescript.config.js": "export default {};" },
      args: ["--config"],
      problem: "arazzo-typescript.config.js",
    },
  ])("changes nothing where $problem", async ({ files, args, problem }) => {
    for (const [path, content] of Object.entries(files)) await writeIn(path, content);
    const { exitCode, screen } = await runCommand(["init", ...args]);
    expect(screen).toContain(problem);
    expect(exitCode).toBe(2);
    for (const [path, content] of Object.entries(files)) {
      expect(await readFile(path, "utf8")).toBe(content);
    }
    await expect(readFile("arazzo-typescript.config.ts")).rejects.toThrow("ENOENT");
  });
});

describe("after generating, packages are named", () => {
  const xpath = join(root, "test/compile/conditions.xpath/arazzo.yaml");

  test("that the code imports and the project does not declare", async () => {
    await writeIn("package.json", '{ "dependencies": { "slimdom": "^4.0.0" } }\n');
    const { screen } = await runCommand([xpath, "--out", "src/generated"]);
    expect(screen).toMatch(/\n {2}npm install "fontoxpath@\^[\d.]+"\n$/);
  });

  const signer = async () =>
    / from "(.*\/signature-v4)";/.exec(await readFile("out/runtime/aws-signature.ts", "utf8"))?.[1];
  const generateForAws = () => runCommand([join(root, "specs"), "--out", "out"]);

  test("without an alias", async () => {
    await writeIn("package.json", "{}\n");
    expect((await generateForAws()).screen).toMatch(
      /\n {2}npm install "@smithy\/signature-v4@\^[\d.]+"\n$/,
    );
    expect(await signer()).toBe("@smithy/signature-v4");
  });

  test.for([
    { declared: ["@aws-sdk/signature-v4"], imported: "@aws-sdk/signature-v4" },
    { declared: ["@smithy/signature-v4"], imported: "@smithy/signature-v4" },
    {
      declared: ["@smithy/signature-v4", "@aws-sdk/signature-v4"],
      imported: "@aws-sdk/signature-v4",
    },
  ])("but the signer that the project declares is imported: $declared", async (each) => {
    const dependencies = Object.fromEntries(each.declared.map((name) => [name, "*"]));
    await writeIn("package.json", JSON.stringify({ dependencies }));
    expect((await generateForAws()).screen).not.toContain("npm install");
    expect(await signer()).toBe(each.imported);
  });

  test("with what they stand for, where there is no project", async () => {
    expect((await generateForAws()).screen).toMatch(
      /"@aws-sdk\/signature-v4@npm:@smithy\/signature-v4@\^[\d.]+"\n$/,
    );
    expect(await signer()).toBe("@aws-sdk/signature-v4");
  });

  test("but none that is not needed", async () => {
    await writeIn("specs/one.yaml", named("one"));
    expect((await runCommand(["--out", "out"])).screen).not.toContain("npm install");
  });
});

test("progress is shown on a terminal, and gone at the end", async () => {
  await writeIn("specs/one.yaml", named("one"));
  const { screen, report } = await runCommand(["--out", "out"], { isTTY: true });
  expect(phasesIn(screen).length).toBeGreaterThan(1);
  expect(screen.split("\r\u001b[K").at(-1)).toMatch(/^1 info; .*check/);
  expect(report).not.toContain("\u001b");
  expect((await runCommand(["--out", "out"])).screen).not.toContain("\u001b");
});

test.for(["generate", "check", "watch", "init"])("%s --help has examples", async (command) => {
  const { exitCode, report } = await runCommand([command, "--help"]);
  expect(report).toMatch(new RegExp(`^Usage: arazzo-typescript ${command} `));
  expect(report).toContain(`Examples:\n  arazzo-typescript`);
  expect(exitCode).toBe(0);
});

test("--version", async () => {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  expect(await runCommand(["--version"])).toMatchObject({ exitCode: 0, report: `${version}\n` });
});
