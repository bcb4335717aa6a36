import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { suite } from "./read-cases.js";

/** The content of `respect.yaml`: the results of the last comparison. */
export interface RespectResults {
  /** The version of `@redocly/cli`. */
  readonly version: string;
  /** Such as `2026-11-28`. */
  readonly date: string;
  readonly failures: readonly RespectFailure[];
  /** The ids of runs. */
  readonly passed: readonly string[];
}

export interface RespectFailure {
  /** What Respect does otherwise than the standard says, written by hand. */
  readonly reason: string;
  /** The ids of runs. */
  readonly runs: readonly string[];
}

const path = join(suite, "respect.yaml");
const head =
  "# The results of the last comparison with Redocly Respect, written by `npm run conformance`. The reasons are written by hand.\n";

export function readRespectResults(): RespectResults {
  return parse(readFileSync(path, "utf8"));
}

export function writeRespectResults(results: RespectResults): void {
  writeFileSync(path, head + stringify(results, { lineWidth: 0 }));
}

/** A comparison of all or some runs. */
interface Comparison {
  readonly version: string;
  readonly date: string;
  /** The ids of all runs that exist. */
  readonly ids: readonly string[];
  /** By the ids of the compared runs. */
  readonly hasFailed: ReadonlyMap<string, boolean>;
}

/** Keeps the results of runs that were not compared, and the reasons of those that fail as before. New failures have an empty reason. */
export function updateResults(
  known: RespectResults,
  { version, date, ids, hasFailed }: Comparison,
): RespectResults {
  const explained = new Set(known.failures.flatMap(({ runs }) => runs));
  const isFailed = (id: string) => hasFailed.get(id) ?? explained.has(id);
  const isPassed = (id: string) =>
    hasFailed.has(id) ? !isFailed(id) : known.passed.includes(id) && !explained.has(id);
  const fresh = ids.filter((id) => isFailed(id) && !explained.has(id));
  const groups = [...known.failures, { reason: "", runs: fresh }];
  const reasons = [...new Set(groups.map(({ reason }) => reason))];
  const failures = reasons.map((reason) => ({
    reason,
    runs: groups
      .filter((group) => group.reason === reason)
      .flatMap(({ runs }) => runs.filter((id) => ids.includes(id) && isFailed(id)))
      .toSorted(),
  }));
  return {
    version,
    date,
    failures: failures.filter(({ runs }) => runs.length > 0),
    passed: ids.filter(isPassed),
  };
}
