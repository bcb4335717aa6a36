/** The runtime compiles against each supported signing package, under its own name or an alias. */

import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { type CompilerVersion, compileStrictly, type ModuleSetting } from "./compile-strictly.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

test.each([
  ["@smithy/signature-v4", "5.9", "nodenext"],
  ["@smithy/signature-v4", "5.5", "bundler"],
  ["signature-v4-3.374", "5.9", "nodenext"],
  ["signature-v4-3.374", "5.5", "bundler"],
  ["signature-v4-3.374", "7.0", "bundler"],
] satisfies [string, CompilerVersion, ModuleSetting][])(
  "%s, TypeScript %s, modules as in %s",
  async (name, version, modules) => {
    // Packages are resolved from below the project's root.
    await mkdir(join(root, "node_modules/.cache"), { recursive: true });
    const folder = await mkdtemp(join(root, "node_modules/.cache/signer-packages-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(join(root, "generated/runtime"), folder, { recursive: true });
    const file = join(folder, "aws-signature.ts");
    const text = await readFile(file, "utf8");
    const renamed = text.replace('from "@aws-sdk/signature-v4"', `from "${name}"`);
    expect(renamed).not.toBe(text);
    await writeFile(file, renamed);
    const files = [file, join(folder, "presign-url.ts"), join(folder, "aws-signer.ts")];
    expect(await compileStrictly(files, version, modules)).toBe("");
  },
);
