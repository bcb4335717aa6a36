import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { oldestLanguage, strictAlone } from "../types/compile-strictly.js";
import { cases, compileCase } from "./cases.js";

const root = resolve(import.meta.dirname, "../..");

describe("TypeScript finds no error in what the cases compile to", () => {
  const temporary = mkdtempSync(join(tmpdir(), "compiled-"));
  const files: string[] = [];
  afterAll(() => rmSync(temporary, { recursive: true }));
  beforeAll(async () => {
    writeFileSync(join(temporary, "package.json"), '{ "type": "module" }');
    for (const name of cases) {
      for (const { path, text } of (await compileCase(name)).files) {
        if (path.startsWith("runtime/")) continue;
        const file = join(temporary, name, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        files.push(file);
        if (path === "index.ts" || /^(apis|schemas)\//.test(path)) continue;
        writeFileSync(`${file}.example.ts`, exampleIn(text, path));
        files.push(`${file}.example.ts`);
      }
    }
  }, 120_000);

  const flags = { declaration: true, isolatedDeclarations: true };
  test.for([
    { version: "typescript-5.5", flags },
    { version: "typescript", flags },
    { version: "typescript", flags: strictAlone },
    { version: "typescript-6", flags },
    { version: "typescript-7", flags },
  ])("$version $flags", { timeout: 120_000 }, ({ version, flags }) => {
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

/** A module with the call of a function's `@example`, whose variables are declared with the types of their values. */
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
