import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Wish } from "../corpus/server/make-response.js";

type StepWishes = ReadonlyMap<string, Wish["values"]>;

/**
 * Values of responses that make one action of a workflow apply, so that a loop ends.
 * @returns for each action with simple criteria on values, the values by `workflowId` and `stepId`
 */
export function exitWishes(document: string, workflowId: string): readonly StepWishes[] {
  const root: unknown = parse(readFileSync(document, "utf8"), { maxAliasCount: -1 });
  const workflow = list(root, "workflows").find(
    (each) => Reflect.get(Object(each), "workflowId") === workflowId,
  );
  return list(workflow, "steps").flatMap((step) => {
    const actions = [...list(step, "onSuccess"), ...list(step, "onFailure")];
    const stepId = Reflect.get(Object(step), "stepId");
    return actions
      .map((action) => list(action, "criteria").flatMap(valuesOf))
      .filter((values) => values.length > 0)
      .map((values) => new Map([[`${workflowId} ${stepId}`, values]]));
  });
}

/** The values that a criterion compares with: `$response.body#/state == 'done'`, or the same as a JSONPath. */
function valuesOf(criterion: unknown): Wish["values"] {
  const condition = String(Reflect.get(Object(criterion), "condition"));
  const [first = ""] = condition.split("||");
  return first.split("&&").flatMap((clause): Wish["values"] => {
    const simple =
      /^[\s(]*\$response\.body#(\/\S+)\s*==\s*(?:['"]([^'"]*)['"]|(true|false|-?\d+(?:\.\d+)?))[\s)]*$/.exec(
        clause,
      );
    if (simple) {
      const [, pointer = "", text, scalar] = simple;
      return [[pointer, scalar === undefined ? text : JSON.parse(scalar)]];
    }
    const filter = /^\$(?:\[\?\(?\s*@)?\.([\w.]+)\s*==\s*['"]?([^'"]*?)['"]?\)?\]?$/.exec(
      clause.trim(),
    );
    return filter ? [[`/${filter[1]?.replaceAll(".", "/")}`, filter[2]]] : [];
  });
}

function list(owner: unknown, key: string): readonly unknown[] {
  const value: unknown = Reflect.get(Object(owner), key);
  return Array.isArray(value) ? value : [];
}
