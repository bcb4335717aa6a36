import { posix } from "node:path";
import { ts } from "ts-morph";
import type { ImportExtension } from "../source/import-extension.js";

/** The settings of a `tsconfig.json` that affect generated code in a folder. */
export interface Tsconfig extends Consulted {
  /** The file whose settings apply: the given file, or a project that it references. */
  readonly path: string;
  readonly importExtension: ImportExtension;
  /** Settings for which the generated code does not compile. */
  readonly shortfalls: readonly Shortfall[];
}

/** A compiler option, and the lowest value with which the generated code compiles. */
export interface Shortfall {
  readonly option: "target" | "lib";
  readonly given: string;
  readonly needed: string;
}

interface Consulted {
  /** The files and folders that the result depends on, whether they exist or not. */
  readonly consulted: readonly string[];
}

/** The file, or one that it extends or references, cannot be read. */
export interface UnreadableTsconfig extends Consulted {
  readonly path: string;
  readonly problem: string;
}

/**
 * Reads the settings that TypeScript applies to new files in a folder.
 *
 * If the project does not include the folder, but one of its references does, the settings are those of the reference:
 * `tsconfig.app.json` for the templates of Vite.
 *
 * @param folder need not exist
 * @see https://www.typescriptlang.org/docs/handbook/project-references.html
 */
export function readTsconfig(path: string, folder: string): Tsconfig | UnreadableTsconfig {
  const file = posix.join(toPosix(folder), "index.ts");
  const paths = new Set<string>();
  const system = recordingSystem(paths);
  const consulted = () => [...paths];
  try {
    const root = toPosix(path);
    const project = findIncluding(root, file, system) ?? parse(root, file, system);
    const importExtension = importExtensionOf(file, project.options, system);
    const shortfalls = shortfallsOf(project.options, system);
    return { path: project.path, importExtension, shortfalls, consulted: consulted() };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { path: error.path, problem: error.message, consulted: consulted() };
  }
}

/** A file system that records the paths that are read. */
function recordingSystem(paths: Set<string>): ts.System {
  const recorded =
    <Result>(read: (path: string) => Result) =>
    (path: string): Result => {
      paths.add(path);
      return read(path);
    };
  return {
    ...ts.sys,
    fileExists: recorded(ts.sys.fileExists),
    directoryExists: recorded(ts.sys.directoryExists),
    readFile: recorded(ts.sys.readFile),
  };
}

interface ParsedProject extends ts.ParsedCommandLine {
  readonly path: string;
}

/** The project at the path or, if it does not include the file, its first reference that includes the file. */
function findIncluding(
  path: string,
  file: string,
  system: ts.System,
  visited = new Set<string>(),
): ParsedProject | undefined {
  if (visited.has(path)) return undefined;
  visited.add(path);
  const project = parse(path, file, system);
  if (project.fileNames.includes(file)) return project;
  for (const reference of project.projectReferences ?? []) {
    const referenced = ts.resolveProjectReferencePath(reference);
    const found = findIncluding(referenced, file, system, visited);
    if (found) return found;
  }
  return undefined;
}

/** Parses a project as if the file were the only one in its folders. */
function parse(path: string, file: string, system: ts.System): ParsedProject {
  const { config, error } = ts.readConfigFile(path, system.readFile);
  if (error) throw new UnreadableError(path, error);
  const host: ts.ParseConfigHost = {
    ...system,
    readDirectory: (root, _extensions, excludes = [], includes) => {
      const isIncluded = includes.some((pattern) => includePattern(root, pattern).test(file));
      const isExcluded = excludes.some((pattern) => excludePattern(root, pattern).test(file));
      return isIncluded && !isExcluded ? [file] : [];
    },
  };
  const folder = posix.dirname(path);
  const parsed = ts.parseJsonConfigFileContent(config, host, folder, undefined, path);
  const unread = parsed.errors.find(isOfReading);
  if (unread) throw new UnreadableError(unread.file?.fileName ?? path, unread);
  return { ...parsed, path };
}

class UnreadableError extends Error {
  readonly path: string;

  constructor(path: string, { messageText }: ts.Diagnostic) {
    super(ts.flattenDiagnosticMessageText(messageText, " "));
    this.path = path;
  }
}

/** Syntax errors, and errors in `extends`: cannot read file '…'; file '…' not found; circularity detected. */
function isOfReading({ code }: ts.Diagnostic): boolean {
  return code < 2000 || [5083, 6053, 18000].includes(code);
}

/**
 * The files that an entry of `include` matches. A last segment without dot and wildcard is a folder.
 *
 * @see https://www.typescriptlang.org/tsconfig/#include
 */
function includePattern(root: string, pattern: string): RegExp {
  const isFolder =
    !/[.*?]/.test(posix.basename(pattern)) || /^\.\.?$/.test(posix.basename(pattern));
  return toRegExp(posix.resolve(root, pattern, isFolder ? "**/*" : ""), "$");
}

/** The files that an entry of `exclude` matches, including those in a matching folder. */
function excludePattern(root: string, pattern: string): RegExp {
  return toRegExp(posix.resolve(root, pattern), "(?:/|$)");
}

function toRegExp(pattern: string, end: string): RegExp {
  const source = pattern
    .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
    .replaceAll("?", "[^/]")
    .replace(/\*\*\/|\*/g, (stars) => (stars === "*" ? "[^/]*" : `(?:${innerFolder}/)*`));
  return new RegExp(`^${source}${end}`, ts.sys.useCaseSensitiveFileNames ? "" : "i");
}

/** `**` matches neither hidden folders nor packages. */
const innerFolder = "(?!node_modules/|\\.)[^/]+";

function importExtensionOf(
  file: string,
  options: ts.CompilerOptions,
  system: ts.System,
): ImportExtension {
  if (options.allowImportingTsExtensions) return "ts";
  // A bundler does not find `.js` for a TypeScript file.
  if (options.rewriteRelativeImportExtensions && !isBundler(options)) return "ts";
  if (!isNode(options)) return "none";
  const format = ts.getImpliedNodeFormatForFile(file, undefined, system, options);
  const isPackage = ts.findConfigFile(posix.dirname(file), system.fileExists, "package.json");
  // In a CommonJS package, `require` needs no extension, and Jest does not find `.js`.
  return isPackage && format === ts.ModuleKind.CommonJS ? "none" : "js";
}

function isBundler({ module, moduleResolution }: ts.CompilerOptions): boolean {
  return moduleResolution === ts.ModuleResolutionKind.Bundler || module === ts.ModuleKind.Preserve;
}

/** Whether modules are resolved as in Node. */
function isNode({ module = ts.ModuleKind.None, moduleResolution }: ts.CompilerOptions): boolean {
  if (moduleResolution !== undefined) return nodeResolutions.includes(moduleResolution);
  return module >= ts.ModuleKind.Node16 && module <= ts.ModuleKind.NodeNext;
}

const nodeResolutions = [ts.ModuleResolutionKind.Node16, ts.ModuleResolutionKind.NodeNext];

/**
 * Checks the versions of ECMAScript only. The types of Node, Bun, Deno and Workers declare the same globals as the DOM,
 * so a `lib` without the DOM may be complete.
 */
function shortfallsOf(options: ts.CompilerOptions, system: ts.System): readonly Shortfall[] {
  const { target, lib } = options;
  const targets = target === undefined ? [] : [ts.ScriptTarget[target] ?? ""];
  // Without `lib`, TypeScript uses the libraries of the target.
  const libraries = lib?.map((file) => file.replace(/^lib\.|\.d\.ts$/g, "")) ?? targets;
  const isOlder = (names: readonly string[], year: number) =>
    names.length > 0 && names.every((name) => yearOf(name) < year);
  return [
    ...(isOlder(targets, 2017)
      ? [{ option: "target", given: targets.join(), needed: "ES2017" } as const]
      : []),
    ...(isOlder(libraries, 2020) && !hasTypesWithLibrary(options, system)
      ? [{ option: "lib", given: libraries.join(", "), needed: "ES2020" } as const]
      : []),
  ];
}

/** The types of Node and Bun add a newer `lib`. */
function hasTypesWithLibrary(options: ts.CompilerOptions, system: ts.System): boolean {
  const names = ["node", "bun"];
  const { types = ["*"] } = options;
  if (!types.includes("*")) return types.some((name) => names.includes(name));
  const folders = ts.getEffectiveTypeRoots(options, system) ?? [];
  return folders.some((folder) =>
    names.some((name) => system.directoryExists(`${folder}/${name}`)),
  );
}

/** The year of `ES2017` or `es2020.promise`; 5 for ES5, and 0 for a library that is not part of the language. */
function yearOf(name: string): number {
  if (/^(esnext|latest)/i.test(name)) return Number.POSITIVE_INFINITY;
  return Number(/^es(\d+)/i.exec(name)?.[1] ?? 0);
}

function toPosix(path: string): string {
  return path.replaceAll("\\", "/");
}
