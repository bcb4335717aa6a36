import { type End, ends } from "./end-of-run.js";
import type { Call } from "./measure-calls.js";
import type { MutantRun } from "./measure-mutants.js";
import type { RandomRun } from "./measure-random.js";

/** Where a run was made. */
interface Origin {
  readonly isStrict: boolean;
}

/** Rows with a header, their cells separated by tabs. */
type Table = readonly string[];

/** Mutants by kind, and in total by the place of the change. */
export function mutantTable(runs: readonly (MutantRun & Origin)[]): Table {
  const counts = ends.map((end): Column<MutantRun> => [end, (run) => run.end === end]);
  const columns: readonly Column<MutantRun>[] = [
    ["runs", () => true],
    ...counts,
    ["absent in URL", ({ absentInUrl }) => absentInUrl !== undefined],
  ];
  const total = (run: MutantRun & Origin) =>
    `${run.validity}\t${compiled(run)}\tall kinds, ${run.where}`;
  return [
    ["responses", "compiled", "change", ...columns.map(([name]) => name)].join("\t"),
    ...rows(runs, ({ validity }) => `${validity}\tall\tall kinds`, columns),
    ...rows(
      runs.filter(({ where }) => where !== "within"),
      ({ validity }) => `${validity}\tall\tall kinds, not within`,
      columns,
    ),
    ...rows(runs, total, columns),
    ...rows(runs, ({ validity, kind }) => `${validity}\tall\t${kind}`, columns),
  ];
}

export function randomTable(runs: readonly (RandomRun & Origin)[]): Table {
  const columns: readonly Column<RandomRun>[] = [
    ["runs", () => true],
    ...(["outcome", "typed error", "false alarm", "exception"] as const).map(
      (end): Column<RandomRun> => [end, (run) => run.end === end],
    ),
    ["other type", ({ violations }) => violations.length > 0],
    ["absent in URL", ({ absentInUrl }) => absentInUrl !== undefined],
  ];
  return [
    ["compiled", ...columns.map(([name]) => name)].join("\t"),
    ...rows(runs, compiled, columns),
  ];
}

export function callTable(calls: readonly Call[]): Table {
  const isSent = ({ requests }: Call) => requests > 0;
  const columns: readonly Column<Call>[] = [
    ["calls", () => true],
    ["sent", isSent],
    ["wrong by kind", (call) => call.isWrongByKind],
    ["sent", (call) => call.isWrongByKind && isSent(call)],
    ["wrong by type", (call) => call.isWrongByType],
    ["sent", (call) => call.isWrongByType && isSent(call)],
    ["wrong by schema", (call) => call.isWrongBySchema],
    ["sent", (call) => call.isWrongBySchema && isSent(call)],
    ["outcome", ({ end }) => end === "outcome"],
    ["typed error", ({ end }) => end === "typed error"],
    ["exception", ({ end }) => end === "exception"],
    ["absent in URL", ({ absentInUrl }) => absentInUrl !== undefined],
  ];
  return [
    ["inputs", ...columns.map(([name]) => name)].join("\t"),
    ...rows(calls, () => "all kinds", columns),
    ...rows(calls, ({ kind }) => kind, columns),
  ];
}

/** The share of the runs that ended in one of some ways, such as `4.2 %`. */
export function share(runs: readonly MutantRun[], ...which: readonly End[]): string {
  const count = runs.filter(({ end }) => which.includes(end)).length;
  return `${count} (${((100 * count) / Math.max(1, runs.length)).toFixed(1)} %)`;
}

type Column<Row> = readonly [name: string, counts: (row: Row) => boolean];

/** One row for each key, sorted by the key. */
function rows<Row>(
  all: readonly Row[],
  keyOf: (row: Row) => string,
  columns: readonly Column<Row>[],
): readonly string[] {
  const groups = new Map<string, Row[]>();
  for (const row of all) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, group]) =>
      [key, ...columns.map(([, counts]) => group.filter(counts).length)].join("\t"),
    );
}

function compiled({ isStrict }: Origin): string {
  return isStrict ? "strict" : "lenient";
}
