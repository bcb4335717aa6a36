import { isUtf8 } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { relative } from "node:path";
import type { SourceText } from "../source/source-text.js";

/** Reads a file; the result of a failure is a sentence that says why. */
export async function readSourceText(path: string): Promise<SourceText | { problem: string }> {
  try {
    const entry = await stat(path);
    // A pipe that nobody writes to would be read for ever.
    if (!entry.isFile() && !entry.isDirectory()) return { problem: "it is no regular file" };
    const bytes = await readFile(path);
    if (!isUtf8(bytes)) return { problem: "it is no text in UTF-8" };
    return { path, name: shownName(path), text: bytes.toString("utf8") };
  } catch (error) {
    return { problem: describeFailure(error) };
  }
}

export function shownName(path: string): string {
  return relative(process.cwd(), path).replaceAll("\\", "/") || ".";
}

/** Why a file or folder cannot be read. */
export function describeFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES") return "reading it is not permitted";
  return error instanceof Error ? error.message : String(error);
}
