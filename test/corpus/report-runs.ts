import type { RunReport } from "./run-generated.js";

/** A line of the table: the case, the function, which values it was given, how it ended, what it sent. */
export function toRow(name: string, report: RunReport): string {
  const { functionName, values, end, requests, invalid, faults } = report;
  const valid = `${requests - invalid}/${requests}`;
  return [name, functionName, values, end, valid, faults.join("; ") || "-"].join("\t");
}

/** How many runs ended in which way, and how many requests were invalid by which cause. */
export function summarize(reports: readonly RunReport[]): string {
  const requests = sum(reports.map((report) => report.requests));
  const invalid = sum(reports.map((report) => report.invalid));
  const ends = reports.map(({ end, error }) => (error === undefined ? "an outcome" : end));
  return [
    `${reports.length} runs: ${counts(ends.map((end) => end.replace(/ (?!outcome).*/, "")))}`,
    `${requests} requests, ${requests - invalid} valid; faults: ${
      counts(reports.flatMap(({ faults }) => faults.map(causeOf))) || "none"
    }`,
  ].join("\n");
}

/** Such as `body required` of `createJob: body /items/0: required name`. */
function causeOf(fault: string): string {
  const [, place = "", ...rest] = fault.split(": ");
  return `${place.split(" ")[0]} ${rest.join(": ").split(" ")[0]}`;
}

function counts(names: readonly string[]): string {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  const sorted = [...count].sort(([, a], [, b]) => b - a);
  return sorted.map(([name, times]) => `${times} ${name}`).join(", ");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
