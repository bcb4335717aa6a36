import { join } from "node:path";
import { expect, test } from "vitest";
import { emptyCache } from "../../generator/incremental/compilation-cache.js";
import { compileIncrementally } from "../../generator/incremental/compile-incrementally.js";
import { createProgram, type TypeScriptProgram } from "../../generator/typescript/program.js";

const document = join(import.meta.dirname, "payload-type.several/arazzo.yaml");

test("the faults of an object are read once, however many errors it has", async () => {
  const program = createProgram();
  const errors = new Set<number>();
  const read: number[] = [];
  const counted: TypeScriptProgram = {
    ...program,
    argumentAround: (path, error) => {
      const argument = program.argumentAround(path, error);
      if (!argument) return undefined;
      errors.add(error.start);
      const readFaults = () => {
        read.push(argument.start);
        return argument.readFaults();
      };
      return { ...argument, readFaults };
    },
  };
  const cache = { ...emptyCache, program: counted };
  const { diagnostics } = await compileIncrementally([document], {}, cache);
  expect(diagnostics.map(({ code }) => code)).toContain("payload-type");
  expect(errors.size).toBeGreaterThan(new Set(read).size);
  expect(read).toEqual([...new Set(read)]);
});
