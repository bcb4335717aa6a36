/**
 * No document ends in an exception, or in code that does not compile: a random walk over the documents of the tests. `FUZZ_SEED`
 * repeats a failure that names its seed, `FUZZ_COUNT` says how many documents are tried.
 */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { hasErrors } from "../../generator/diagnostics/diagnostics.js";
import { cases, folder as casesFolder } from "../compile/cases.js";
import { randomFrom } from "../run/random-flows.js";
import { pick } from "./hostile-values.js";
import { mutateArazzo, mutateDescription } from "./mutate-document.js";

const seed = Number(process.env["FUZZ_SEED"] ?? 29);
const count = Number(process.env["FUZZ_COUNT"] ?? 150);

test(`${count} random documents are compiled, or refused with a reason`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "documents-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(casesFolder, folder, { recursive: true });
  const random = randomFrom(seed);
  let compiled = 0;
  for (let index = 0; index < count; index += 1) {
    const path = join(folder, pick(random, cases), "arazzo.yaml");
    const text = readFileSync(path, "utf8");
    const jobs = readFileSync(join(folder, "jobs.yaml"), "utf8");
    const changed = mutateArazzo(text, random);
    writeFileSync(path, changed);
    if (random(4) === 0) {
      writeFileSync(join(folder, "jobs.yaml"), mutateDescription(jobs, random));
    }
    const onTypeError = random(3) === 0 ? "error" : "warn";
    const { diagnostics } = await compile([path], { onTypeError });
    const faults = diagnostics.filter(({ code }) => code === "generated-code");
    expect(faults, `seed ${seed}, document ${index}: ${changed}`).toEqual([]);
    compiled += hasErrors(diagnostics) ? 0 : 1;
    writeFileSync(path, text);
    writeFileSync(join(folder, "jobs.yaml"), jobs);
  }
  // Not rare, so the compiler's later phases are tested.
  expect(compiled).toBeGreaterThan(count / 5);
}, 300_000);
