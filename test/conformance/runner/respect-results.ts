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

/**
 * Keeps the reasons of the runs that fail as before. New failures have an empty reason.
 * @param failed the ids of all runs, and whether they failed
 */
export function updateFailures(
  known: readonly RespectFailure[],
  failed: ReadonlyMap<string, boolean>,
): readonly RespectFailure[] {
  const kept = known
    .map(({ reason, runs }) => ({ reason, runs: runs.filter((id) => failed.get(id)) }))
    .filter(({ reason, runs }) => reason !== "" && runs.length > 0);
  const explained = new Set(kept.flatMap(({ runs }) => runs));
  const fresh = [...failed].flatMap(([id, isFailed]) =>
    isFailed && !explained.has(id) ? [id] : [],
  );
  return fresh.length === 0 ? kept : [...kept, { reason: "", runs: fresh }];
}
