/** `docs/conformance.md` and `respect.yaml` are about the cases that there are. If not, run `npm run conformance`. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { conformancePage } from "./runner/page.js";
import { readCases, readRequirements, runsOf, suite } from "./runner/read-cases.js";
import { readRespectResults } from "./runner/respect-results.js";

const cases = readCases();
const results = readRespectResults();

test("Respect was compared with every run", () => {
  const compared = [...results.passed, ...results.failures.flatMap(({ runs }) => runs)];
  const ids = cases.flatMap(runsOf).map(({ id }) => id);
  expect(compared.toSorted()).toEqual(ids.toSorted());
});

test("every failure of Respect has a reason", () => {
  expect(results.failures.filter(({ reason }) => reason === "")).toEqual([]);
});

test("the page shows the cases and the results", () => {
  const page = readFileSync(join(suite, "../../docs/conformance.md"), "utf8");
  expect(page).toBe(conformancePage(cases, readRequirements(), results));
});
