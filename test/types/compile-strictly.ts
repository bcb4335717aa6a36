import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";

/** The supported compilers from the oldest to the newest, by the names of their packages. */
export const compilers = {
  "5.5": "typescript-5.5",
  "5.9": "typescript",
  "6.0": "typescript-6",
  "7.0": "typescript-7",
} as const;

export type CompilerVersion = keyof typeof compilers;

/** The module resolution of a project: like Node, or like bundlers. */
export const moduleSettings = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
} as const;

export type ModuleSetting = keyof typeof moduleSettings;

/** The minimum language and library for generated code: less than create-next-app sets. */
export const oldestLanguage = { target: "es2017", lib: ["es2020", "dom"] };

/** Every flag under which generated code compiles. */
const strictFlags = {
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  isolatedDeclarations: true,
  declaration: true,
};

/** The flags of most projects: only `strict`. */
export const strictAlone = Object.fromEntries(
  Object.keys(strictFlags).map((flag) => [flag, flag === "strict"]),
);

const require = createRequire(import.meta.url);

/** The version in a compiler's package. */
export function versionOf(compiler: CompilerVersion): string {
  return require(`${compilers[compiler]}/package.json`).version;
}

/**
 * Compiles files, given by absolute paths, with a real compiler under every strict flag.
 * @param settings replaces the default compiler options
 * @returns the output of the compiler; empty if there are no errors
 */
export async function compileStrictly(
  files: readonly string[],
  compiler: CompilerVersion = "5.9",
  modules: ModuleSetting = "nodenext",
  settings: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "compile-strictly-"));
  const compilerOptions = {
    ...strictFlags,
    // TypeScript supports it since 5.8.
    ...(compiler !== "5.5" && { erasableSyntaxOnly: true }),
    ...moduleSettings[modules],
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    typeRoots: [join(dirname(require.resolve("@types/node/package.json")), "..")],
    ...settings,
    skipLibCheck: true,
    // Not noEmit: TypeScript 5.5 checks declarations only when it emits them.
    rootDir: parse(files[0] ?? folder).root,
    outDir: join(folder, "out"),
  };
  try {
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
    return await runCompiler(compiler, ["--project", folder, "--pretty", "false"]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runCompiler(
  compiler: CompilerVersion,
  arguments_: readonly string[],
): Promise<string> {
  const manifest = require.resolve(`${compilers[compiler]}/package.json`);
  const { bin } = JSON.parse(await readFile(manifest, "utf8"));
  const command = [join(dirname(manifest), bin.tsc), ...arguments_];
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      const output = stdout + stderr;
      resolve(error && output === "" ? `the compiler failed: ${error.message}` : output);
    });
  });
}
