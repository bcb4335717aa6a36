/** The pages that people read: Markdown beside the code, and the blocks of code in it. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export interface Page {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

/** Code between three backticks and a language. */
export interface Block {
  readonly page: string;
  /** Of its first line in the page, counted from 1. */
  readonly line: number;
  readonly text: string;
}

export const pages: readonly Page[] = ["", "docs/", "examples/", "bench/"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => ({
      path: folder + name,
      text: readFileSync(join(root, folder + name), "utf8").replaceAll("\r\n", "\n"),
    })),
);

/** The blocks of a language in all pages. */
export function blocksIn(language: string): readonly Block[] {
  return pages.flatMap(({ path: page, text }) =>
    [...text.matchAll(/^```(\S*).*\n([\s\S]*?)^```$/gm)]
      .filter(([, found]) => found === language)
      .map(({ 2: code = "", index }) => {
        return { page, line: text.slice(0, index).split("\n").length + 1, text: code };
      }),
  );
}

/** The text without its blocks of code. */
export function proseOf({ text }: Page): string {
  return text.replace(/^```.*\n[\s\S]*?^```$/gm, "");
}
