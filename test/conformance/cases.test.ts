/** The cases and the sentences of the standard fit together. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { sharedFixture } from "../shared-fixture.js";
import { readCases, readRequirements, readYaml, suite } from "./runner/read-cases.js";

const cases = readCases();
const requirements = readRequirements();
const schema = JSON.parse(readFileSync(join(suite, "case.schema.json"), "utf8"));

describe("cases", () => {
  const validate = new Ajv2020({ allErrors: true, strictRequired: false }).compile(schema);

  test.for(cases)("$id fits the schema", ({ id, runs }) => {
    validate(readYaml(join(suite, "cases", id, "case.yaml")));
    expect(validate.errors ?? []).toEqual([]);
    const names = runs.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(names);
  });

  test("the ids that they show are those of sentences", () => {
    const known = new Set(requirements.map(({ id }) => id));
    const unknown = cases.flatMap(({ id, shows }) =>
      shows.filter((each) => !known.has(each)).map((each) => `${id} shows ${each}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe("requirements", () => {
  test("their ids are unique", () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  });

  test("each has a case, or a reason why it has none", () => {
    const shown = new Set(cases.flatMap((each) => each.shows));
    const wrong = requirements.filter(
      ({ id, notObservable }) => shown.has(id) === (notObservable !== undefined),
    );
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  const versions = { "1.0": "arazzo-1.0.1.md", "1.1": "arazzo-1.1.0.md" } as const;
  const fixture = sharedFixture("standard");

  describe.skipIf(fixture.isMissing).each(["1.0", "1.1"] as const)("of %s", (version) => {
    const text = () => plain(readFileSync(join(fixture.path, versions[version]), "utf8"));

    test("are sentences of the standard", () => {
      const standard = text();
      const wrong = requirements
        .filter((each) => each.versions.includes(version))
        .filter(({ sentence }) => !standard.includes(plain(sentence)));
      expect(wrong.map(({ id }) => id)).toEqual([]);
    });

    test("contain every MUST, SHOULD and SHALL", () => {
      let rest = text().split(plain("## Definitions")).slice(1).join("");
      const sentences = requirements
        .filter((each) => each.versions.includes(version))
        .map(({ sentence }) => plain(sentence))
        .toSorted((a, b) => b.length - a.length);
      for (const sentence of sentences) rest = rest.replaceAll(sentence, "");
      expect(rest.match(/[^.]*\b(MUST|SHOULD|SHALL|REQUIRED|RECOMMENDED)\b[^.]*/g) ?? []).toEqual(
        [],
      );
    });
  });
});

/** Without links, anchors, emphasis and line breaks. */
function plain(markdown: string): string {
  return markdown
    .replace(/<a [^>]*><\/a>/g, "")
    .replace(/\[+([^\]]*)\]\([^)]*\)\]?/g, "$1")
    .replace(/[*`_]|\\(?=\|)/g, "")
    .replace(/\s+/g, " ");
}
