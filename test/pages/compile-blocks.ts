/** Compiles the TypeScript blocks of the pages, in a project with the generated code of all specs. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { compile } from "../../generator/index.js";
import { type Block, root } from "./read-pages.js";

const folder = join(root, "test/pages/project").replaceAll("\\", "/");
const given = join(root, "test/pages/given");

/** The generated code of the project: for specs/, for the examples, and for features that these do not show. */
const documents = [
  "specs",
  "examples/specs",
  "test/compile/security-schemes",
  "test/compile/depends-on",
].map((each) => join(root, each));

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  // As in the projects of the pages: some import with extension, some without.
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: ["node"],
  noEmit: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  // The source of the package's exports, before the build.
  paths: { "arazzo-typescript": [join(root, "generator/index.ts")] },
};

/**
 * Compiles each block as a module. What it uses of the imports of blocks before it in its page, it may use; `given/`
 * declares what it takes for granted.
 * @returns what is wrong, as `page:line: message`
 */
export async function compileBlocks(blocks: readonly Block[]): Promise<readonly string[]> {
  const modules = blocks.map((block, index) => ({
    ...block,
    path: `${folder}/block-${index}.ts`,
    // On one line, so that those of the block keep their distance.
    module: `${importsFor(block, blocks)} export {};\n${block.text}`,
  }));
  const files = new Map(modules.map(({ path, module }) => [path, module]));
  const { files: generated } = await compile(documents);
  for (const { path, text } of generated) files.set(`${folder}/generated/${path}`, text);
  for (const name of readdirSync(given)) {
    files.set(`${folder}/${name}`, readFileSync(join(given, name), "utf8"));
  }
  const program = ts.createProgram([...files.keys()], options, hostOf(files));
  const written = [...files.keys()].filter((path) => !path.startsWith(`${folder}/generated/`));
  const diagnostics = written.flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  });
  const found = diagnostics.map(placeOf);
  const elsewhere = found.filter(({ path }) => modules.every((each) => each.path !== path));
  return [
    ...elsewhere.map(({ path, line, message }) => `${path}:${line + 1}: ${message}`),
    ...modules.flatMap((module) => problemsOf(module, found)),
  ];
}

interface Found {
  readonly path: string;
  /** Counted from 0; in the module of a block that is from 1 in the block. */
  readonly line: number;
  readonly message: string;
}

/** What is wrong in a block: a message in a line that says nothing of it, or none where the line says so. */
function problemsOf({ path, page, line, text }: Block & { path: string }, found: readonly Found[]) {
  return text.split("\n").flatMap((content, index) => {
    const here = found.filter((each) => each.path === path && each.line === index + 1);
    const saysSo = content.includes("// does not compile");
    if (saysSo && here.length > 0) return [];
    const messages = saysSo ? ["this line compiles"] : here.map(({ message }) => message);
    return messages.map((message) => `${page}:${line + index}: ${message}`);
  });
}

const namedImport = /^import (type )?\{([^}]*)\} from ("[^"]*");$/gm;

/** The imports of blocks before this one in its page, as far as it uses their names and has none of its own. */
function importsFor({ page, line, text }: Block, blocks: readonly Block[]): string {
  const own = namesImportedIn(text);
  const known = new Map(
    blocks
      .filter((each) => each.page === page && each.line < line)
      .flatMap((each) => [...namesImportedIn(each.text)]),
  );
  return [...known]
    .filter(([name]) => !own.has(name) && new RegExp(`\\b${name}\\b`).test(text))
    .map(([name, { from, isType }]) => `import { ${isType ? "type " : ""}${name} } from ${from};`)
    .join(" ");
}

function namesImportedIn(text: string) {
  return new Map(
    [...text.matchAll(namedImport)].flatMap(([, allTypes, names = "", from = ""]) =>
      names
        .split(",")
        .map((each) => each.trim())
        .filter((each) => each !== "")
        .map((each) => {
          const isType = allTypes !== undefined || each.startsWith("type ");
          return [each.replace(/^type /, ""), { from, isType }] as const;
        }),
    ),
  );
}

/** The files of this disk, and those of the project, which are on none. */
function hostOf(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => folder,
    fileExists: (path) => files.has(path) || host.fileExists(path),
    readFile: (path) => files.get(path) ?? host.readFile(path),
    directoryExists: (path) => path.startsWith(folder) || (host.directoryExists?.(path) ?? true),
    getSourceFile(path, language) {
      const text = files.get(path);
      if (text === undefined) return host.getSourceFile(path, language);
      return ts.createSourceFile(path, text, language);
    },
  };
}

function placeOf({ file, start = 0, messageText }: ts.Diagnostic): Found {
  return {
    path: file?.fileName ?? "",
    line: file?.getLineAndCharacterOfPosition(start).line ?? 0,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  };
}
