import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

export interface NewFile {
  readonly path: string;
  readonly text: string;
  /** Undefined for the default. */
  readonly mode?: number;
}

/** Writes all files under temporary names before it renames any, so that a failed write changes no file. */
export async function replaceFiles(files: readonly NewFile[]): Promise<void> {
  const temporary = (path: string) => `${path}.${process.pid}.tmp`;
  try {
    for (const { path, text, mode } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(temporary(path), text);
      if (mode !== undefined) await chmod(temporary(path), mode);
    }
    for (const { path } of files) await rename(temporary(path), path);
  } catch (error) {
    await Promise.allSettled(files.map(({ path }) => rm(temporary(path), { force: true })));
    throw error;
  }
}
