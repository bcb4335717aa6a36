import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { Node, Project, type SourceFile } from "ts-morph";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const project = new Project({
  tsConfigFilePath: join(root, "tsconfig.json"),
  skipAddingFilesFromTsConfig: true,
});
const filesOf = (...patterns: string[]): readonly SourceFile[] =>
  project.addSourceFilesAtPaths(patterns.map((pattern) => join(root, pattern)));
const generator = filesOf("generator/**/*.ts");
const runtime = filesOf("templates/runtime/*.ts");
const generated = filesOf(
  "generated/**/*.ts",
  "examples/generated/**/*.ts",
  "test/compile/*/expected/**/*.ts",
);
const examples = filesOf("examples/*.ts", "examples/video-page/*.ts");

interface Import {
  readonly from: string;
  /** A path in this repository, or the name of a package. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

describe("the phases", () => {
  const folderOf = (path: string) => /^generator\/([^/]+)\//.exec(path)?.[1] ?? "outside";
  const printing = ["code", "model", "source"];
  const phase = ["model", "source", "diagnostics"];
  /** The folders that each folder may import, besides itself. The files outside of folders put the phases together. */
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    source: [],
    model: ["source", "diagnostics"],
    code: ["model", "source"],
    diagnostics: ["source"],
    typescript: ["source", "model"],
    "1-load": phase,
    "2-link": phase,
    "3-type": phase,
    "4-plan": phase,
    "5-emit": printing,
    "5-draw": [...printing, "diagnostics"],
    "6-verify": phase,
    "7-write": phase,
  };
  const ownImports = generator.flatMap(importsOf).filter(({ to }) => to.startsWith("generator/"));

  test("import the model and what is below it, never each other", () => {
    const found = ownImports.filter(({ from, to, isTypeOnly }) => {
      const [folder, imported] = [folderOf(from), folderOf(to)];
      // The program of TypeScript is handed in.
      if (imported === "typescript" && isTypeOnly) return false;
      return folder !== imported && mayImport[folder]?.includes(imported) === false;
    });
    expect(found).toEqual([]);
  });

  /** Folders, and the files outside of folders, that put the phases together. */
  const composing = ["outside", "commands", "incremental"];

  test("no module imports itself by way of others", () => {
    expect(cyclesIn([...generator, ...runtime].flatMap(importsOf))).toEqual([]);
  });

  test("the commands and the files that put the phases together are imported by no folder", () => {
    const found = ownImports.filter(
      ({ from, to }) => composing.includes(folderOf(to)) && !composing.includes(folderOf(from)),
    );
    expect(found).toEqual([]);
  });
});

describe("packages", () => {
  /** Who alone may import a package: replacing it touches one place. */
  const owners: Readonly<Record<string, RegExp>> = {
    yaml: /^generator\/1-load\/parse\/parse-document\.ts$/,
    "json-p3": /^(generator\/source\/json-path\.ts|templates\/runtime\/jsonpath\.ts)$/,
    fontoxpath: /^(generator\/2-link\/criteria\/check-xpath\.ts|templates\/runtime\/xpath\.ts)$/,
    slimdom:
      /^(generator\/2-link\/criteria\/check-xpath\.ts|templates\/runtime\/(read-xml|xpath)\.ts)$/,
    "openapi-typescript": /^generator\/3-type\//,
    typescript: /^generator\/(3-type\/.*|model\/read-type-node\.ts)$/,
    handlebars: /^generator\/(5-emit\/print\/render-template|5-draw\/render-page)\.ts$/,
    "@dagrejs/dagre": /^generator\/5-draw\/lay-out-chart\.ts$/,
    "ts-morph": /^generator\/typescript\//,
    "@commander-js/extra-typings": /^generator\/commands\//,
    diff: /^generator\/commands\/fix-documents\.ts$/,
    chokidar: /^generator\/commands\/watch\.ts$/,
    jiti: /^generator\/commands\/read-config\.ts$/,
    tinyglobby: /^generator\/1-load\/read\/find-arazzo-files\.ts$/,
    "change-case": /^generator\/source\/identifiers\.ts$/,
    "fastest-levenshtein": /^generator\/diagnostics\/nearest-name\.ts$/,
    "@aws-sdk/signature-v4": /^templates\/runtime\/aws-signature\.ts$/,
    // Phase 5 reads no file but its own templates.
    "node:buffer": /^generator\/1-load\//,
    "node:fs":
      /^generator\/(1-load\/.*|5-emit\/(print\/render-template|files\/runtime-files)\.ts|5-draw\/render-page\.ts|source\/(nearest-file|package-file)\.ts|7-write\/.*|commands\/.*)$/,
    "node:events": /^generator\/commands\/watch\.ts$/,
    // Packages that few documents need are required where they are.
    "node:module": /^generator\/(2-link\/criteria\/check-xpath|source\/json-path)\.ts$/,
    "node:crypto": /^generator\/(5-draw\/render-page|incremental\/digest)\.ts$/,
    "node:timers": /^generator\/commands\/watch\.ts$/,
    "node:path": /^generator\//,
    "node:url":
      /^generator\/(diagnostics\/formats\/.*|1-load\/.*|source\/(location|templates-folder)\.ts|commands\/(read-config|disk-cache)\.ts)$/,
    "node:v8": /^generator\/cli\.ts$/,
    "node:util": /^generator\/diagnostics\/formats\/pretty\.ts$/,
    "node:vm": /^generator\/6-verify\/pattern-tester\.ts$/,
  };
  const imported = [...generator, ...runtime]
    .flatMap(importsOf)
    .filter(({ to }) => !/^(generator|templates)\//.test(to));

  test("each has one owner, and nothing else imports it", () => {
    const found = imported.filter(({ from, to }) => !owners[packageOf(to)]?.test(from));
    expect(found).toEqual([]);
  });

  test("modules of Node are imported under their own names", () => {
    expect(imported.filter(({ to }) => builtinModules.includes(to))).toEqual([]);
  });

  function packageOf(specifier: string): string {
    const depth = specifier.startsWith("@") ? 2 : 1;
    return specifier.split("/").slice(0, depth).join("/");
  }
});

describe("the code of applications", () => {
  /** Each is imported by files of the runtime that are copied only where it is needed. */
  const allowedPackages = ["@aws-sdk/signature-v4", "fontoxpath", "json-p3", "slimdom"];

  test("the runtime imports nothing but itself and the packages for signing and queries", () => {
    const found = runtime
      .flatMap(importsOf)
      .filter(({ to }) => !to.startsWith("templates/runtime/") && !allowedPackages.includes(to));
    expect(found).toEqual([]);
  });

  test("generated code imports nothing but its own folder and those packages", () => {
    const found = generated.flatMap((file) => {
      const path = pathOf(file);
      const folder =
        /^((examples\/)?generated|test\/compile\/[^/]+\/expected)\//.exec(path)?.[0] ?? "";
      return specifiersOf(file)
        .filter((specifier) => {
          if (allowedPackages.includes(specifier)) return false;
          return !specifier.startsWith(".") || !join(dirname(path), specifier).startsWith(folder);
        })
        .map((to) => ({ from: path, to }));
    });
    expect(generated.length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });

  test("an example imports the index of generated code, its neighbours, and vitest where it is a test", () => {
    const found = examples.flatMap(importsOf).filter(({ from, to }) => {
      if (/^((examples\/)?generated\/index|examples\/[^/]+)\.ts$/.test(to)) return false;
      return !(to === "vitest" && from.endsWith(".test.ts"));
    });
    expect(examples.length).toBeGreaterThan(0);
    expect(found).toEqual([]);
  });
});

describe("exports", () => {
  /** Exports for applications or tests, which nothing here imports. */
  const entries = new Set([
    "generator/index.ts",
    "templates/runtime/node-fetch.ts",
    "templates/runtime/presign-url.ts",
  ]);
  /** What prints generated code: the names that stand in it are what that code imports. */
  const printer = generator
    .filter((file) => file.getFilePath().match(/\/(5-emit\/|code\/|model\/runtime-exports)/))
    .map((file) => file.getFullText())
    .join("\n");

  test("a value is used in another file, a type at least in what its file exports", () => {
    const dead = [...generator, ...runtime]
      .filter((file) => !entries.has(pathOf(file)))
      .flatMap((file) =>
        [...file.getExportedDeclarations()]
          .filter(([name]) => !runtime.includes(file) || !new RegExp(`\\b${name}\\b`).test(printer))
          .filter(([, [declaration]]) => declaration && !isUsedElsewhere(declaration, file))
          .map(([name]) => `${pathOf(file)}: ${name}`),
      );
    expect(dead).toEqual([]);
  }, 240_000);

  function isUsedElsewhere(declaration: Node, file: SourceFile): boolean {
    if (!Node.isReferenceFindable(declaration)) return true;
    const isType =
      Node.isInterfaceDeclaration(declaration) || Node.isTypeAliasDeclaration(declaration);
    return declaration.findReferencesAsNodes().some((reference) => {
      if (!isType) return reference.getSourceFile() !== file;
      return !reference.getAncestors().includes(declaration);
    });
  }
});

describe("sizes", () => {
  const maximumOfFile = 300;
  const maximumOfFunction = 60;
  test("no file has more than 300 lines", () => {
    const long = [...generator, ...runtime, ...examples]
      .filter((file) => file.getEndLineNumber() > maximumOfFile)
      .map(pathOf);
    expect(long).toEqual([]);
  });

  test("no function has more than 60 lines, including nested functions", () => {
    const long = [...generator, ...runtime, ...examples].flatMap((file) =>
      file
        .getDescendants()
        .filter((node) => Node.isFunctionLikeDeclaration(node))
        .filter((node) => linesOf(node) > maximumOfFunction)
        .map((node) => `${pathOf(file)} ${nameOf(node)}`),
    );
    expect(long).toEqual([]);
  });

  function nameOf(node: Node): string {
    const named = Node.isArrowFunction(node) ? node.getParent() : node;
    return Node.hasName(named) ? named.getName() : `line ${node.getStartLineNumber()}`;
  }

  function linesOf(node: Node): number {
    return node.getEndLineNumber() - node.getStartLineNumber() + 1;
  }
});

/** The strongly connected components of more than one module, each as its sorted paths. */
function cyclesIn(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const reached = (start: string): ReadonlySet<string> => {
    const found = new Set<string>();
    const waiting = [start];
    for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
      for (const to of targets.get(from) ?? []) {
        if (!found.has(to)) waiting.push(to);
        found.add(to);
      }
    }
    return found;
  };
  const reach = new Map([...targets.keys()].map((path) => [path, reached(path)]));
  const inCycles = [...reach].filter(([path, found]) => found.has(path));
  const components = inCycles.map(([path]) =>
    inCycles
      .filter(([other, found]) => found.has(path) && reach.get(path)?.has(other))
      .map(([other]) => other)
      .sort()
      .join(" "),
  );
  return [...new Set(components)];
}

function pathOf(file: SourceFile): string {
  return relative(root, file.getFilePath()).replaceAll("\\", "/");
}

/** The modules that a file names: in imports, re-exports, `import()` and `import("…")` types. */
function importsOf(file: SourceFile): readonly Import[] {
  return file.getImportStringLiterals().map((literal): Import => {
    const target = literal.getSymbol()?.getDeclarations()[0];
    const isOurs = target && Node.isSourceFile(target) && !target.isInNodeModules();
    const declaration = literal.getParentOrThrow();
    return {
      from: pathOf(file),
      to: isOurs ? pathOf(target) : literal.getLiteralText(),
      isTypeOnly: isTypeOnlyImport(declaration),
    };
  });
}

function specifiersOf(file: SourceFile): readonly string[] {
  return file.getImportStringLiterals().map((literal) => literal.getLiteralText());
}

function isTypeOnlyImport(declaration: Node): boolean {
  if (Node.isExportDeclaration(declaration)) return declaration.isTypeOnly();
  if (!Node.isImportDeclaration(declaration)) return Node.isLiteralTypeNode(declaration);
  if (declaration.isTypeOnly()) return true;
  const named = declaration.getNamedImports();
  return (
    !declaration.getDefaultImport() &&
    !declaration.getNamespaceImport() &&
    named.length > 0 &&
    named.every((each) => each.isTypeOnly())
  );
}
