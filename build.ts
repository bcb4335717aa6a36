/**
 * Builds the package into dist/: declarations by tsc, and the code bundled into a few files, because Node needs more time
 * to resolve two hundred files than to run them.
 *
 * ts-morph contains its own TypeScript compiler of nine megabytes. openapi-typescript is bundled, so that both use the
 * same compiler.
 */

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { build, type Plugin } from "esbuild";

const root = import.meta.dirname;
const require = createRequire(import.meta.url);

/** Replacements for modules, by name. */
const replaced: Readonly<Record<string, string>> = {
  // With require, because an import would scan the whole file for export names.
  "ts-morph":
    'export const { ModuleKind, ModuleResolutionKind, Project, ScriptTarget, ts } = require("ts-morph");',
  typescript: 'export { ts as default } from "ts-morph";',
  "openapi-typescript":
    'export { default as transformSchemaObject } from "openapi-typescript/dist/transform/schema-object.mjs";',
};

const oneCompiler: Plugin = {
  name: "one-compiler",
  setup({ onResolve, onLoad }) {
    const names = new RegExp(`^(${Object.keys(replaced).join("|")})$`);
    onResolve({ filter: names }, ({ path, kind }) =>
      kind === "require-call" ? { path, external: true } : { path, namespace: "replaced" },
    );
    onLoad({ filter: names, namespace: "replaced" }, ({ path }) => ({
      contents: replaced[path] ?? "",
      resolveDir: root,
    }));
  },
};

/** openapi-typescript uses two functions of Redocly's library, both on references. The code that reads files is left out. */
const withoutReaders: Plugin = {
  name: "without-readers",
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(minimatch|https-proxy-agent|pluralize|\.\/js-yaml)$/ },
      ({ path, importer }) =>
        importer.includes("@redocly") ? { path, namespace: "unused" } : undefined,
    );
    onLoad({ filter: /^/, namespace: "unused" }, () => ({ contents: "" }));
  },
};

/** Keeps the value of `import.meta.url` that a module has when it is not bundled. */
const ownPlaces: Plugin = {
  name: "own-places",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]generator[\\/].*\.ts$/ }, ({ path }) => {
      const place = relative(join(root, "generator"), path).replaceAll("\\", "/");
      const url = `new URL("./${place}", import.meta.url).href`;
      const text = readFileSync(path, "utf8").replaceAll("import.meta.url", url);
      return { contents: text, loader: "ts" };
    });
  },
};

rmSync(join(root, "dist"), { recursive: true, force: true });
const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "generator"], { cwd: root, stdio: "inherit" });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["generator/cli.ts", "generator/index.ts", "generator/commands/config.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20",
  external: Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).dependencies),
  plugins: [oneCompiler, withoutReaders, ownPlaces],
  banner: {
    js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
  },
  metafile: true,
  logLevel: "warning",
});
writeFileSync(join(root, "dist/LICENSES.txt"), licensesOf(Object.keys(metafile.inputs)));

/** The licenses of the bundled packages. */
function licensesOf(files: readonly string[]): string {
  const packages = files.flatMap(
    (file) => /^(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map((folder) => `${folder.replace("node_modules/", "")}\n\n${readLicense(join(root, folder))}`)
    .join("\n\n");
}

function readLicense(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), "utf8").trim();
  const { license, repository } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${license}, ${repository.url}`;
}
