import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { pages, proseOf, root } from "./read-pages.js";

const links = pages.flatMap((page) =>
  [...proseOf(page).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map(([, to = ""]) => ({ page: page.path, to }))
    .filter(({ to }) => !/^[a-z]+:/.test(to)),
);

test("every link from one page to another, or to a file, leads somewhere", () => {
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ page, to }) => !existsSync(fileOf(page, to)))).toEqual([]);
});

test("every link to a heading leads to one", () => {
  const toHeadings = links.filter(({ to }) => to.includes("#"));
  const dead = toHeadings.filter(({ page, to }) => {
    const target = pages.find(({ path }) => join(root, path) === fileOf(page, to));
    return !target || !headingsOf(target.text).includes(to.replace(/^.*#/, ""));
  });
  expect(toHeadings).not.toEqual([]);
  expect(dead).toEqual([]);
});

function fileOf(page: string, to: string): string {
  const [path] = to.split("#");
  return path ? join(root, dirname(page), path) : join(root, page);
}

/** As code hosts name them: in lower case, without punctuation, with hyphens for spaces. */
function headingsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}
