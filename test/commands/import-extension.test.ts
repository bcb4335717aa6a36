import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.js";

const root = join(import.meta.dirname, "../..");
const require = createRequire(import.meta.url);
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "import-extension-"));
  process.chdir(folder);
  await cp(join(root, "test/compile/two-steps"), "specs", {
    recursive: true,
    filter: (path) => !path.includes("expected"),
  });
});
afterEach(async () => {
  process.chdir(root);
  await rm(folder, { recursive: true });
});

type Files = Readonly<Record<string, string | object>>;

async function writeFiles(files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  }
}

const out = "web/src/generated";
const generate = (...flags: readonly string[]) => runCommand(["specs", "--out", out, ...flags]);

/** The last parts of the relative imports in the generated files, each once. */
async function endings(): Promise<readonly string[]> {
  const names = await readdir(out, { recursive: true });
  const texts = names
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFile(join(out, name), "utf8"));
  const specifiers = (await Promise.all(texts)).flatMap((text) =>
    [...text.matchAll(/ from "(\.[^"]*)";$/gm)].map(([, specifier = ""]) => specifier),
  );
  expect(specifiers.length).toBeGreaterThan(20);
  return [...new Set(specifiers.map((specifier) => /(\.[jt]s)?$/.exec(specifier)?.[0] ?? ""))];
}

const js = "imports end in .js";
const ts = "imports end in .ts";
const none = "imports have no extension";
const settings = (compilerOptions: object, others: object = {}) => ({ compilerOptions, ...others });

interface Case {
  readonly name: string;
  readonly files: Files;
  readonly said: string;
}

const ofOptions = [
  { options: { module: "nodenext" }, said: js },
  { options: { module: "Node16" }, said: js },
  { options: { module: "node18" }, said: js },
  { options: { module: "node20" }, said: js },
  { options: { moduleResolution: "nodenext", module: "nodenext" }, said: js },
  { options: { moduleResolution: "bundler", module: "esnext" }, said: none },
  { options: { module: "preserve" }, said: none },
  { options: { moduleResolution: "node", module: "commonjs" }, said: none },
  { options: { moduleResolution: "node10" }, said: none },
  { options: { moduleResolution: "classic" }, said: none },
  { options: { module: "commonjs" }, said: none },
  { options: {}, said: none },
  { options: { moduleResolution: "bundler", allowImportingTsExtensions: true }, said: ts },
  { options: { module: "nodenext", rewriteRelativeImportExtensions: true }, said: ts },
  { options: { module: "preserve", rewriteRelativeImportExtensions: true }, said: none },
  { options: { module: "commonjs", rewriteRelativeImportExtensions: true }, said: ts },
  { options: { rewriteRelativeImportExtensions: true }, said: ts },
].map(
  ({ options, said }): Case => ({
    name: JSON.stringify(options),
    files: { "web/tsconfig.json": settings(options), "package.json": { type: "module" } },
    said: `${said} (web/tsconfig.json)`,
  }),
);

const nodenext = settings({ module: "nodenext" });
const bundler = settings({ module: "esnext", moduleResolution: "bundler" });
const vite = settings({ moduleResolution: "bundler", allowImportingTsExtensions: true });

const cases: readonly Case[] = [
  ...ofOptions,
  { name: "no project", files: {}, said: `${js}\n` },
  { name: "only a package.json", files: { "web/package.json": "{}" }, said: `${js}\n` },
  { name: "deno.json", files: { "web/deno.json": "{}" }, said: `${ts} (web/deno.json)` },
  { name: "deno.jsonc", files: { "deno.jsonc": "// {" }, said: `${ts} (deno.jsonc)` },
  {
    name: "nodenext without a package",
    files: { "web/tsconfig.json": nodenext },
    said: `${js} (web/tsconfig.json)`,
  },
  {
    name: "nodenext in a package of CommonJS",
    files: { "web/tsconfig.json": nodenext, "package.json": { type: "commonjs" } },
    said: `${none} (web/tsconfig.json)`,
  },
  {
    name: "nodenext in a package that does not name its type, in one of ES modules",
    files: {
      "tsconfig.json": nodenext,
      "package.json": { type: "module" },
      "web/package.json": {},
    },
    said: `${none} (tsconfig.json)`,
  },
  {
    name: "nodenext in a package of CommonJS that has TypeScript rewrite .ts",
    files: {
      "tsconfig.json": settings({ module: "nodenext", rewriteRelativeImportExtensions: true }),
      "package.json": { type: "commonjs" },
    },
    said: `${ts} (tsconfig.json)`,
  },
  {
    name: "deno.json and tsconfig.json in one folder",
    files: { "web/deno.json": "{}", "web/tsconfig.json": bundler },
    said: `${none} (web/tsconfig.json)`,
  },
  {
    name: "deno.json nearer than tsconfig.json",
    files: { "web/deno.json": "{}", "tsconfig.json": bundler },
    said: `${ts} (web/deno.json)`,
  },
  {
    name: "tsconfig.json in the output folder",
    files: { [`${out}/tsconfig.json`]: bundler, "tsconfig.json": settings({ module: "nodenext" }) },
    said: `${none} (${out}/tsconfig.json)`,
  },
  {
    name: "package.json nearer than tsconfig.json",
    files: { "web/package.json": "{}", "tsconfig.json": bundler },
    said: `${none} (tsconfig.json)`,
  },
  {
    name: "comments, trailing commas, and a list of what is extended, packages too",
    files: {
      "web/tsconfig.json": '{ // ours\n "extends": ["../base.json", "@own/tsconfig"], }',
      "base.json": settings({ module: "nodenext" }),
      "node_modules/@own/tsconfig/package.json": { name: "@own/tsconfig" },
      "node_modules/@own/tsconfig/tsconfig.json": bundler,
    },
    said: `${none} (web/tsconfig.json)`,
  },
  {
    name: "the projects of Vite",
    files: {
      "web/tsconfig.json": {
        files: [],
        references: [{ path: "./tsconfig.node.json" }, { path: "./tsconfig.app.json" }],
      },
      "web/tsconfig.node.json": {
        ...settings({ module: "nodenext" }),
        include: ["vite.config.ts"],
      },
      "web/tsconfig.app.json": { ...vite, include: ["src"] },
    },
    said: `${ts} (web/tsconfig.app.json)`,
  },
  {
    name: "references to folders, which reference in turn, and exclude",
    files: {
      "tsconfig.json": { files: [], references: [{ path: "server" }, { path: "web" }] },
      "server/tsconfig.json": { ...settings({ module: "nodenext" }), include: ["../**/src/*"] },
      "web/tsconfig.json": {
        files: [],
        references: [{ path: "./tests.json" }, { path: "./app.json" }, { path: "../" }],
      },
      "web/tests.json": { ...settings({ module: "nodenext" }), exclude: ["**/generated"] },
      "web/app.json": { ...bundler, include: ["src/**/*.ts"] },
    },
    said: `${none} (web/app.json)`,
  },
  {
    name: "references none of which includes the folder",
    files: {
      "tsconfig.json": { ...bundler, files: [], references: [{ path: "server" }] },
      "server/tsconfig.json": settings({ module: "nodenext" }),
    },
    said: `${none} (tsconfig.json)`,
  },
];

describe("the project around the output folder decides how imports end", () => {
  test.for(cases)("$name", async ({ files, said }) => {
    await writeFiles(files);
    const { exitCode, screen } = await generate();
    expect(screen).toContain(` s; ${said}`);
    expect(exitCode).toBe(0);
    const extension = said.startsWith(js) ? ".js" : said.startsWith(ts) ? ".ts" : "";
    expect(await endings()).toEqual([extension]);
    expect((await generate("--check")).exitCode).toBe(0);
  });

  const unreadable: readonly Omit<Case, "said">[] = [
    { name: "no JSON", files: { "web/tsconfig.json": '{ "compilerOptions": ' } },
    { name: "no object", files: { "web/tsconfig.json": "[]" } },
    {
      name: "a package that is not installed",
      files: { "web/tsconfig.json": { extends: "@tsconfig/none/tsconfig.json" } },
    },
    {
      name: "a broken file that is extended",
      files: { "web/tsconfig.json": { extends: "./base.json" }, "web/base.json": "{ ." },
    },
    {
      name: "a circle",
      files: {
        "web/tsconfig.json": { extends: "./base.json" },
        "web/base.json": { extends: "./tsconfig.json" },
      },
    },
    {
      name: "a reference to nothing",
      files: { "web/tsconfig.json": { files: [], references: [{ path: "./none.json" }] } },
    },
  ];
  test.for(unreadable)("a tsconfig.json that cannot be read is reported: $name", async (each) => {
    await writeFiles(each.files);
    const { exitCode, screen } = await generate();
    expect(
      screen.match(/^warning tsconfig-not-readable: web\/.*\.json cannot be read: /gm),
    ).toHaveLength(1);
    expect(screen).toContain(` s; ${js}\n`);
    expect(exitCode).toBe(0);
    expect(await endings()).toEqual([".js"]);
  });
});

describe("the user decides how imports end", () => {
  test("by a flag or the config, whatever the project is", async () => {
    await writeFiles({
      "tsconfig.json": nodenext,
      "arazzo-typescript.config.js": 'export default { importExtension: "none" };',
    });
    expect((await generate()).screen).toContain(` s; ${none}\n`);
    expect(await endings()).toEqual([""]);
    expect((await generate("--import-extension", "ts")).screen).toContain(` s; ${ts}\n`);
    expect(await endings()).toEqual([".ts"]);
  });

  test("and what else is said is wrong usage", async () => {
    expect(await generate("--import-extension", "mjs")).toMatchObject({ exitCode: 2 });
    await writeFiles({
      "arazzo-typescript.config.js": 'export default { importExtension: ".js" };',
    });
    const { exitCode, screen } = await generate();
    expect(screen).toContain("importExtension must be js, ts or none");
    expect(exitCode).toBe(2);
  });
});

test("a change of the project is seen, although nothing else has changed", async () => {
  await mkdir("node_modules");
  await writeFiles({ "package.json": { type: "module" } });
  for (const [compilerOptions, extension] of [
    [{ module: "nodenext" }, ".js"],
    [{ module: "preserve" }, ""],
    [{ module: "nodenext" }, ".js"],
  ] as const) {
    await writeFiles({
      "web/tsconfig.json": { extends: "./base.json" },
      "web/base.json": { compilerOptions },
    });
    for (let time = 1; time <= 2; time += 1) {
      expect((await generate()).screen).toContain("(web/tsconfig.json)");
      expect(await endings()).toEqual([extension]);
    }
  }
});

describe("settings for which the generated code does not compile are reported", () => {
  test.for([
    { options: { target: "es5" }, found: ["lib ES5;", "target ES5;"] },
    { options: { target: "es2016", lib: ["esnext", "dom"] }, found: ["target ES2016;"] },
    { options: { target: "es2017" }, found: ["lib ES2017;"] },
    { options: { target: "es2022", lib: ["es2019", "dom"] }, found: ["lib es2019, dom;"] },
    { options: { target: "es2017", lib: ["dom", "es2020"] }, found: [] },
    { options: { target: "esnext" }, found: [] },
    { options: {}, found: [] },
    { options: { target: "es2017", types: ["node"] }, found: [] },
    { options: { target: "es2017", types: [] }, found: ["lib ES2017;"] },
  ])("$options", async ({ options, found }) => {
    await writeFiles({ "web/tsconfig.json": settings(options) });
    const { exitCode, screen } = await generate();
    const reported = screen.match(
      /(?<=^warning tsconfig-too-old: web\/tsconfig.json has the ).*?;/gm,
    );
    expect(reported ?? []).toEqual(found);
    expect(exitCode).toBe(0);
  });
});

test("types of Node that TypeScript finds by itself bring the library that is needed", async () => {
  await writeFiles({
    "web/tsconfig.json": settings({ target: "es2017" }),
    "node_modules/@types/node/index.d.ts": "",
  });
  expect((await generate()).screen).not.toContain("tsconfig-too-old");
});

describe("generated code compiles in a project", () => {
  const strict = { strict: true, types: [], lib: ["es2022", "dom"], target: "es2022" };
  const bundled = { module: "esnext", moduleResolution: "bundler" };
  test.for([
    { name: "of a bundler", versions: ["typescript-5.5", "typescript-7"], options: bundled },
    {
      name: "of CommonJS with the resolution of Node 10",
      versions: ["typescript-5.5", "typescript"],
      options: { module: "commonjs", moduleResolution: "node" },
    },
    {
      name: "of Vite",
      versions: ["typescript-5.5", "typescript-7"],
      options: { ...bundled, allowImportingTsExtensions: true, noEmit: true },
    },
    {
      name: "that has TypeScript rewrite .ts",
      versions: ["typescript", "typescript-7"],
      options: { module: "nodenext", rewriteRelativeImportExtensions: true },
    },
    {
      name: "of Node",
      versions: ["typescript-5.5", "typescript-7"],
      options: { module: "nodenext" },
    },
    {
      name: "of Node in a package of CommonJS",
      versions: ["typescript-5.5", "typescript-7"],
      options: { module: "nodenext" },
      type: "commonjs",
    },
  ])("$name", { timeout: 60_000 }, async ({ versions, options, type = "module" }) => {
    await writeFiles({
      "package.json": { type },
      "tsconfig.json": {
        ...settings({ ...strict, ...options, rootDir: ".", outDir: "built" }),
        include: ["web"],
      },
    });
    const { exitCode } = await runCommand([join(root, "examples/specs"), "--out", out]);
    expect(exitCode).toBe(0);
    for (const version of versions) expect(await runCompiler(version)).toBe("");
  });

  async function runCompiler(version: string): Promise<string> {
    const manifest = require.resolve(`${version}/package.json`);
    const { bin } = JSON.parse(await readFile(manifest, "utf8"));
    const tsc = join(dirname(manifest), bin.tsc);
    return promisify(execFile)(process.execPath, [
      tsc,
      "--project",
      folder,
      "--pretty",
      "false",
    ]).then(
      ({ stdout, stderr }) => stdout + stderr,
      (error) => String(error.stdout),
    );
  }
});

test("what a document says in a comment is no import of the runtime", async () => {
  const text = await readFile("specs/tasks.yaml", "utf8");
  const remark = `from "./runtime/none.js"; see "../runtime/none.js"`;
  await writeFile(
    "specs/tasks.yaml",
    text.replace(/^( *)operationId: /m, `$1description: '${remark}'\n$&`),
  );
  const { exitCode } = await generate();
  expect(exitCode).toBe(0);
  expect(await readFile(join(out, "apis/tasks.ts"), "utf8")).toContain(remark);
});
