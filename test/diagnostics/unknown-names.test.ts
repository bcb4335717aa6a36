import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../generator/index.js";

test("where type errors are warnings, the code of a workflow with unknown outputs compiles", async () => {
  const document = join(import.meta.dirname, "output-not-found", "arazzo.yaml");
  const { diagnostics } = await compile([document], { onTypeError: "warn" });
  const codes = diagnostics.map(({ code, severity }) => `${severity} ${code}`);
  expect(new Set(codes)).toEqual(new Set(["warning output-not-found"]));
});
