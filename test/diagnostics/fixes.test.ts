import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { applyEdits } from "../../generator/source/apply-edits.js";
import { revealed, untried } from "./untried-fixes.js";

/**
 * The fix of each case is applied: the edits of its diagnostic, or else the files in the folder `fixed`, which are the files of the
 * case with the printed fix applied by hand. The result must compile without the message and without other errors than before.
 */
const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.for(cases)("the fix of %s", async (name, { skip }) => {
  const code = name.replace(/\..*$/, "");
  const before = await compileCase(name);
  const reported = before.filter((diagnostic) => diagnostic.code === code);
  const fixable = reported.filter(({ edits }) => edits.length > 0);
  const fixed = join(folder, name, "fixed");
  if (Object.hasOwn(untried, name)) {
    expect(existsSync(fixed) || fixable.length > 0, "remove the case from the list").toBe(false);
    skip();
  }
  const texts = existsSync(fixed)
    ? textsIn(fixed, name)
    : new Map(
        [...applyEdits(fixable.flatMap(({ edits }) => edits))].map(([{ path }, text]) => [
          path,
          text,
        ]),
      );
  expect(texts.size, "neither edits nor a folder `fixed`").toBeGreaterThan(0);
  const after = await compileCase(name, texts);
  const left = existsSync(fixed) ? 0 : reported.length - fixable.length;
  expect(after.filter((diagnostic) => diagnostic.code === code).length).toBeLessThanOrEqual(left);
  const known = new Set(before.map((diagnostic) => `${diagnostic.code} ${diagnostic.message}`));
  const errors = after.filter(({ severity }) => severity === "error");
  const added = errors.filter((error) => !known.has(`${error.code} ${error.message}`));
  const expected = revealed[name] ?? [];
  expect(added.filter((error) => !expected.includes(error.code))).toEqual([]);
});

test("every untried fix is that of a case", () => {
  expect(
    [...Object.keys(untried), ...Object.keys(revealed)].filter((name) => !cases.includes(name)),
  ).toEqual([]);
});

async function compileCase(name: string, texts: ReadonlyMap<string, string> = new Map()) {
  return (await compile([join(folder, name, "arazzo.yaml")], { texts })).diagnostics;
}

function textsIn(fixed: string, name: string): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(fixed).map((file) => [
      join(folder, name, file),
      readFileSync(join(fixed, file), "utf8"),
    ]),
  );
}
