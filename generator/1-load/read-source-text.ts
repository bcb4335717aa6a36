import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { SourceText } from "../source/source-text.js";

/** Reads a file; the result of a failure is a sentence that says why. */
export async function readSourceText(path: string): Promise<SourceText | { problem: string }> {
  try {
    return { path, name: shownName(path), text: await readFile(path, "utf8") };
  } catch (error) {
    return { problem: describe(error) };
  }
}

export function shownName(path: string): string {
  return relative(process.cwd(), path).replaceAll("\\", "/") || ".";
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "reading it is not permitted";
  return error instanceof Error ? error.message : String(error);
}
