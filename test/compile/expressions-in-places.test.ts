/** Every production of the grammar of runtime expressions, in every place where one can stand. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";

type Place = keyof typeof places;

/** The fields of a step that hold the expression; those of the workflow are beside it. */
const places = {
  parameter: (value: string) => ({ parameters: [{ name: "q", in: "query", value }] }),
  payload: (value: string) => ({ requestBody: { payload: { text: value } } }),
  replacement: (value: string) => ({
    requestBody: { payload: {}, replacements: [{ target: "/text", value }] },
  }),
  criterion: (value: string) => ({
    successCriteria: [{ condition: "$statusCode == 200" }, { condition: `${value} != null` }],
  }),
  context: (context: string) => ({
    successCriteria: [{ context, type: "regex", condition: "." }],
  }),
  "criterion of an action": (value: string) => ({
    onSuccess: [{ name: "end", type: "end", criteria: [{ condition: `${value} != null` }] }],
  }),
  "step output": (value: string) => ({ outputs: { found: value } }),
  "workflow output": () => ({}),
};

const before: readonly Place[] = ["parameter", "payload", "replacement"];
const after: readonly Place[] = ["criterion", "context", "criterion of an action", "step output"];
const all: readonly Place[] = [...before, ...after, "workflow output"];

/** The places where an expression has a value; everywhere else it is an error. */
const valued: readonly (readonly [expression: string, places: readonly Place[]])[] = [
  ["$url", after],
  ["$method", after],
  ["$statusCode", after],
  ["$request.header.X-Trace", after],
  ["$request.query.limit", after],
  ["$request.path.id", after],
  ["$request.body", after],
  ["$request.body#/text", after],
  ["$response.header.X-Total", after],
  ["$response.query.limit", []],
  ["$response.body", after],
  ["$response.body#/text", after],
  ["$inputs.given", all],
  ["$outputs.first", all],
  ["$steps.first.outputs.text", all],
  ["$steps.first.inputs.text", []],
  ["$workflows.other.outputs.text", all],
  ["$workflows.other.inputs.given", all],
  ["$sourceDescriptions.texts.url", all],
  ["$sourceDescriptions.texts.name", []],
  ["$components.parameters.constant", all],
  ["$components.parameters.given", all],
  ["$components.parameters.unknown", []],
  ["$components.inputs.given", []],
  ["$components.successActions.stop", []],
];

/** What version 1.1 adds or reads in another way. */
const valuedLater: typeof valued = [
  ["$self", all],
  ["$request.payload", after],
  ["$request.payload#/text", after],
  ["$response.payload#/text", after],
  ["$response.path.id", []],
  ["$message.payload", []],
  ["$message.header.X-Total", []],
  ["$inputs.given.name", all],
  ["$inputs.whole#/text", all],
  ["$inputs.whole.text", []],
  ["$outputs.first.text", []],
  ["$steps.first.outputs.body#/text", all],
  ["$steps.first.outputs.body.text", []],
  ["$workflows.other.outputs.text.part", []],
  ["$sourceDescriptions.texts.name", all],
  ["$sourceDescriptions.texts.type", all],
  ["$sourceDescriptions.texts.send", []],
  ["$sourceDescriptions.texts.unknown", []],
  ["$components.parameters.constant", all],
  ["$components.parameters.constant#/a", []],
  ["$components.successActions.stop", []],
  ["$components.failureActions.stop", []],
];

const cellsOf = (version: string, expressions: typeof valued) =>
  expressions.flatMap(([expression, where]) =>
    all.map((place) => ({ version, expression, place, hasValue: where.includes(place) })),
  );
const versions = [
  ["1.0.1", cellsOf("1.0.1", valued)],
  ["1.1.0", cellsOf("1.1.0", [...valued.filter(isSame), ...valuedLater])],
] as const;
/** True if version 1.1 does not read the expression in another way. */
function isSame([expression]: (typeof valued)[number]): boolean {
  return valuedLater.every(([later]) => later !== expression);
}

type Cell = ReturnType<typeof cellsOf>[number];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "expressions-"));
  await writeFile(join(folder, "openapi.json"), JSON.stringify(description));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(versions)("in version %s", (_, cells) => {
  test("where an expression has a value, it is compiled", async () => {
    expect(await errorsOf(cells.filter(({ hasValue }) => hasValue))).toEqual([]);
  }, 120_000);

  test("where an expression has none, an error says so", async () => {
    const without = cells.filter(({ hasValue }) => !hasValue);
    const faulty = new Set((await errorsOf(without)).map(({ cell }) => cell));
    expect(without.filter((_each, index) => !faulty.has(index))).toEqual([]);
  }, 120_000);

  test("no error leaves open why", async () => {
    const errors = await errorsOf(cells.filter(({ hasValue }) => !hasValue));
    const open = errors.filter(({ code, of }) => {
      return code === "unsupported" && !of?.expression.startsWith("$message");
    });
    expect(open).toEqual([]);
  }, 120_000);
});

/** The errors in a document with one workflow for each cell, by the cell's index. */
async function errorsOf(wanted: readonly Cell[]) {
  const workflows = wanted.map((cell, index) => workflowOf(cell, `w${index}`));
  const document = {
    arazzo: wanted[0]?.version,
    ...(wanted[0]?.version === "1.1.0" && { $self: "https://texts.example/flow.json" }),
    info: { title: "Expressions", version: "1.0.0" },
    sourceDescriptions: [{ name: "texts", url: "openapi.json", type: "openapi" }],
    workflows: [other, ...workflows],
    components,
  };
  const path = join(folder, "arazzo.json");
  const text = JSON.stringify(document, undefined, 1);
  await writeFile(path, text);
  const { diagnostics } = await compile([path]);
  const starts = [...text.matchAll(/"workflowId": "w\d+"/g)].map(({ index }) => index);
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, message, place }) => {
      const cell = starts.findLastIndex((start) => start <= (place?.start ?? 0));
      return { cell, of: wanted[cell], code, message };
    });
}

function workflowOf({ expression, place }: Cell, workflowId: string) {
  const request = {
    parameters: [
      { name: "id", in: "path", value: "1" },
      { name: "limit", in: "query", value: 3 },
      { name: "X-Trace", in: "header", value: "{$inputs.given} here" },
    ],
    requestBody: { payload: { text: "x" } },
  };
  const isAtEnd = place === "workflow output";
  const special: { readonly parameters?: readonly object[] } = places[place](expression);
  const parameters = [...request.parameters, ...(special.parameters ?? [])];
  return {
    workflowId,
    inputs,
    dependsOn: ["other"],
    steps: [
      {
        ...request,
        stepId: "first",
        operationId: "send",
        outputs: { text: "$response.body#/text", body: "$response.body" },
      },
      { stepId: "second", operationId: "send", ...request, ...special, parameters },
    ],
    outputs: { first: "$steps.first.outputs.text", ...(isAtEnd && { found: expression }) },
  };
}

const inputs = {
  type: "object",
  required: ["given"],
  properties: {
    given: { type: "string" },
    "given.name": { type: "string", default: "a" },
    whole: { type: "object", properties: { text: { type: "string" } }, default: {} },
  },
};

const other = {
  workflowId: "other",
  inputs,
  steps: [
    {
      stepId: "only",
      operationId: "send",
      parameters: [{ name: "id", in: "path", value: "$inputs.given" }],
      outputs: { text: "$response.body#/text" },
    },
  ],
  outputs: { text: "$steps.only.outputs.text" },
};

const components = {
  inputs: { given: { type: "object" } },
  parameters: {
    constant: { name: "q", in: "query", value: "constant" },
    given: { name: "q", in: "query", value: "$inputs.given" },
  },
  successActions: { stop: { name: "stop", type: "end" } },
  failureActions: { stop: { name: "stop", type: "end" } },
};

const textObject = {
  "application/json": {
    schema: { type: "object", properties: { text: { type: "string" } } },
  },
};

const description = {
  openapi: "3.1.0",
  info: { title: "Texts", version: "1.0.0" },
  servers: [{ url: "https://texts.example" }],
  paths: {
    "/texts/{id}": {
      post: {
        operationId: "send",
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "string" } },
          { name: "q", in: "query", schema: { type: "string" } },
          { name: "limit", in: "query", schema: { type: "integer" } },
          { name: "X-Trace", in: "header", schema: { type: "string" } },
        ],
        requestBody: { content: textObject },
        responses: { 200: { description: "OK", content: textObject } },
      },
    },
  },
};
