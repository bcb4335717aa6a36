import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import Handlebars from "handlebars";
import { Project, type Type } from "ts-morph";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const templates = new Map(
  readdirSync(join(root, "templates"))
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => [
      basename(file, ".hbs"),
      Handlebars.parse(readFileSync(join(root, "templates", file), "utf8")),
    ]),
);
const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json") });
const renderer = project.getSourceFileOrThrow("generator/5-emit/print/render-template.ts");
/** The type of the view that each whole template is printed with, by the template's name. */
const views = new Map(
  renderer
    .getInterfaceOrThrow("Views")
    .getProperties()
    .map((property) => [property.getNameNode().getText().replaceAll('"', ""), property.getType()]),
);

/** The view that a part of a template reads, and its properties that are known to be there. */
interface Scope {
  readonly view: Type;
  readonly present: readonly string[];
}

const problems: string[] = [];
const usedTemplates = new Set<string>();
/** Property reads, such as `OutcomeView.doc`. */
const readProperties = new Set<string>();

for (const [name, view] of views) readTemplate(name, view);

test("templates read only what is in their views, and use nothing but if, each, with and partials", () => {
  expect(problems).toEqual([]);
});

test("every template is used", () => {
  expect([...templates.keys()].filter((name) => !usedTemplates.has(name))).toEqual([]);
});

test("everything in the views is read by a template", () => {
  const declared = project
    .getSourceFileOrThrow("generator/5-emit/views.ts")
    .getInterfaces()
    .flatMap((view) =>
      view.getProperties().map((property) => `${view.getName()}.${property.getName()}`),
    );
  expect(declared.length).toBeGreaterThan(0);
  expect(declared.filter((property) => !readProperties.has(property))).toEqual([]);
});

function readTemplate(name: string, view: Type): void {
  const key = `${name} ${view.getText()}`;
  if (usedTemplates.has(key)) return;
  usedTemplates.add(key).add(name);
  const template = templates.get(name);
  if (!template) problems.push(`${name}: there is no such template`);
  else readProgram(template, { view, present: [] }, name);
}

function readProgram(program: hbs.AST.Program, scope: Scope, template: string): void {
  for (const statement of program.body) readStatement(statement, scope, template);
}

function readStatement(statement: hbs.AST.Statement, scope: Scope, template: string): void {
  const at = `${template}.hbs:${statement.loc.start.line}`;
  if (isKind<hbs.AST.ContentStatement>(statement, "ContentStatement")) return;
  if (isKind<hbs.AST.MustacheStatement>(statement, "MustacheStatement")) {
    const isPlain = statement.params.length === 0 && statement.hash === undefined;
    if (!isPlain) problems.push(`${at}: a helper is called`);
    const type = read(statement.path, scope, at);
    if (type && !isCode(type))
      problems.push(`${at}: ${type.getText()} is printed, which is no code`);
    return;
  }
  if (isKind<hbs.AST.PartialStatement>(statement, "PartialStatement")) {
    const [given] = statement.params;
    const view = given ? read(given, scope, at) : scope.view;
    if (view && isKind<hbs.AST.PathExpression>(statement.name, "PathExpression")) {
      readTemplate(statement.name.original, view);
    }
    return;
  }
  if (isKind<hbs.AST.BlockStatement>(statement, "BlockStatement")) {
    readBlock(statement, scope, template, at);
    return;
  }
  problems.push(`${at}: ${statement.type}`);
}

function readBlock(
  { path, params, program, inverse }: hbs.AST.BlockStatement,
  scope: Scope,
  template: string,
  at: string,
): void {
  const helper = path.type === "PathExpression" ? path.original : "";
  const [given] = params;
  if (!given || params.length > 1) {
    problems.push(`${at}: ${helper} is given ${params.length} values`);
    return;
  }
  const name = isKind<hbs.AST.PathExpression>(given, "PathExpression") ? given.original : "";
  const present = { ...scope, present: [...scope.present, name] };
  const type = read(given, helper === "if" ? present : scope, at);
  if (inverse) readProgram(inverse, scope, template);
  if (!type) return;
  switch (helper) {
    case "if":
      readProgram(program, present, template);
      return;
    case "each": {
      const element = type.getArrayElementType();
      if (element) readProgram(program, { view: element, present: [] }, template);
      else problems.push(`${at}: ${type.getText()} is no list`);
      return;
    }
    case "with":
      if (!type.isObject()) problems.push(`${at}: ${type.getText()} is no view`);
      readProgram(program, { view: type, present: [] }, template);
      return;
    default:
      problems.push(`${at}: the helper ${helper} is used`);
  }
}

/** The type of the value at a path. Reports a path that is not in the view. */
function read(path: hbs.AST.Expression, { view, present }: Scope, at: string): Type | undefined {
  if (!isKind<hbs.AST.PathExpression>(path, "PathExpression") || path.depth > 0 || path.data) {
    problems.push(`${at}: only a property of the view itself can be read`);
    return undefined;
  }
  const [name, ...more] = path.parts;
  if (name === undefined) return view;
  const declaration = view.getProperty(name)?.getDeclarations()[0];
  if (!declaration || more.length > 0) {
    problems.push(`${at}: ${view.getSymbol()?.getName()} has no ${path.original}`);
    return undefined;
  }
  readProperties.add(`${view.getSymbol()?.getName()}.${name}`);
  const type = declaration.getType();
  if (!present.includes(name) || !type.isUnion()) return type;
  const [only, ...others] = type.getUnionTypes().filter((member) => !member.isBooleanLiteral());
  return others.length === 0 && only ? only : type;
}

function isCode(type: Type): boolean {
  return type.getSymbol()?.getName() === "Code";
}

function isKind<Kind extends hbs.AST.Node>(node: hbs.AST.Node, type: Kind["type"]): node is Kind {
  return node.type === type;
}
