import type { ConformanceCase } from "./conformance-case.js";
import { type Requirement, runsOf } from "./read-cases.js";
import type { RespectResults } from "./respect-results.js";

type Row = readonly string[];

const suiteLink = "../test/conformance";

/** Writes `docs/conformance.md`. */
export function conformancePage(
  cases: readonly ConformanceCase[],
  requirements: readonly Requirement[],
  { version, date, failures, passed }: RespectResults,
): string {
  const runs = cases.flatMap(runsOf).length;
  const shown = new Set(cases.flatMap((each) => each.shows));
  const hidden = requirements.filter(({ id }) => !shown.has(id));
  return `# Conformance

<!-- Written by \`npm run conformance\`; do not edit. -->

[The conformance suite](${suiteLink}/README.md) shows what the sentences of Arazzo 1.0.1 and 1.1.0 mean: ${cases.length} cases with ${runs} runs, as
data that any tool can use. This page compares arazzo-typescript with Redocly Respect (\`@redocly/cli\` ${version}) as of ${date}. Messages (AsyncAPI) are
not covered.

A run passes if the server sees the expected requests and the workflow ends as expected. Both tools run against the same server.
The tests of arazzo-typescript fail if it does not pass a run. It runs with \`retry: false\`, since the retries of its transport are not part of
the standard. Respect runs with its checks of schemas and content types off, for the same reason. Respect does not report outputs, so an
additional workflow sends them to a server.

${areaTable(cases, passed, () => true)}

## What Respect does otherwise

${failures.map(({ reason, runs }) => listOf(reason, runs)).join("\n\n")}

## Cases

The ids lead to [the sentences of the standard](${suiteLink}/requirements.yaml).

${table(
  ["case", "shows", "runs", "Respect"],
  cases.map((each) => {
    const all = runsOf(each);
    return [
      `[${each.id}](${suiteLink}/cases/${each.id}/case.yaml)`,
      each.shows.map((id) => `\`${id}\``).join(" "),
      `${all.length}`,
      `${all.filter(({ id }) => passed.includes(id)).length}`,
    ];
  }),
)}

## Sentences without a case

${requirements.length - hidden.length} of ${requirements.length} sentences have a case. The others:

${table(
  ["sentence", "reason"],
  hidden.map(({ id, notObservable = "There is no case yet." }) => [`\`${id}\``, notObservable]),
)}
`;
}

/** The numbers of runs that pass, by area. */
export function areaTable(
  cases: readonly ConformanceCase[],
  passed: readonly string[],
  isOurs: (id: string) => boolean,
): string {
  const rowOf = (name: string, some: readonly ConformanceCase[]): Row => {
    const ids = some.flatMap(runsOf).map(({ id }) => id);
    const count = (isPassed: (id: string) => boolean) => `${ids.filter(isPassed).length}`;
    const theirs = count((id) => passed.includes(id));
    return [name, `${some.length}`, `${ids.length}`, count(isOurs), theirs];
  };
  const areas = [...new Set(cases.map(({ area }) => area))];
  const rows = areas.map((area) =>
    rowOf(
      area,
      cases.filter((each) => each.area === area),
    ),
  );
  return table(
    ["area", "cases", "runs", "arazzo-typescript", "Respect"],
    [...rows, rowOf("**all**", cases)],
  );
}

/** A Markdown table with columns of equal width. */
function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: Row) =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function listOf(title: string, items: readonly string[]): string {
  return [title, "", ...items.map((item) => `- ${item}`)].join("\n");
}
