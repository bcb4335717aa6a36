/** The end of relative imports in generated files, by the value of the option. */
const endings = { js: ".js", ts: ".ts", none: "" } as const;

export type ImportExtension = keyof typeof endings;

export function isImportExtension(value: unknown): value is ImportExtension {
  return typeof value === "string" && Object.hasOwn(endings, value);
}

/** The import specifier for a module such as `./run`. */
export function withExtension(module: string, extension: ImportExtension): string {
  return module + endings[extension];
}
