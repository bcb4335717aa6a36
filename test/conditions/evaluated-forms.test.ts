/** How conditions are evaluated: the tables in docs/decisions-arazzo.md, in both versions of Arazzo. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../run/run-flow.js";
import { type EvaluatedForm, evaluatedForms, laterForms } from "./evaluated-forms.js";
import type { ConditionForm } from "./forms.js";
import { type JudgedForms, judgeForms } from "./judge-forms.js";

describe.each([
  ["1.0.1", evaluatedForms],
  ["1.1.0", [...evaluatedForms, ...laterForms]],
] as const)("in version %s", (version, rows) => {
  const forms = new Map(rows.map((row) => [row, asCondition(row)]));
  let judged: JudgedForms;

  beforeAll(async () => {
    judged = await judgeForms([...forms.values()], version, `evaluated-forms-${version}`);
  }, 180_000);

  afterAll(() => judged.close());

  test.for(rows)("$row: $condition", async (row) => {
    const form = forms.get(row) ?? asCondition(row);
    expect(judged.told(form)).toEqual([]);
    for (const reply of row.holds) {
      const { outcome, events } = await judged.run(form, reply);
      expect([reply, outcome, criteriaIn(events)]).toEqual([reply, "yes", []]);
    }
    const problems = row.problem === undefined ? [] : [row.problem];
    for (const reply of row.fails) {
      const { outcome, events } = await judged.run(form, reply);
      const reported = criteriaIn(events).map(({ problem }) => problem);
      expect([reply, outcome, reported]).toEqual([reply, "completed", problems]);
    }
  });
});

function asCondition({
  row: _,
  problem: __,
  holds: [holds],
  fails: [fails],
  ...form
}: EvaluatedForm) {
  const replies: { holds?: Reply; fails?: Reply } = {};
  if (holds) replies.holds = holds;
  if (fails) replies.fails = fails;
  return { ...form, ...replies } satisfies ConditionForm;
}

function criteriaIn(events: Awaited<ReturnType<JudgedForms["run"]>>["events"]) {
  return events.flatMap(({ criterion }) => criterion ?? []);
}
