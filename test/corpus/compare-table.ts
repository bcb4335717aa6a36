import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** The rows that a table does not have; with `--update`, the table is written anew and has them all. */
export function changedRows(path: string, rows: readonly string[]): readonly string[] {
  if (process.argv.includes("--update")) {
    writeFileSync(path, `${rows.join("\n")}\n`);
    return [];
  }
  const expected = new Set(existsSync(path) ? readFileSync(path, "utf8").split("\n") : []);
  return rows.filter((row) => !expected.has(row));
}
