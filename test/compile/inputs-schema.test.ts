import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { sample } from "openapi-sampler";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import * as examples from "../../examples/generated/index.js";
import * as seed from "../../generated/index.js";
import type { JsonSchema } from "../../generated/runtime/json-schema.js";
import { compile } from "../../generator/compile.js";
import { cases, folder } from "./cases.js";

/** As applications use a validator, except that all complaints about the schema are errors. */
function validator(schema: JsonSchema): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strictTypes: true, strictTuples: false, ownProperties: true });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => validate(value) === true;
}

/** The schemas of a case. Without the check of inputs, their modules import nothing. */
async function schemasOf(name: string): Promise<Readonly<Record<string, JsonSchema>>> {
  const { files } = await compile([join(folder, name, "arazzo.yaml")], { checkInputs: false });
  const modules = files.filter(({ path }) => path.startsWith("schemas/"));
  const schemas = modules.map(({ text }): Promise<Record<string, JsonSchema>> => {
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    return import(`data:text/javascript,${encodeURIComponent(outputText)}`);
  });
  return Object.assign({}, ...(await Promise.all(schemas)));
}

const wrongKinds: readonly unknown[] = [12, "text", true, null, [], {}];

/** Kinds that no value of the schema has, as far as the schema itself says. */
function refusedBy({ type, enum: values }: JsonSchema): readonly unknown[] {
  if (type === undefined) return [];
  const kinds = [type].flat().map((each) => (each === "integer" ? "number" : each));
  return wrongKinds.filter((value) => {
    const kind = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    return !kinds.some((each) => each === kind) || (values && !values.some((v) => v === value));
  });
}

/** A valid value. The sampler cannot set `__proto__`. */
function sampleOf(schema: JsonSchema): unknown {
  const value: unknown = sample(schema, {}, schema);
  if (!schema.required?.includes("__proto__")) return value;
  return Object.fromEntries([...Object.entries(value ?? {}), ["__proto__", "a"]]);
}

/** Checks the samples of a schema, and the samples with each property replaced by other kinds or left out. */
function expectToTellKinds(schema: JsonSchema): void {
  const isValid = validator(schema);
  const inputs = sampleOf(schema);
  expect(isValid(inputs)).toBe(true);
  if (schema.type !== "object") return;
  for (const other of wrongKinds.slice(0, -1)) expect(isValid(other)).toBe(false);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const others = Object.entries(inputs ?? {}).filter(([each]) => each !== name);
    const required = schema.required?.includes(name) === true;
    expect([name, isValid(Object.fromEntries(others))]).toEqual([name, !required]);
    // The validator ignores the schema of `__proto__`.
    for (const wrong of name === "__proto__" ? [] : refusedBy(property)) {
      const changed = Object.fromEntries([...others, [name, wrong]]);
      expect([name, wrong, isValid(changed)]).toEqual([name, wrong, false]);
    }
  }
}

describe("validators accept a schema as it is, and it tells right inputs from wrong kinds", () => {
  test("of the workflow of this project", () => {
    expectToTellKinds(seed.registerLatestCompletedTrainingInputsSchema);
  });

  test("of the examples", () => {
    expectToTellKinds(examples.convertVideoInputsSchema);
    expectToTellKinds(examples.shipOrderInputsSchema);
  });

  // The sampler does not end types that contain themselves.
  test.for(cases.filter((name) => name !== "inputs-schema"))("of %s", async (name) => {
    for (const schema of Object.values(await schemasOf(name))) expectToTellKinds(schema);
  });
});

describe("a schema", () => {
  const right = {
    customer: "a",
    size: 1,
    state: "open",
    lines: [{ article: "abc" }],
    note: null,
    constructor: "a",
  };
  const isOrder = async () => {
    const { orderInputsSchema = {} } = await schemasOf("inputs-schema");
    const isValid = validator(orderInputsSchema);
    return (changes: object) => isValid({ ...right, ...changes });
  };

  test("has the constraints of the document", async () => {
    const isValid = await isOrder();
    expect(isValid({})).toBe(true);
    const wrong = [
      ...[{ customer: "" }, { customer: "A" }, { customer: "a".repeat(21) }],
      ...[{ size: 0 }, { size: 100 }, { size: 1.5 }, { lines: [] }, { lines: [{ article: "a" }] }],
      ...[{ note: "a" }, { share: 0.3 }, { pair: ["a"] }, { pair: ["a", 1, 2] }, { other: 1 }],
      ...[{ counts: { a: -1 } }, { counts: { a: 1, b: 1, c: 1, d: 1 } }],
      ...[{ note: undefined }, { mail: "a" }, { when: "today" }, { open: [1] }],
    ];
    for (const changes of wrong) expect([changes, isValid(changes)]).toEqual([changes, false]);
    const others = [
      ...[
        { size: 99 },
        { note: "ab" },
        { when: null },
        { when: "2026-01-01" },
        { share: 0.5 },
        { pair: ["a", 1] },
      ],
      ...[{ counts: { a: 1 } }, { either: true }, { either: "a" }, { either: 1 }, { broken: "a" }],
      ...[{ open: [] }, { open: ["a", 1] }],
    ];
    for (const changes of others) expect([changes, isValid(changes)]).toEqual([changes, true]);
  });

  test("has the values of the API that an input is sent to", async () => {
    const isValid = await isOrder();
    expect(isValid({ state: "paid" })).toBe(true);
    expect(isValid({ state: "lost" })).toBe(false);
    expect(isValid({ place: { city: "Bern", near: { city: "Köniz" } } })).toBe(true);
    expect(isValid({ place: { city: "Bern", near: { city: 1 } } })).toBe(false);
    expect(isValid({ place: {} })).toBe(false);
  });

  test("describes types that contain themselves, and names that every object inherits", async () => {
    const isValid = await isOrder();
    const tree = { name: "a", parts: [{ name: "b", parts: [{ name: "c" }] }] };
    expect(isValid({ tree })).toBe(true);
    expect(isValid({ tree: { name: "a", parts: [{ parts: [] }] } })).toBe(false);
    expect(isValid({ constructor: 1 })).toBe(false);
  });

  test("leaves out keywords that validators reject, and does not constrain files", async () => {
    const { orderInputsSchema } = await schemasOf("inputs-schema");
    expect(orderInputsSchema?.properties?.["broken"]).toEqual({ type: "string" });
    expect(orderInputsSchema?.properties?.["file"]).toEqual({});
  });
});
