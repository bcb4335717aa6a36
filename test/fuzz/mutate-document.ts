/** Random mistakes and rare constructs in Arazzo documents and in the descriptions that they name. */

import { parse } from "yaml";
import type { Random } from "../run/random-flows.js";
import { pick } from "./hostile-values.js";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly string[];
type Change = (root: Json, random: Random) => Json;

/** Names that mean something in JavaScript, or are not identifiers. */
const names = [
  ...["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "then", "prototype"],
  ...["arguments", "eval", "await", "undefined", "NaN", "Promise", "Object", "default", "class"],
  ...[
    "inputs",
    "outputs",
    "options",
    "run",
    "result",
    "apis",
    "checkInput",
    "completed",
    "failure",
  ],
  ...["a b", "1st", "a.b", "a-b", "$a", "é", "日本", "*/", "`a`", "", "A", "a"],
];

const values: readonly Json[] = [null, true, 0, -1, 1.5, 1e21, "", "text", [], {}];

const types: readonly Json[] = [
  ...["string", "integer", "number", "boolean", "array", "object", "null"],
  ...[["string", "null"], ["integer", "null"], ["array", "object"], [], "no type", null],
];

/** One to four changes of a document. @returns the text of the document as JSON */
export function mutateArazzo(text: string, random: Random): string {
  return mutate(text, [...arazzoChanges, ...generalChanges], random);
}

/** One to four changes of an OpenAPI description. @returns the text of the description as JSON */
export function mutateDescription(text: string, random: Random): string {
  return mutate(text, [...schemaChanges, ...schemaChanges, ...generalChanges], random);
}

function mutate(text: string, changes: readonly Change[], random: Random): string {
  const parsed: unknown = parse(text, { logLevel: "silent", maxAliasCount: -1 });
  let root: Json = JSON.parse(JSON.stringify(parsed ?? null));
  for (let left = 1 + random(4); left > 0; left -= 1) root = pick(random, changes)(root, random);
  return JSON.stringify(root, undefined, 1);
}

const generalChanges: readonly Change[] = [
  // Removes a value.
  (root, random) => change(root, pathIn(root, random), () => undefined),
  // Replaces a value by another value.
  (root, random) => change(root, pathIn(root, random), () => pick(random, values)),
  // Replaces a value by a value that stands under the same key elsewhere.
  (root, random) => {
    const path = pathIn(root, random);
    const same = pathsIn(root).filter((each) => each.at(-1) === path.at(-1));
    const other = at(root, same[random(same.length || 1)] ?? []);
    return change(root, path, () => other);
  },
  // Swaps or doubles the items of an array.
  (root, random) =>
    changeSome(root, random, Array.isArray, (items) => {
      const [from, to] = [random(items.length), random(items.length)];
      const item = items[from];
      if (item === undefined) return items;
      return random(2) === 0
        ? [...items, item]
        : items.with(from, items[to] ?? item).with(to, item);
    }),
];

const arazzoChanges: readonly Change[] = [
  renameEverywhere,
  renameEverywhere,
  // Adds an action.
  (root, random) =>
    changeSome(root, random, isStep, (step) => {
      const list = random(2) === 0 ? "onSuccess" : "onFailure";
      const old = Array.isArray(step[list]) ? step[list] : [];
      const at = random(old.length + 1);
      return { ...step, [list]: old.toSpliced(at, 0, randomAction(root, random)) };
    }),
  // Adds outputs to a step.
  (root, random) =>
    changeSome(root, random, isStep, (step) => {
      const old = isObject(step["outputs"]) ? step["outputs"] : {};
      return {
        ...step,
        outputs: withProperty(old, pick(random, names), randomExpression(root, random)),
      };
    }),
  // Makes criteria.
  (root, random) =>
    changeSome(root, random, isStep, (step) => {
      const criteria = random(3) === 0 ? [] : [{ condition: randomCondition(root, random) }];
      const old = Array.isArray(step["successCriteria"]) ? step["successCriteria"] : [];
      return { ...step, successCriteria: random(2) === 0 ? criteria : [...old, ...criteria] };
    }),
  // Lets a step run a workflow.
  (root, random) =>
    changeSome(root, random, isStep, ({ operationId: _, operationPath: __, ...step }) => {
      return { ...step, workflowId: workflowIn(root, random) };
    }),
  // Lets a workflow depend on another.
  (root, random) =>
    changeSome(root, random, isWorkflow, (workflow) => {
      return { ...workflow, dependsOn: [workflowIn(root, random)] };
    }),
  // Adds a workflow that is like another one.
  (root, random) => {
    const workflow = pick(random, [...objects(root, isWorkflow), null]);
    const list = at(root, ["workflows"]);
    if (!isObject(workflow) || !Array.isArray(list)) return root;
    const copy = { ...workflow, workflowId: `${workflow["workflowId"]}-2` };
    return change(root, ["workflows"], () => list.toSpliced(random(list.length + 1), 0, copy));
  },
  // Replaces a string by an expression.
  (root, random) => {
    const strings = pathsIn(root).filter((path) => typeof at(root, path) === "string");
    return change(root, pick(random, [...strings, []]), (old) =>
      typeof old === "string" ? randomExpression(root, random) : old,
    );
  },
  // Adds an input.
  (root, random) =>
    changeSome(root, random, isWorkflow, (workflow) => {
      const inputs = isObject(workflow["inputs"]) ? workflow["inputs"] : { type: "object" };
      const old = isObject(inputs["properties"]) ? inputs["properties"] : {};
      const schema = { type: pick(random, types), default: pick(random, values) };
      const properties = withProperty(old, pick(random, names), random(2) === 0 ? schema : {});
      return { ...workflow, inputs: { ...inputs, properties } };
    }),
];

const schemaChanges: readonly Change[] = [
  (root, random) =>
    changeSome(root, random, isSchema, (schema) => ({ ...schema, type: pick(random, types) })),
  (root, random) => changeSome(root, random, isSchema, (schema) => ({ ...schema, nullable: true })),
  (root, random) =>
    changeSome(root, random, isSchema, (schema) => {
      return { ...schema, [pick(random, ["enum", "const", "default"])]: pick(random, values) };
    }),
  (root, random) =>
    changeSome(root, random, isSchema, (schema) => {
      const others = objects(root, isSchema);
      const key = pick(random, ["oneOf", "anyOf", "allOf"]);
      return { ...schema, [key]: [pick(random, others), pick(random, others)] };
    }),
  (root, random) =>
    changeSome(root, random, isSchema, (schema) => {
      const properties = isObject(schema["properties"]) ? schema["properties"] : {};
      const required = Object.keys(properties).filter(() => random(2) === 0);
      return { ...schema, required };
    }),
  (root, random) =>
    changeSome(root, random, isSchema, (schema) => {
      const properties = isObject(schema["properties"]) ? schema["properties"] : {};
      const [first = "a"] = Object.keys(properties);
      const name = pick(random, names);
      return { ...schema, properties: withProperty(properties, name, properties[first] ?? {}) };
    }),
];

function renameEverywhere(root: Json, random: Random): Json {
  const ids = ["stepId", "workflowId", "name", "operationId"];
  const maps = ["outputs", "properties", "parameters", "inputs"];
  const found = pathsIn(root).flatMap((path) => {
    const [key = "", owner = ""] = [path.at(-1), path.at(-2)];
    const value = at(root, path);
    if (ids.includes(key) && typeof value === "string") return [value];
    return maps.includes(owner) && !/^\d+$/.test(key) ? [key] : [];
  });
  if (found.length === 0) return root;
  const old = JSON.stringify(pick(random, found)).slice(1, -1);
  const name = JSON.stringify(pick(random, names)).slice(1, -1);
  const whole = new RegExp(`(?<![\\w-])${old.replace(/[^\w ]/g, "\\$&")}(?![\\w-])`, "g");
  return JSON.parse(JSON.stringify(root).replace(whole, () => name));
}

function randomAction(root: Json, random: Random): Json {
  const steps = objects(root, isStep).map((step) => step["stepId"] ?? null);
  const target: Json =
    random(4) === 0
      ? { workflowId: workflowIn(root, random) }
      : { stepId: pick(random, [...steps, null]) };
  const type = pick(random, ["goto", "goto", "end", "retry"]);
  const isTargeted = type === "goto" || (type === "retry" && random(2) === 0);
  const condition = randomCondition(root, random);
  return {
    name: pick(random, [...names, "again", "other"]),
    type,
    ...(type === "retry" ? { retryAfter: random(3), retryLimit: random(4) } : {}),
    ...(isTargeted ? target : {}),
    ...(random(3) === 0 ? {} : { criteria: [{ condition }] }),
  };
}

function randomCondition(root: Json, random: Random): string {
  const operand = () =>
    pick(random, [randomExpression(root, random), "200", "'a'", "null", "true", "0.5"]);
  const operator = pick(random, ["==", "!=", "<", "<=", ">", ">="]);
  const one = `${operand()} ${operator} ${operand()}`;
  return pick(random, [one, `!(${one})`, `${one} || ${one}`, "$statusCode == 200", operand()]);
}

/** An expression of the document, or one of the forms of the standard. */
function randomExpression(root: Json, random: Random): string {
  const given = pathsIn(root)
    .map((path) => at(root, path))
    .filter((value): value is string => typeof value === "string" && value.startsWith("$"));
  const name = pick(random, names);
  const step = pick(random, [...objects(root, isStep).map((each) => String(each["stepId"])), "a"]);
  const workflow = workflowIn(root, random);
  return pick(random, [
    ...given,
    ...["$statusCode", "$url", "$method", "$response.body", "$request.body", "$inputs.a"],
    ...[`$response.body#/${name}`, `$response.header.${name}`, "$response.body#/0/a"],
    ...[`$steps.${step}.outputs.${name}`, `$workflows.${workflow}.outputs.${name}`],
    ...[`$inputs.${name}`, `$workflows.${workflow}.inputs.${name}`, "$request.query.a"],
    ...["{$inputs.a} and {$statusCode}", `$inputs.${name}#/a/b`, `$outputs.${name}`],
  ]);
}

function workflowIn(root: Json, random: Random): string {
  const all = objects(root, isWorkflow).map((each) => String(each["workflowId"]));
  return pick(random, [...all, "none"]);
}

function isStep(value: Json): value is Fields {
  return isObject(value) && "stepId" in value;
}

function isWorkflow(value: Json): value is Fields {
  return isObject(value) && "steps" in value;
}

function isSchema(value: Json): value is Fields {
  return isObject(value) && ("type" in value || "properties" in value) && !("name" in value);
}

type Fields = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object with a property, whatever the property's name is. */
function withProperty(object: Fields, name: string, value: Json): Fields {
  return Object.fromEntries([...Object.entries(object), [name, value]]);
}

function at(root: Json, path: Path): Json {
  return path.reduce<Json>((value, key) => {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    return Array.isArray(value) ? (value[Number(key)] ?? null) : ((value as Fields)[key] ?? null);
  }, root);
}

/** The value with a part changed; a change to `undefined` removes the part. */
function change(value: Json, [key, ...rest]: Path, how: (old: Json) => Json | undefined): Json {
  if (key === undefined) return how(value) ?? null;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(
    ([name, each]): readonly (readonly [string, Json])[] => {
      if (name !== key) return [[name, each]];
      const changed = rest.length === 0 ? how(each) : change(each, rest, how);
      return changed === undefined ? [] : [[name, changed]];
    },
  );
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

function changeSome<Found extends Json>(
  root: Json,
  random: Random,
  isMeant: (value: Json) => value is Found,
  how: (found: Found) => Json,
): Json {
  const paths = pathsIn(root).filter((path) => isMeant(at(root, path)));
  if (paths.length === 0) return root;
  return change(root, pick(random, paths), (old) => (isMeant(old) ? how(old) : old));
}

function objects(root: Json, isMeant: (value: Json) => value is Fields): readonly Fields[] {
  return pathsIn(root)
    .map((path) => at(root, path))
    .filter(isMeant);
}

function pathIn(root: Json, random: Random): Path {
  return pick(random, pathsIn(root));
}

function pathsIn(value: Json, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...path, key]))];
}
