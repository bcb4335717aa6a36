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
const schemaTests = sharedFixture("vectors/arazzo-schema-tests");

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

/** Diagnostics about missing files, and about messages, which are not supported: they say nothing about the document. */
const environment = new Set(["source-not-readable", "source-unused", "unsupported"]);

const judged = ["tests/schema/fail", "tests/schema/pass", "examples/1.0.0", "examples/1.1.0"];

describe.skipIf(schemaTests.isMissing)("the documents that the published schema judges", () => {
  const table = readTable("expected-schema-tests.tsv");

  test("are all in the table", () => {
    const files = judged.flatMap((folder) =>
      readdirSync(join(schemaTests.path, folder)).map((file) => `${folder}/${file}`),
    );
    const documents = files.filter(
      (file) => !/^examples\/.*(\.md|[-.]openapi\.yaml|-asyncapi\.yaml)$/.test(file),
    );
    expect(table.map(({ name }) => name).sort()).toEqual(documents.sort());
  });

  test.for(table)("$name", async ({ name, faults, why }) => {
    const told = await diagnose([join(schemaTests.path, name)]);
    const errors = told.filter(({ severity }) => severity === "error");
    const found = errors.filter(({ code }) => !environment.has(code)).map(({ shown }) => shown);
    if (name.startsWith("tests/schema/fail/")) {
      expect(found).toEqual(expect.arrayContaining([...faults]));
      expect(faults).not.toEqual([]);
      return;
    }
    expect([...new Set(found)].sort()).toEqual([...faults].sort());
    expect(faults.length === 0 || why !== "", "each difference is explained").toBe(true);
    const text = readFileSync(join(schemaTests.path, name), "utf8");
    const hasMessages = /asyncapi|channelPath|action:|correlationId|\$message/.test(text);
    const unsupported = errors.filter(({ code }) => code === "unsupported");
    expect(hasMessages ? [] : unsupported, "only messages are not supported").toEqual([]);
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
