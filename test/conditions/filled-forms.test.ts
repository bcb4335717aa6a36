/** Conditions of Arazzo 1.1 with expressions in them, whose values cannot change the condition. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../run/run-flow.js";
import { filledForms, hostileTexts } from "./filled-forms.js";
import type { ConditionForm } from "./forms.js";
import { type JudgedForms, judgeForms } from "./judge-forms.js";

const body = (value: unknown): Reply => [200, value];
const xml = (text: string): Reply => [200, text, { "content-type": "application/xml" }];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\n": "&#10;",
};
const attribute = (text: string) => text.replace(/[&<"\n]/g, (each) => escapes[each] ?? each);

/** Each holds only if a value of the response is the input between `<` and `>`. */
const exact: readonly (ConditionForm & { readonly reply: (text: string) => Reply })[] = [
  {
    type: "regex",
    condition: "^<({$inputs.text})>$",
    context: "$response.body#/s",
    reply: (text) => body({ s: `<${text}>` }),
  },
  {
    type: "regex",
    condition: "^<{$inputs.text}{1}>$",
    context: "$response.body#/s",
    reply: (text) => body({ s: `<${text}>` }),
  },
  {
    type: "jsonpath",
    condition: "$.a[?@.s == '<{$inputs.text}>']",
    context: "$response.body",
    reply: (text) => body({ a: [{ s: `<${text}>` }] }),
  },
  {
    type: "jsonpath",
    condition: '$.a["<{$inputs.text}>"]',
    context: "$response.body",
    reply: (text) => body({ a: { [`<${text}>`]: 0 } }),
  },
  {
    type: "xpath",
    condition: "/root/@s = '<{$inputs.text}>'",
    context: "$response.body",
    reply: (text) => xml(`<root s="${attribute(`<${text}>`)}"/>`),
  },
];

/** Makes `judgeForms` compile them as conditions that can hold. */
const runnable = exact.map((form) => ({ ...form, holds: form.reply("a") }));
const forms = [...filledForms, ...runnable];
let judged: JudgedForms;

beforeAll(async () => {
  judged = await judgeForms(forms, "1.1.0", "filled-condition-forms");
}, 180_000);

afterAll(() => judged.close());

test.for(filledForms)("$type $condition with $inputs", async (form) => {
  expect(judged.told(form)).toEqual(form.told ?? []);
  if (form.holds) expect((await judged.run(form, form.holds)).outcome).toBe("yes");
  if (form.fails) expect((await judged.run(form, form.fails)).outcome).toBe("completed");
});

describe.each(runnable)("$type $condition", (form) => {
  test.each(hostileTexts)("is exact for %j", async (text) => {
    const inputs = { text };
    expect(await judged.run(form, form.reply(text), inputs)).toMatchObject({ outcome: "yes" });
    for (const other of ["other", `${text}x`, text === "" ? "a" : ""]) {
      const { outcome } = await judged.run(form, form.reply(other), inputs);
      expect([other, outcome]).toEqual([other, "completed"]);
    }
  });
});
