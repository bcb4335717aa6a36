import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, describe, expect, test } from "vitest";
import { Code } from "../../generator/code/code.js";
import { compile } from "../../generator/compile.js";
import type { EmittedFile } from "../../generator/model/emitted.js";
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http.js";

/** Sets the wire if it ever runs, and has no fault that the type check would stop. */
const trip = 'Reflect["set"](globalThis, "tripwire", 1)';

/** Hostile strings for any string in a document, by the attack. */
const texts = {
  "the end of a comment": `*/ ${trip} /*`,
  "the end of a comment, disguised": `*\u200b/ * / *\\/ ${trip} /*`,
  "a template literal": `\`; ${trip}; \``,
  "a hole in a template literal": `\${${trip}}`,
  "half a hole in a template literal": `$`,
  "the end of a string in double quotes": `"; ${trip}; "`,
  "the end of a string in single quotes": `'; ${trip}; '`,
  "a backslash before a quote": `\\"; ${trip}; \\`,
  "a new line": `\n${trip}\n`,
  "a carriage return": `\r${trip}\r`,
  "a line separator": `\u2028${trip}\u2029`,
  "closing brackets": `)}]>; ${trip}; [{(<`,
  "a member of a union": `" | ${trip} | "`.repeat(8),
  "the end of a script element": `</script><script>${trip}</script><!--`,
  "a template's expressions": `{{> statements}}{{{constructor}}}{{#each this}}{{/each}}{{`,
  "a placeholder of the template renderer": "\uE0000\uE001\uE00012\uE001\uE000",
  "patterns of a replacement": "$& $1 $$ $` $' $<name>",
  "directives of the compiler": "@ts-nocheck\n// @ts-ignore\n/* @ts-expect-error */ @jsx x",
  "a reference to another file": '/// <reference path="/etc/passwd" />',
  "a source map": "//# sourceMappingURL=data:application/json,{}",
  "an import": 'import "node:fs"; export * from "node:os";',
  "lone surrogates": "\ud800 a \udfff",
  "control characters": "\u0000\u0007\b\u001b[31m\u007f\u0085\u009b",
  "text that runs the other way": "\u202e\u2066abc\u2069\u200f\ufeff",
  "the prototype": "__proto__",
  "the constructor": "constructor",
  "a method of every object": "toString",
  "a reserved word": "class",
  "a word reserved in modules": "await",
  "a literal": "null",
  "a name of the generated function": "run",
  "a name of its parameter": "inputs",
  "a name that it imports": "assertPresent",
  "a type that it imports": "Transport",
  "a number": "1e999",
  "a path": "../../../x",
  "a long name": "n".repeat(450),
  "many lines": "line\n".repeat(90),
} satisfies Record<string, string>;

const folder = mkdtempSync(join(tmpdir(), "hostile-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe.for(Object.entries<string>(texts))("%s", ([name, text]) => {
  const out = join(folder, name.replaceAll(/\W/g, "-"));

  test("is nothing but text in the generated code", { timeout: 30_000 }, async () => {
    const { files, diagnostics } = await compileWith(text, out);
    expect(diagnostics.join("\n")).toBe("");
    for (const file of files) expectNoCodeOf(file);

    const sent = await runWorkflow(out, text);
    const { workflow, openapi } = documentsWith(text);
    const [first, second] = workflow.workflows[0].steps;
    const given = first.requestBody.payload;
    given.more[text][1] = "the input";
    expect(JSON.parse(String(sent[0]?.body))).toEqual(given);
    expect(sent[0]?.operationId).toBe(first.operationId);
    expect(sent[0]?.headers[text.toLowerCase()]).toBe(text);
    // With an asterisk it is a range of media types, of which one is chosen.
    if (!text.includes("*")) {
      expect(sent[0]?.headers["content-type"]).toBe(first.requestBody.contentType);
    }
    const [path = ""] = Object.keys(openapi.paths)[0]?.split("#") ?? [];
    expect(decodeURIComponent(sent[0]?.path ?? "")).toBe(Buffer.from(path).toString());
    expect(sent[1]?.operationId).toBe(second.operationId);
    expect(Object.entries(JSON.parse(String(sent[1]?.body)))).toEqual([[text, "the first value"]]);
  });
});

test.for([
  texts["a template literal"],
  texts["the end of a string in double quotes"],
  texts["the end of a comment"],
])("%j is nothing but text in an API that signs for AWS", async (text) => {
  const { workflow, openapi } = documentsWith(text);
  openapi.servers = [
    {
      url: `https://sagemaker.{region}.amazonaws.com/{stage}/${visible(text)}`,
      variables: {
        region: { default: "eu-west-1", description: text },
        stage: { default: "v1", enum: ["v1", visible(text)], description: text },
      },
    },
  ];
  const source = mkdtempSync(join(folder, "aws-"));
  const { files } = await compileDocuments({ workflow, openapi }, source);
  expect(files.map(({ path }) => path)).toContain("runtime/aws-signer.ts");
  for (const file of files) expectNoCodeOf(file);
});

test("parts of a template literal do not make a hole together", () => {
  const before = ["a$", "{b}", "\\", "$", "{c}"];
  const { text } = Code.template([...before, Code.name("d"), "$"]);
  const file = ts.createSourceFile("a.ts", text, ts.ScriptTarget.ESNext, true);
  const [statement] = file.statements;
  if (!statement || !ts.isExpressionStatement(statement)) throw new Error("no expression");
  const { expression } = statement;
  if (!ts.isTemplateExpression(expression)) throw new Error("no template");
  expect(expression.head.text).toBe(before.join(""));
  expect(
    expression.templateSpans.map(({ expression: hole, literal }) => [hole.getText(), literal.text]),
  ).toEqual([["d", "$"]]);
});

/** The documents of `test/hostile/`, with a string in every place that allows one. */
function documentsWith(text: string) {
  const name = nameFrom(text);
  const pointer = text.replaceAll("~", "~0").replaceAll("/", "~1");
  const replacements: Readonly<Record<string, string>> = {
    TEXT: text,
    NAME: name,
    // Braces in a path are a parameter.
    VISIBLE: visible(text),
    SEGMENT: text.replaceAll(/[{}]/g, ""),
    POINTER: pointer,
    REFERENCE: pointer.replaceAll("%", "%25").replaceAll("#", "%23"),
    QUOTED: text.replaceAll("'", "''"),
  };
  const [workflow, openapi] = ["arazzo.json", "openapi.json"].map((file) =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, "../hostile", file), "utf8").replaceAll(
        /TEXT|NAME|VISIBLE|SEGMENT|POINTER|REFERENCE|QUOTED/g,
        (marker) => JSON.stringify(replacements[marker]).slice(1, -1),
      ),
    ),
  );
  return { workflow, openapi };
}

/** The characters that a server URL may contain. */
function visible(text: string): string {
  return text.replaceAll(/[\\\s\p{Cc}\p{Cf}]/gu, "") || "path";
}

/** Names in expressions have the characters that the standard recommends. */
function nameFrom(text: string): string {
  return text.replaceAll(/[^\w-]/g, "") || "name";
}

async function compileDocuments(
  { workflow, openapi }: Readonly<Record<"workflow" | "openapi", unknown>>,
  source: string,
) {
  writeFileSync(join(source, "arazzo.json"), JSON.stringify(workflow));
  writeFileSync(join(source, "openapi.json"), JSON.stringify(openapi));
  const { files, diagnostics } = await compile([join(source, "arazzo.json")]);
  const reported = diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message }) => `${code}: ${message}`);
  return { files, diagnostics: reported };
}

async function compileWith(text: string, out: string) {
  const source = `${out}-source`;
  mkdirSync(source);
  const { files, diagnostics } = await compileDocuments(documentsWith(text), source);
  for (const file of files) {
    const path = join(out, file.path);
    expect(path.startsWith(join(out, "/"))).toBe(true);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.text);
  }
  return { files, diagnostics };
}

/** All statements, comments and names come from the generator, none from the document. */
function expectNoCodeOf({ path, text }: EmittedFile): void {
  if (path.startsWith("runtime/")) return;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const kinds = [
    ...[ts.SyntaxKind.ImportDeclaration, ts.SyntaxKind.ExportDeclaration],
    ...[ts.SyntaxKind.InterfaceDeclaration, ts.SyntaxKind.TypeAliasDeclaration],
    ts.SyntaxKind.FunctionDeclaration,
  ];
  const others = file.statements.filter(
    (statement) => !kinds.includes(statement.kind) && !isData(statement, path),
  );
  expect(others.map((statement) => statement.getText())).toEqual([]);
  const globals: string[] = [];
  const comments: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && /^(globalThis|tripwire)$/.test(node.text)) globals.push(node.text);
    const ranges = ts.getLeadingCommentRanges(text, node.pos) ?? [];
    comments.push(...ranges.map(({ pos, end }) => text.slice(pos, end)));
    ts.forEachChild(node, visit);
  };
  visit(file);
  expect(globals).toEqual([]);
  expect(comments).not.toEqual([]);
  expect(
    comments.filter((comment) => /@(ts-|jsx)|[#@] *source(Mapping)?URL/.test(comment)),
  ).toEqual([]);
  expect(file.referencedFiles).toEqual([]);
  expect(text, "nothing that ends a script element of a page").not.toMatch(/<\/script|<!--/i);
  expect(text, "no character that is not seen, and none that a terminal obeys").not.toMatch(
    /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u,
  );
}

/** The module of a schema declares constants of literals, and of shapes, which call functions of the runtime. */
function isData(statement: ts.Statement, path: string): boolean {
  if (!path.startsWith("schemas/") || !ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ initializer }) => initializer !== undefined && isLiteral(initializer),
  );
}

function isLiteral(value: ts.Expression): boolean {
  if (ts.isSatisfiesExpression(value) || ts.isParenthesizedExpression(value)) {
    return isLiteral(value.expression);
  }
  if (ts.isArrowFunction(value)) return !ts.isBlock(value.body) && isLiteral(value.body);
  if (ts.isCallExpression(value))
    return isLiteral(value.expression) && value.arguments.every(isLiteral);
  if (ts.isIdentifier(value)) return /^[a-z]\w*$/i.test(value.text);
  if (ts.isArrayLiteralExpression(value)) return value.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(value)) {
    return value.properties.every(
      (property) =>
        ts.isPropertyAssignment(property) &&
        (!ts.isComputedPropertyName(property.name) || isLiteral(property.name.expression)) &&
        isLiteral(property.initializer),
    );
  }
  const { kind } = value;
  const words = [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword];
  return ts.isStringLiteral(value) || ts.isNumericLiteral(value) || words.includes(kind);
}

/** Imports the generated code, makes a transport, and runs the workflow to its end. */
async function runWorkflow(out: string, text: string): Promise<readonly HttpRequest[]> {
  const generated: Record<string, unknown> = await import(
    /* @vite-ignore */ pathToFileURL(join(out, "index.ts")).href
  );
  const sent: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    sent.push(request);
    const item = JSON.parse(`{${JSON.stringify(text)}:"the first value"}`);
    const body = JSON.parse(`{${JSON.stringify(text)}:[${JSON.stringify(item)}]}`);
    return { status: 200, headers: {}, body };
  };
  const results: unknown[] = [];
  for (const exported of Object.values(generated)) {
    if (typeof exported !== "function" || /^class\b/.test(String(exported))) continue;
    if (String(exported).startsWith("async")) {
      const inputs = JSON.parse(`{${JSON.stringify(nameFrom(text))}:"the input"}`);
      const apis = new Proxy({}, { get: () => ({ send }) });
      results.push(await exported(inputs, apis));
    } else {
      // A string may make the server URL invalid, but it must not run as code.
      expect(() => exported()).not.toThrow(ReferenceError);
    }
  }
  expect(Reflect.get(globalThis, "tripwire")).toBeUndefined();
  expect(results).toHaveLength(1);
  expect(results[0]).toMatchObject({ outcome: "completed" });
  return sent;
}
