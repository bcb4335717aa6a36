/** The diagnostics of conditions, and the responses for which they are true. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { conditionForms } from "./forms.js";
import { type JudgedForms, judgeForms } from "./judge-forms.js";

let judged: JudgedForms;

beforeAll(async () => {
  judged = await judgeForms(conditionForms, "1.0.1", "condition-forms");
}, 180_000);

afterAll(() => judged.close());

test.for(conditionForms)("$type $condition of $context", async (form) => {
  expect(judged.told(form)).toEqual(form.told ?? []);
  if (form.holds) expect((await judged.run(form, form.holds)).outcome).toBe("yes");
  if (form.fails) expect((await judged.run(form, form.fails)).outcome).toBe("completed");
});

test("each form occurs once", () => {
  const keys = conditionForms.map(({ type, condition, context }) =>
    [type, condition, context].join("\n"),
  );
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
