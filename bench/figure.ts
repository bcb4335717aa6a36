/** Shared by the figures: the rows of the table, and alternating runs. */

import type { ProcessRun } from "./run-process.js";
import type { Workplace } from "./workplace.js";

/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly unit: "µs" | "ms" | "bytes" | "MB" | "KB";
  /** One value for each run. */
  readonly ours: readonly number[];
  /** The comparison: runs of a peer, or a limit. */
  readonly beside: string;
  readonly theirs: readonly number[];
  /** The CPU that the same runs took, which a busy machine changes less. */
  readonly cpu?: Pick<Row, "ours" | "theirs">;
  /** How large the ratio of ours to theirs may be. */
  readonly goal: number;
}

/** Measures one or more rows; all files that it makes are in the workplace. */
export type Figure = (place: Workplace) => Promise<readonly Row[]>;

/**
 * Runs each in turn, so that a slow minute of the machine is a slow minute for all of them. The first
 * round is not counted.
 */
export async function takeTurns<Name extends string, Result>(
  runs: Readonly<Record<Name, () => Promise<Result>>>,
  rounds = 5,
): Promise<Readonly<Record<Name, readonly Result[]>>> {
  const names = Object.keys(runs) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const result = await runs[name]();
      if (round > 0) results[name]?.push(result);
    }
  }
  return results as Record<Name, Result[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return (low + high) / 2;
}

/** The times of whole processes, in milliseconds. */
export function timesOf(ours: readonly ProcessRun[], theirs: readonly ProcessRun[]) {
  const wall = (runs: readonly ProcessRun[]) => runs.map((run) => run.wall);
  const cpu = (runs: readonly ProcessRun[]) => runs.map((run) => run.cpu);
  const unit = "ms" as const;
  return {
    unit,
    ours: wall(ours),
    theirs: wall(theirs),
    cpu: { ours: cpu(ours), theirs: cpu(theirs) },
  };
}

/** The median of the ratios of the runs that took turns; of the medians where they did not. */
export function ratioOf({ ours, theirs }: Pick<Row, "ours" | "theirs">): number {
  if (ours.length !== theirs.length) return median(ours) / median(theirs);
  return median(ours.map((value, index) => value / (theirs[index] ?? Number.NaN)));
}
