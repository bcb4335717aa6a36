/** The compliance test suite of RFC 9535: valid queries select the expected values, others are rejected. */

import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import type { Diagnostic } from "../../generator/diagnostics/diagnostics.js";
import { hasMatch } from "../../templates/runtime/jsonpath.js";
import { startRun } from "../../templates/runtime/run.js";
import { sharedFixture } from "../shared-fixture.js";

const suite = sharedFixture("vectors/jsonpath-cts/cts.json");

interface Case {
  readonly name: string;
  readonly selector: string;
  readonly document?: unknown;
  readonly result?: readonly unknown[];
  /** In place of `result`, where the order is open. */
  readonly results?: readonly (readonly unknown[])[];
  readonly invalid_selector?: true;
}

/** Deviations from the suite, by case, with the reason. */
const deviations: Readonly<Record<string, string>> = {};

const cases: readonly Case[] = suite.isMissing
  ? []
  : JSON.parse(readFileSync(suite.path, "utf8")).tests;
const valid = cases.filter((each) => !each.invalid_selector && !(each.name in deviations));
const invalid = cases.filter((each) => each.invalid_selector && !(each.name in deviations));

const step = startRun("w").workflowStep("s");

describe.skipIf(suite.isMissing)("the compliance test suite of JSONPath", () => {
  let folder = "";
  let judgements: ReadonlyMap<string, readonly Diagnostic[]> = new Map();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "jsonpath-"));
    judgements = await judge(folder);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("has cases, and every deviation is one of them", () => {
    expect(valid.length).toBeGreaterThan(400);
    expect(invalid.length).toBeGreaterThan(200);
    const names = cases.map(({ name }) => name);
    expect(Object.keys(deviations).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(valid)("$name: $selector is compiled, and finds what it should", (each) => {
    expect(judgements.get(each.name)).toEqual([]);
    const [expected = []] = each.results ?? [each.result ?? []];
    expect(hasMatch(step, each.document, each.selector)).toBe(expected.length > 0);
  });

  test.each(invalid)("$name: $selector is refused", ({ name }) => {
    const errors = judgements.get(name)?.filter(({ severity }) => severity === "error");
    expect(errors).not.toEqual([]);
  });
});

/** The diagnostics of each query as a criterion, by case. */
async function judge(folder: string): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  await mkdir(folder, { recursive: true });
  const description = {
    openapi: "3.1.0",
    info: { title: "Anything", version: "1.0.0" },
    servers: [{ url: "https://anything.example" }],
    paths: {
      "/": {
        get: {
          operationId: "get",
          responses: { 200: { description: "OK", content: { "application/json": {} } } },
        },
      },
    },
  };
  const criteria = cases.map(({ selector }) => ({
    context: "$response.body",
    type: "jsonpath",
    condition: selector,
  }));
  const step = { stepId: "get", operationId: "get", successCriteria: criteria };
  const arazzo = {
    arazzo: "1.0.1",
    info: { title: "Queries", version: "1.0.0" },
    sourceDescriptions: [{ name: "anything", url: "openapi.json", type: "openapi" }],
    workflows: [{ workflowId: "get", steps: [step] }],
  };
  const path = join(folder, "arazzo.json");
  await writeFile(join(folder, "openapi.json"), JSON.stringify(description));
  await writeFile(path, JSON.stringify(arazzo, undefined, 1));
  const { diagnostics } = await compile([path]);
  // Each criterion takes up lines of its own.
  const text = readFileSync(path, "utf8");
  const starts = [...text.matchAll(/\{\s*"context"/g)].map(({ index }) => index);
  const found = diagnostics.map((diagnostic) => ({
    diagnostic,
    index: starts.findLastIndex((start) => start <= (diagnostic.place?.start ?? 0)),
  }));
  return new Map(
    cases.map(({ name }, index) => [
      name,
      found.flatMap((each) => (each.index === index ? each.diagnostic : [])),
    ]),
  );
}
