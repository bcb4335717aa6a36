/** Incremental compilation gives the same result as compiling everything. */

import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Compilation, Phase } from "../../generator/compilation.js";
import { compile } from "../../generator/compile.js";
import {
  type CompilationCache,
  emptyCache,
} from "../../generator/incremental/compilation-cache.js";
import { compileIncrementally } from "../../generator/incremental/compile-incrementally.js";
import { type Random, randomFrom } from "../run/random-flows.js";

/** Documents by their names; none of them is on the disk. */
type Texts = ReadonlyMap<string, string>;

const folder = join(import.meta.dirname, "clusters");

/** Two documents over one source, and one over another: their names clash. */
const apart: Texts = new Map([
  ["one.arazzo.yaml", workflowText("get", ["one.yaml"])],
  ["two.arazzo.yaml", workflowText("get", ["one.yaml"])],
  ["three.arazzo.yaml", workflowText("get", ["other.yaml"])],
  ["one.yaml", apiText("string")],
  ["other.yaml", apiText("string")],
]);

let cache: CompilationCache;
beforeEach(() => {
  cache = emptyCache;
});

test("documents that share no file are in different groups", async () => {
  await compileAgain(apart);
  const entries = cache.groups.map((group) => group.entries.map((path) => basename(path)));
  expect(entries).toEqual([["one.arazzo.yaml", "two.arazzo.yaml"], ["three.arazzo.yaml"]]);
});

test("where nothing has changed, nothing is compiled", async () => {
  await compileAgain(apart);
  const { groups } = cache;
  const phases: Phase[] = [];
  await compileAgain(apart, (phase) => phases.push(phase));
  expect(phases).toEqual(["load"]);
  expect(cache.groups).toBe(groups);
});

test("a source that changes leaves alone what does not reach it", async () => {
  await compileAgain(apart);
  const before = cache.groups;
  await compileAgain(new Map([...apart, ["other.yaml", apiText("string", "integer")]]));
  expect(cache.groups[0]?.files).toBe(before[0]?.files);
  expect(cache.groups[1]?.files).not.toEqual(before[1]?.files);
});

test("a document that names known sources is compiled with all that name them", async () => {
  await compileAgain(apart);
  const text = workflowText("put", ["one.yaml", "other.yaml"]);
  await compileAgain(new Map([...apart, ["four.arazzo.yaml", text]]));
  expect(cache.groups.map(({ entries }) => entries.length)).toEqual([4]);
});

test("a document that comes before others takes their names", async () => {
  await compileAgain(apart);
  const added = [
    ["a.arazzo.yaml", workflowText("get", ["third.yaml"])],
    ["third.yaml", apiText("string")],
  ] as const;
  const { files } = await compileAgain(new Map([...added, ...apart]));
  expect(files.find(({ path }) => path === "get.ts")?.text).toContain("a.arazzo.yaml");
});

test("errors are reported again without compiling again", async () => {
  const faulty = new Map([...apart, ["other.yaml", apiText("integer")]]);
  const first = await compileAgain(faulty);
  const phases: Phase[] = [];
  await compileAgain(faulty, (phase) => phases.push(phase));
  expect(first.diagnostics.map(({ code }) => code)).toContain("payload-type");
  expect(phases).toEqual(["load"]);
});

test("a document that is not named any more is left out, though it is still there", async () => {
  const texts = located(apart);
  const [one, , three] = documentsIn(texts);
  for (const documents of [documentsIn(texts), [one, three], [three]]) {
    const named = documents.filter((path) => path !== undefined);
    const again = await compileIncrementally(named, { texts }, cache);
    cache = again.cache;
    expect(shown(again)).toEqual(shown(await compile(named, { texts })));
  }
});

test("other options are another compilation", async () => {
  const texts = located(new Map([...apart, ["other.yaml", apiText("integer")]]));
  const documents = documentsIn(texts);
  for (const onTypeError of ["warn", "error", "warn"] as const) {
    const again = await compileIncrementally(documents, { texts, onTypeError }, cache);
    cache = again.cache;
    expect(shown(again)).toEqual(shown(await compile(documents, { texts, onTypeError })));
  }
});

test("a file that several descriptions refer to belongs to all of them", async () => {
  const api = (path: string) =>
    [path, apiText("string").replace('{"type":"string"}', shared)] as const;
  const shared = '{"$ref":"common.yaml#/Key"}';
  const texts = new Map([
    ...apart,
    api("one.yaml"),
    api("other.yaml"),
    ["common.yaml", JSON.stringify({ Key: { type: "string" } })] as const,
  ]);
  await compileAgain(texts);
  await compileAgain(texts.set("common.yaml", JSON.stringify({ Key: { type: "integer" } })));
});

test("any change gives what compiling everything gives", async () => {
  const random = randomFrom(7);
  const texts = new Map(apart);
  const outcomes = new Set<string>();
  for (let change = 0; change < 40; change += 1) {
    changeSomething(texts, random);
    const { files, diagnostics } = await compileAgain(texts);
    outcomes.add(`${files.length > 0} ${diagnostics.map(({ code }) => code).sort()}`);
  }
  expect(outcomes.size).toBeGreaterThan(10);
}, 120_000);

test("compiling again what has changed gives what compiling it for the first time does", async () => {
  const path = join(import.meta.dirname, "two-steps/arazzo.yaml");
  const original = await readFile(path, "utf8");
  const editions = [
    original,
    original.replace("workflowId: ", "workflowId: another-"),
    original.replace("operationId: ", "operationId: un"),
    original.replaceAll("$response.body", "$response.body#/nothing"),
    original,
  ];
  for (const text of editions) {
    const texts = new Map([[path, text]]);
    const again = await compileIncrementally([path], { texts }, cache);
    cache = again.cache;
    const first = await compile([path], { texts });
    expect(again.files).toEqual(first.files);
    expect(again.diagnostics.map(({ message }) => message)).toEqual(
      first.diagnostics.map(({ message }) => message),
    );
  }
  expect(new Set(editions).size).toBe(4);
});

test("a workflow is compiled again when another document gets one of its ID, and when that is gone", async () => {
  const flow = (name: string) => join(import.meta.dirname, `../flow/same-id-${name}.arazzo.yaml`);
  for (const names of [["one"], ["one", "two"], ["one"]]) {
    const { files, ...result } = await compileIncrementally(names.map(flow), {}, cache);
    cache = result.cache;
    const guards = files.filter(({ text }) => text.includes("error.functionName === "));
    expect(guards).toHaveLength(names.length === 1 ? 0 : 2);
  }
});

/** Compiles with the cache and without, and expects the same. */
async function compileAgain(texts: Texts, onPhase?: (phase: Phase) => void): Promise<Compilation> {
  const options = { texts: located(texts) };
  const documents = documentsIn(options.texts);
  const again = await compileIncrementally(documents, { ...options, onPhase }, cache);
  cache = again.cache;
  expect(shown(again)).toEqual(shown(await compile(documents, options)));
  return again;
}

/** What is seen of a compilation. */
function shown({ files, diagnostics, counts, read }: Compilation) {
  return {
    files: files.map(({ path, text }) => ({ path, text })),
    diagnostics,
    counts,
    read: new Set(read.locations),
  };
}

function changeSomething(texts: Map<string, string>, random: Random): void {
  const oneOf = <Item>(...items: readonly [Item, ...Item[]]) =>
    items[random(items.length)] ?? items[0];
  const api = () => oneOf("one.yaml", "other.yaml", "third.yaml");
  const document = () => oneOf("one", "two", "three", "four");
  const name = `${document()}.arazzo.yaml`;
  switch (random(6)) {
    case 0:
      texts.set(api(), apiText(oneOf("string", "string", "integer"), oneOf("string", "integer")));
      break;
    case 1:
      if (texts.size > 2) texts.delete(oneOf(name, api()));
      break;
    case 2:
      texts.set(name, "arazzo: [");
      break;
    case 3:
      texts.set(name, workflowText(oneOf("get", "put"), [api()], `${document()}.arazzo.yaml`));
      break;
    case 4:
      texts.set(name, workflowText(oneOf("get", "put"), [api(), api()]));
      break;
    default:
      texts.set(name, workflowText(oneOf("get", "put"), [api()]));
  }
}

function located(texts: Texts): Texts {
  return new Map([...texts].map(([name, text]) => [join(folder, name), text]));
}

function documentsIn(texts: Texts): readonly string[] {
  return [...texts.keys()].filter((path) => path.endsWith(".arazzo.yaml"));
}

/** A workflow with a step for each of the APIs, which all have one name, and one for a workflow of a document. */
function workflowText(workflowId: string, apis: readonly string[], called?: string): string {
  const sources = [...new Set(apis)].map((url, index) => ({ name: `api${index}`, url }));
  const steps = sources.map(({ name }) => ({
    stepId: `read-${name}`,
    operationId: `$sourceDescriptions.${name}.read`,
    parameters: [{ name: "key", in: "query", value: "$inputs.key" }],
    outputs: { value: "$response.body#/value" },
  }));
  const call = {
    stepId: "call",
    workflowId: "$sourceDescriptions.called.get",
    parameters: [{ name: "key", value: "$inputs.key" }],
  };
  return JSON.stringify({
    arazzo: "1.0.1",
    info: { title: workflowId, version: "1.0.0" },
    sourceDescriptions: [
      ...sources.map((source) => ({ ...source, type: "openapi" })),
      ...(called ? [{ name: "called", url: called, type: "arazzo" }] : []),
    ],
    workflows: [
      {
        workflowId,
        inputs: { type: "object", required: ["key"], properties: { key: { type: "string" } } },
        steps: [...steps, ...(called ? [call] : [])],
        outputs: { value: "$steps.read-api0.outputs.value" },
      },
    ],
  });
}

/** An API that reads a value of one type by a key of another. */
function apiText(keyType: string, valueType = "string"): string {
  const properties = { value: { type: valueType } };
  const schema = { type: "object", required: ["value"], properties };
  const content = { "application/json": { schema } };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Values", version: "1.0.0" },
    servers: [{ url: "https://values.example/" }],
    paths: {
      "/values": {
        get: {
          operationId: "read",
          parameters: [{ name: "key", in: "query", schema: { type: keyType } }],
          responses: { "200": { description: "The value.", content } },
        },
      },
    },
  });
}
