import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { positionAt } from "../../generator/source/source-text.js";
import { sharedFixture } from "../shared-fixture.js";

/**
 * Faulty public documents. The tables have the name of each document, the expected diagnostics as `code:line`, and the reason why
 * other tools report more.
 */
const negative = sharedFixture("corpus/negative");
const schemaTests = sharedFixture("vectors/arazzo-schema-tests/tests/schema");

describe.skipIf(negative.isMissing)("the faulty documents of the corpus", () => {
  const table = readTable("expected-negative.tsv");
  const paths = pathsOfFolders();

  test("are all in the table", () => {
    expect(table.map(({ name }) => name).sort()).toEqual([...paths.keys()].sort());
    expect(table.filter(({ faults }) => faults.length === 0)).toEqual([]);
  });

  test.for(table)("$name", async ({ name, faults }) => {
    const told = await diagnose(paths.get(name) ?? []);
    expect(told.map(({ shown }) => shown)).toEqual(expect.arrayContaining([...faults]));
  });
});

/** Diagnostics about missing files, which say nothing about the document. */
const environment = new Set(["source-not-readable", "source-unused"]);

describe.skipIf(schemaTests.isMissing)("the documents that the published schema judges", () => {
  const table = readTable("expected-schema-tests.tsv");

  test("are all in the table", () => {
    const files = ["fail", "pass"].flatMap((set) =>
      readdirSync(join(schemaTests.path, set)).map((file) => `${set}/${file}`),
    );
    expect(table.map(({ name }) => name).sort()).toEqual(files.sort());
  });

  test.for(table)("$name", async ({ name, faults, why }) => {
    const told = await diagnose([join(schemaTests.path, name)]);
    const errors = told.filter(({ code, severity }) => {
      return severity === "error" && !environment.has(code);
    });
    if (name.startsWith("fail/")) {
      expect(errors.map(({ shown }) => shown)).toEqual(expect.arrayContaining([...faults]));
      expect(faults.length > 0 || why !== "", "what differs is explained").toBe(true);
    } else {
      // Constructs of version 1.1 are rejected everywhere.
      const found = errors.map(({ code, shown }) => (code === "unsupported" ? code : shown));
      expect([...new Set(found)].sort()).toEqual([...faults].sort());
    }
  });
});

interface Row {
  readonly name: string;
  /** The expected diagnostics as `code:line`. */
  readonly faults: readonly string[];
  readonly why: string;
}

function readTable(file: string): readonly Row[] {
  const rows = readFileSync(join(import.meta.dirname, file), "utf8")
    .trimEnd()
    .split("\n");
  return rows.map((row) => {
    const [name = "", faults = "", why = ""] = row.split("\t");
    return { name, faults: faults.split(" ").filter(Boolean), why };
  });
}

/** The documents of each folder, as the manifest beside them lists them. */
function pathsOfFolders(): ReadonlyMap<string, readonly string[]> {
  const manifest = join(negative.path, "../MANIFEST.tsv");
  const rows = existsSync(manifest) ? readFileSync(manifest, "utf8").split("\n") : [];
  return new Map(
    rows
      .map((row) => row.split("\t"))
      .filter(([set]) => set === "negative")
      .map(([, name = "", , paths = ""]) => [
        name,
        paths.split(";").map((path) => join(negative.path, name, path)),
      ]),
  );
}

async function diagnose(paths: readonly string[]) {
  const { diagnostics } = await compile(paths);
  return diagnostics.map(({ code, severity, place }) => ({
    code,
    severity,
    shown: `${code}:${place && positionAt(place.source, place.start).line}`,
  }));
}
