import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";

/**
 * Faulty documents of others, where they lie beside the project. The tables hold names, codes and lines:
 * `vitest -u` brings them up to date, and what changed is to be read.
 */
const shared = resolve(import.meta.dirname, "../../../shared");
const negative = join(shared, "corpus/negative");
const schemaTests = join(shared, "vectors/arazzo-schema-tests/tests/schema");

/** Of what could not be found or is not compiled, which says nothing of the document itself. */
const environment = new Set(["source-not-readable", "source-unused", "unsupported"]);

describe.skipIf(!existsSync(negative))("the faulty documents of the corpus", () => {
  const rows = manifestRows();

  test("are there", () => expect(rows.length).toBe(49));

  test("are each refused or told of, and none ends in a crash", async () => {
    const table: string[] = [];
    for (const { name, paths } of rows) table.push(`${name}\t${await codesOf(paths)}`);
    const expected = join(import.meta.dirname, "expected-negative.tsv");
    expect(table.filter((row) => row.endsWith("\t"))).toEqual([]);
    await expect(`${table.sort().join("\n")}\n`).toMatchFileSnapshot(expected);
  });
});

/** Where the published schema of Arazzo 1.1 and this compiler differ, and what decides. */
const schemaDiffers: Readonly<Record<string, string>> = {
  "fail/invalid-openapi-success-criteria.arazzo.yaml":
    "Step Object, successCriteria: nothing asks for an entry in the list",
  "fail/invalid-workflow-success-criteria.arazzo.yaml":
    "Step Object, successCriteria: nothing asks for an entry in the list",
  "pass/characterization-workflow-step-with-requestBody.arazzo.yaml":
    "Step Object, requestBody: it is passed to an operation, and a workflow is none",
};

/** The codes on how a document is built; others are on what its names mean. */
const structural = new Set([
  "no-description",
  "yaml-syntax",
  "version-unsupported",
  "missing-field",
  "wrong-kind",
  "fields-exclusive",
  "duplicate-id",
  "action-type",
  "action-target",
  "component-reference",
]);

describe.skipIf(!existsSync(schemaTests))("the documents that the published schema judges", () => {
  const files = ["pass", "fail"].flatMap((set) =>
    existsSync(schemaTests)
      ? readdirSync(join(schemaTests, set)).map((file) => `${set}/${file}`)
      : [],
  );

  test.for(files)("%s", async (file) => {
    const { diagnostics } = await compile([join(schemaTests, file)]);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    // What only 1.1 has is refused as a whole.
    const isFaulty = errors.some(
      ({ code }) => structural.has(code) || (file.startsWith("fail") && code === "unsupported"),
    );
    expect(isFaulty).toBe(file.startsWith("fail") !== file in schemaDiffers);
  });
});

function manifestRows() {
  const manifest = join(negative, "../MANIFEST.tsv");
  if (!existsSync(manifest)) return [];
  return readFileSync(manifest, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .filter(([set]) => set === "negative")
    .map(([, name = "", , paths = ""]) => ({
      name,
      paths: paths.split(";").map((path) => join(negative, name, path)),
    }));
}

/** `code:line` of what is said of the documents, without what is only about their surroundings. */
async function codesOf(paths: readonly string[]): Promise<string> {
  const { diagnostics } = await compile(paths);
  const codes = diagnostics.flatMap(({ code, severity, place }) => {
    const isAsked = severity !== "info" || code === "name-deviation";
    const line = place?.source.text.slice(0, place.start).split("\n").length;
    return isAsked && !environment.has(code) ? `${code}:${line}` : [];
  });
  return [...new Set(codes)].join(" ");
}
