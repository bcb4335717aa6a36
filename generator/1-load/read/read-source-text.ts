import { isUtf8 } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import { relative } from "node:path";
import { isWebLocation } from "../../source/location.js";
import type { SourceText } from "../../source/source-text.js";
import { portableName } from "./portable-name.js";

export async function readSourceText(path: string): Promise<SourceText | { problem: string }> {
  try {
    const entry = await stat(path);
    // Reading a pipe without a writer would never end.
    if (!entry.isFile() && !entry.isDirectory()) return { problem: "it is not a regular file" };
    return decodeText(path, await readFile(path));
  } catch (error) {
    return { problem: describeFailure(error) };
  }
}

export function decodeText(location: string, bytes: Uint8Array): SourceText | { problem: string } {
  if (!isUtf8(bytes)) return { problem: "it is not valid UTF-8" };
  const name = shownName(location);
  const projectName = isWebLocation(location) ? name : portableName(location);
  return { path: location, name, projectName, text: new TextDecoder().decode(bytes) };
}

/** A location for messages: a relative path, or a URL without its query, which may contain secrets. */
export function shownName(location: string): string {
  if (isWebLocation(location) && URL.canParse(location)) {
    const { origin, pathname } = new URL(location);
    return origin + pathname;
  }
  return relative(process.cwd(), location).replaceAll("\\", "/") || ".";
}

export function describeFailure(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "the file does not exist";
  if (code === "EISDIR") return "it is a folder";
  if (code === "ELOOP") return "it is a symbolic link that leads back to itself";
  if (code === "EACCES") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}
