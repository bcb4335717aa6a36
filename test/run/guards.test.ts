/** Criteria that make sure of values, so that no assertion of the values is needed after them. */

import { describe, expect, test } from "vitest";
import { compileFlow, runFlow } from "./run-flow.js";

const { diagnostics } = await compileFlow("guards");
const { text } = diagnostics.find(({ place }) => place)?.place?.source ?? { text: "" };
const workflows = [...text.matchAll(/workflowId: (\w+)/g)].map(([, name = ""]) => name);
const unguarded = workflows.filter((name) => name.startsWith("maybe"));

const station = { id: "a", name: "Central", owner: { id: "o" } };
const other = { id: "b", name: "a" };
/** Every combination that the description allows. */
const bodies = [[], [station], [other, station], [other, other, station]].flatMap((stations) =>
  [undefined, { id: "c" }, station, other].flatMap((best) =>
    [undefined, null, "next"].flatMap((cursor) =>
      [undefined, 0, 2].map((total) => ({ stations, best, cursor, total })),
    ),
  ),
);

async function runWith(workflow: string, body: object) {
  const { error, requests } = await runFlow("guards", workflow, { replies: [[200, body], [200]] });
  const name = error instanceof Error ? error.name : undefined;
  return { name, sent: requests.slice(1) };
}

describe("a guard", () => {
  test("is known in all workflows but those whose criteria do not make sure of the value", () => {
    const asserted = diagnostics.filter(({ code }) => code === "value-asserted");
    const owners = asserted.map(({ place }) => {
      const before = place?.source.text.slice(0, place.start) ?? "";
      return [...before.matchAll(/workflowId: (\w+)/g)].at(-1)?.[1];
    });
    expect(workflows).toHaveLength(33);
    expect(owners).toEqual(unguarded);
  });

  test.each(workflows.filter((name) => !unguarded.includes(name)))(
    "%s is enough: no value is missing whatever the response",
    async (workflow) => {
      const runs = await Promise.all(bodies.map((body) => runWith(workflow, body)));
      const names = new Set(runs.map(({ name }) => name));
      expect([...names].filter((name) => name !== undefined && name !== "StepFailedError")).toEqual(
        [],
      );
      const sent = runs.flatMap((each) => each.sent);
      expect(sent.length).toBeGreaterThan(0);
      expect(sent.filter((request) => /undefined|null|\/$/.test(request))).toEqual([]);
    },
  );

  test.each(unguarded)("%s is not enough", async (workflow) => {
    const runs = await Promise.all(bodies.map((body) => runWith(workflow, body)));
    expect(runs.map(({ name }) => name)).toContain("MissingValueError");
  });

  test("is not tested again where nothing depends on the value", async () => {
    const found = await compileFlow("guards-without-values");
    expect(found.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const code = found.files.map((file) => file.text).join("\n");
    expect(code).toContain('if (kind === "docked") {');
    expect(code).not.toContain("body == null");
  });
});
