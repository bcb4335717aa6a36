import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { formatPretty } from "../../generator/diagnostics/formats/pretty.js";
import type { EmittedFile } from "../../generator/model/emitted.js";
import { oldestLanguage, strictAlone } from "../types/compile-strictly.js";

/**
 * Every folder beside this file is a case, named for what it shows: an `arazzo.yaml`, its sources, and
 * in `expected/` what they compile to. A case whose source is `jobs.yaml` shows only its workflows. To
 * add a case, add a folder without `expected/` and run the tests; after a change of the generator,
 * `vitest -u` brings the expected files up to date.
 */
const folder = import.meta.dirname;
const root = resolve(folder, "../..");
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test("there are cases", () => expect(cases).not.toEqual([]));

const compiled = new Map<string, readonly EmittedFile[]>();

describe.for(cases)("%s", (name) => {
  test("compiles to the expected files", async () => {
    const { files, diagnostics } = await compile([join(folder, name, "arazzo.yaml")]);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(formatPretty(errors)).toBe("");
    compiled.set(name, files);
    const compared = files.filter((file) => isCompared(file, name));
    for (const { path, text } of compared) {
      await expect(text).toMatchFileSnapshot(join(folder, name, "expected", path));
    }
    const paths = compared.map(({ path }) => path);
    expect(expectedFiles(name).filter((path) => !paths.includes(path))).toEqual([]);
  });
});

/** What comes from a document of the case; the index only lists it. */
function isCompared({ path, text }: EmittedFile, name: string): boolean {
  const documents = relative(process.cwd(), join(folder, name)).replaceAll("\\", "/");
  const [header = ""] = text.split("\n");
  return path !== "index.ts" && header.includes(` from ${documents}/`);
}

function expectedFiles(name: string): readonly string[] {
  const expected = join(folder, name, "expected");
  if (!existsSync(expected)) return [];
  return readdirSync(expected, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();
}

describe("TypeScript finds no fault in what the cases compile to", () => {
  const temporary = mkdtempSync(join(tmpdir(), "compiled-"));
  const files: string[] = [];
  afterAll(() => rmSync(temporary, { recursive: true }));
  beforeAll(() => {
    writeFileSync(join(temporary, "package.json"), '{ "type": "module" }');
    for (const [name, emitted] of compiled) {
      for (const { path, text } of emitted) {
        if (path.startsWith("runtime/")) continue;
        const file = join(temporary, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        files.push(file);
        if (path === "index.ts" || path.startsWith("apis/")) continue;
        writeFileSync(`${file}.example.ts`, exampleIn(text, path));
        files.push(`${file}.example.ts`);
      }
    }
  });

  const flags = { declaration: true, isolatedDeclarations: true };
  test.for([
    { version: "typescript-5.5", flags },
    { version: "typescript", flags },
    { version: "typescript", flags: strictAlone },
    { version: "typescript-6", flags },
    { version: "typescript-7", flags },
  ])("$version $flags", { timeout: 120_000 }, ({ version, flags }) => {
    expect(compiled.size).toBe(cases.length);
    const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8"));
    const project = join(temporary, `${version}.json`);
    const options = {
      ...compilerOptions,
      ...oldestLanguage,
      types: [],
      ...flags,
      // A file of a case finds the runtime as if `templates/runtime/` were beside it.
      rootDirs: [join(root, "templates"), ...cases.map((name) => join(temporary, name))],
    };
    if (version === "typescript-5.5") delete options.erasableSyntaxOnly;
    writeFileSync(project, JSON.stringify({ compilerOptions: options, files }));
    const tsc = join(root, "node_modules", version, "bin/tsc");
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "--project", project], {
      encoding: "utf8",
    });
    expect({ status, output: stdout + stderr }).toEqual({ status: 0, output: "" });
  });
});

/** A module that makes the call of a function's `@example`, its variables declared as what they stand for. */
function exampleIn(text: string, path: string): string {
  const comment =
    /^ \* @example\n(.*?)\n \*\/\nexport async function \w+\(\n {2}_?inputs: (\w+)Inputs,/ms;
  const [, lines, typeName] = comment.exec(text) ?? [];
  if (lines === undefined) throw new Error(`${path} has no example`);
  const example = lines.replace(/^ \* ?/gm, "");
  const typeOf = (part: string, key?: string) =>
    `import("./${path.replace(/ts$/, "js")}").${typeName}${part}${key === undefined ? "" : `[${key}]`}`;
  const declarations = argumentsOf(example).flatMap((argument, index) => {
    if (ts.isIdentifier(argument)) return [[argument.text, typeOf("Inputs")]];
    const properties = ts.isObjectLiteralExpression(argument) ? argument.properties : [];
    return properties.map((property) => {
      const key = property.name?.getText() ?? "";
      const name = ts.isPropertyAssignment(property) ? property.initializer.getText() : key;
      const text = /^\[?"/.test(key) ? key.replace(/^\[|\]$/g, "") : JSON.stringify(key);
      const types = [typeOf("Inputs", text), typeOf("Apis", text), typeOf("Dependencies")];
      return [name, types[index]];
    });
  });
  const called = /await (\w+)\(/.exec(example)?.[1];
  return [
    `import { ${called} } from "./${path.replace(/ts$/, "js")}";`,
    ...declarations.map(([name, type]) => `declare const ${name}: ${type};`),
    "export async function example(): Promise<void> {",
    example,
    example.startsWith("const { outputs }") ? "void outputs;" : "",
    "}",
  ].join("\n");
}

function argumentsOf(example: string): readonly ts.Expression[] {
  const file = ts.createSourceFile("example.ts", example, ts.ScriptTarget.ESNext, true);
  const find = (node: ts.Node): readonly ts.Expression[] | undefined =>
    ts.isAwaitExpression(node) && ts.isCallExpression(node.expression)
      ? node.expression.arguments
      : ts.forEachChild(node, find);
  return find(file) ?? [];
}
