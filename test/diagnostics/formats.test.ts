import { expect, test } from "vitest";
import { Diagnostics } from "../../generator/diagnostics/diagnostics.js";
import { formats } from "../../generator/diagnostics/formats/format.js";

const pets = {
  path: "/docs/my pets.yaml",
  name: "docs/my pets.yaml",
  projectName: "docs/my pets.yaml",
  text: "a: 1\nb:\n  cat\n",
};
const api = {
  path: "/api.yaml",
  name: "api.yaml",
  projectName: "api.yaml",
  text: "paths:\n  /pets: {}\n",
};

const unreported = { message: "", why: "", fix: "" };

/** One of each severity: on one line, on several, and without a place. */
function sample() {
  const diagnostics = new Diagnostics();
  diagnostics.report(
    "wrong-kind",
    { source: pets, start: 3, end: 4 },
    { field: "a", expected: "a string" },
    [{ message: "a is declared", place: { source: api, start: 9, end: 14 } }],
  );
  diagnostics.report(
    "reference-not-found",
    { source: pets, start: 5, end: 13 },
    { reference: "#" },
  );
  diagnostics.report("context-ignored", undefined, {});
  return diagnostics.all;
}

test("json prints every field of a diagnostic", () => {
  const [, { message, why, fix } = unreported] = sample();
  expect(JSON.parse(formats.json(sample()))).toEqual([
    expect.objectContaining({
      code: "context-ignored",
      severity: "info",
      place: null,
      related: [],
    }),
    {
      code: "wrong-kind",
      severity: "error",
      message,
      why,
      fix,
      standard: "https://spec.openapis.org/arazzo/v1.0.1.html#schema",
      place: { document: "docs/my pets.yaml", line: 1, column: 4, endLine: 1, endColumn: 5 },
      related: [
        {
          message: "a is declared",
          place: { document: "api.yaml", line: 2, column: 3, endLine: 2, endColumn: 8 },
        },
      ],
      edits: [],
    },
    expect.objectContaining({
      code: "reference-not-found",
      standard: null,
      place: { document: "docs/my pets.yaml", line: 2, column: 1, endLine: 3, endColumn: 6 },
    }),
  ]);
});

/** `cat` is a misspelt name. */
function sampleWithEdit() {
  const diagnostics = new Diagnostics();
  const place = { source: pets, start: 10, end: 13 };
  diagnostics.report("input-not-found", place, { name: "cat", known: ["cats"], nearest: "cats" });
  return diagnostics.all;
}

test("json and sarif print the fix as data", () => {
  const place = { document: "docs/my pets.yaml", line: 3, column: 3, endLine: 3, endColumn: 6 };
  expect(JSON.parse(formats.json(sampleWithEdit()))).toMatchObject([
    { edits: [{ place, text: "cats" }] },
  ]);
  expect(JSON.parse(formats.sarif(sampleWithEdit())).runs[0].results[0].fixes).toEqual([
    {
      description: { text: 'did you mean "cats"?' },
      artifactChanges: [
        {
          artifactLocation: { uri: "docs/my%20pets.yaml" },
          replacements: [
            {
              deletedRegion: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 6 },
              insertedContent: { text: "cats" },
            },
          ],
        },
      ],
    },
  ]);
});

test("github prints one command per diagnostic, each on its own line", () => {
  const [first = unreported, second = unreported] = sample();
  expect(formats.github(sample()).split("\n")).toEqual([
    `::notice title=context-ignored::${first.message}%0Afix: ${first.fix}`,
    "::error file=docs/my pets.yaml,line=1,endLine=1,col=4,endColumn=4,title=wrong-kind::" +
      `${second.message}%0Aa is declared at api.yaml:2:3%0Afix: ${second.fix}`,
    expect.stringMatching(
      /^::warning file=docs\/my pets.yaml,line=2,endLine=3,title=reference-not-found::/,
    ),
    "",
  ]);
});

test("sarif has a result and a rule for each diagnostic", () => {
  const [, { message, fix } = unreported] = sample();
  const log = JSON.parse(formats.sarif(sample()));
  expect(log).toMatchObject({ version: "2.1.0", runs: [{ columnKind: "utf16CodeUnits" }] });
  const [{ tool, results }] = log.runs;
  expect(tool.driver.name).toBe("arazzo-typescript");
  for (const { ruleId, ruleIndex } of results) {
    expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
  }
  expect(results.map(({ level }: { level: unknown }) => level)).toEqual([
    "note",
    "error",
    "warning",
  ]);
  expect(results[0].locations).toEqual([]);
  expect(results[1]).toEqual({
    ruleId: "wrong-kind",
    ruleIndex: 1,
    level: "error",
    message: { text: `${message}\nfix: ${fix}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "docs/my%20pets.yaml" },
          region: { startLine: 1, startColumn: 4, endLine: 1, endColumn: 5 },
        },
      },
    ],
    relatedLocations: [
      {
        physicalLocation: {
          artifactLocation: { uri: "api.yaml" },
          region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 8 },
        },
        message: { text: "a is declared" },
      },
    ],
  });
});

/** Checks the printed objects and values against the SARIF standard. */
test("sarif is as its standard demands", () => {
  const { $schema, version, runs } = JSON.parse(formats.sarif(sample()));
  expect({ $schema, version }).toEqual({
    $schema: expect.stringMatching(/^https:.*sarif-2\.1\.0\.json$/),
    version: "2.1.0",
  });
  for (const { tool, results } of runs) {
    for (const { id, fullDescription, helpUri } of tool.driver.rules) {
      expect([typeof id, typeof fullDescription.text]).toEqual(["string", "string"]);
      expect(helpUri === undefined || URL.canParse(helpUri)).toBe(true);
    }
    const ids = tool.driver.rules.map(({ id }: { id: unknown }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { level, message, locations, relatedLocations } of results) {
      expect(["none", "note", "warning", "error"]).toContain(level);
      expect(message.text).not.toBe("");
      for (const { physicalLocation } of [...locations, ...relatedLocations]) {
        const { artifactLocation, region } = physicalLocation;
        expect(URL.canParse(artifactLocation.uri, "file:///")).toBe(true);
        expect(artifactLocation.uri).not.toMatch(/[\\\s]/);
        expect(Object.values(region).every((each) => Number(each) >= 1)).toBe(true);
        expect(region.endLine).toBeGreaterThanOrEqual(region.startLine);
      }
    }
  }
});

test("the order is that of files and places, whatever the order of the reports", () => {
  const reversed = new Diagnostics();
  for (const place of [
    { source: pets, start: 5, end: 6 },
    { source: pets, start: 3, end: 4 },
    { source: api, start: 9, end: 14 },
  ]) {
    reversed.report("yaml-syntax", place, { problem: "b" });
    reversed.report("no-description", place, { name: "a" });
    reversed.report("yaml-syntax", place, { problem: "a" });
  }
  const shown = reversed.all.map(({ code, message, place }) => {
    return [place?.source.name, place?.start, code, message].join(" ");
  });
  expect(shown).toEqual([...shown].sort());
});

test.for(["json", "github", "sarif"] as const)(
  "%s is told what is hostile, and nothing more",
  (name) => {
    const diagnostics = new Diagnostics();
    const problem = "100%\r\n::error file=x::y\u001b[2J\u2028";
    const source = { path: "/x", name: "a,b:c%\n.yaml", projectName: "a,b:c%\n.yaml", text: "x" };
    diagnostics.report("yaml-syntax", { source, start: 0, end: 1 }, { problem });
    const printed = formats[name](diagnostics.all);
    expect(printed.split("\n")).toHaveLength(2);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be printed
    expect(printed.trimEnd()).not.toMatch(/[\u0000-\u001f\u2028]/);
    if (name === "github") {
      expect(printed).toContain("file=a%2Cb%3Ac%25\\u000a.yaml,");
      expect(printed).toContain("::100%25\\u000d\\u000a::error file=x::y\\u001b[2J\\u2028%0Afix: ");
    } else {
      expect(JSON.stringify(JSON.parse(printed))).toContain(JSON.stringify(problem).slice(1, -1));
    }
  },
);

test("no diagnostics are printed as each format requires", () => {
  expect(formats.pretty([])).toBe("");
  expect(formats.github([])).toBe("");
  expect(JSON.parse(formats.json([]))).toEqual([]);
  expect(JSON.parse(formats.sarif([])).runs[0].results).toEqual([]);
});
