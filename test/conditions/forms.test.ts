/** The diagnostics of conditions, and the responses for which they are true. */

import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { write } from "../../generator/7-write/write.js";
import { compile } from "../../generator/compile.js";
import type { Diagnostic } from "../../generator/diagnostics/diagnostics.js";
import { flowOut, type Reply } from "../run/run-flow.js";
import { type HttpServer, startHttpServer } from "../servers/http-server.js";
import { conditionForms } from "./forms.js";

const forms = conditionForms.map((form, index) => ({ ...form, name: `form${index}` }));
type Form = (typeof forms)[number];
type Run = (inputs: object, apis: object) => Promise<{ readonly outcome: string }>;

const folder = join(flowOut, "condition-forms");
/** They are about what stands around a condition. */
const unrelated: ReadonlySet<string> = new Set([
  "criterion-always-true",
  "unused",
  "value-asserted",
]);
const told = new Map<string, readonly (readonly [string, string])[]>();
let generated: Readonly<Record<string, unknown>> = {};
let server: HttpServer;
let reply: Reply = [200];

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "api.json"), JSON.stringify(description));
  const runnable = forms.filter(({ holds, fails }) => holds ?? fails);
  const faulty = forms.filter((form) => !runnable.includes(form));
  await judge("faulty.yaml", faulty);
  const { files } = await judge("runnable.yaml", runnable);
  await write(files, join(folder, "out"));
  const index = join(folder, "out/index.ts");
  generated = await import(/* @vite-ignore */ pathToFileURL(index).href);
  server = await startHttpServer(({ url }) => answer(url === "/first" ? [200, first] : reply));
}, 60_000);

afterAll(() => server.close());

const first = { id: "first", flag: true };

test.for(forms)("$type $condition of $context", async (form) => {
  expect(told.get(form.name)).toEqual(form.told ?? []);
  if (form.holds) expect(await outcomeOf(form, form.holds)).toBe("yes");
  if (form.fails) expect(await outcomeOf(form, form.fails)).toBe("completed");
});

test("each form occurs once", () => {
  const keys = forms.map(({ type, condition, context }) => [type, condition, context].join("\n"));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

async function outcomeOf({ name, inputs }: Form, answered: Reply): Promise<string> {
  reply = answered;
  const create = generated["createApi"] as (options: object) => unknown;
  const api = create({ baseUrl: server.url });
  const run = generated[name] as Run;
  const { outcome } = await run({ text: "a", number: 5, flag: true, ...inputs }, { api });
  return outcome;
}

function answer(given: Reply) {
  if (given === "close") return { kind: "close" } as const;
  const [status, value, headers] = given;
  const isXml = headers?.["content-type"] === "application/xml";
  const type = { "content-type": "application/json" };
  const body = isXml ? String(value) : JSON.stringify(value ?? null);
  return { kind: "response", status, headers: { ...type, ...headers }, body } as const;
}

/** Compiles a document with a workflow for each form, and keeps its diagnostics. */
async function judge(file: string, all: readonly Form[]) {
  const text = all.map(workflowOf).reduce((start, each) => start + each, head);
  await writeFile(join(folder, file), text);
  const compilation = await compile([join(folder, file)]);
  const { diagnostics } = compilation;
  for (const form of all) {
    const start = text.indexOf(`workflowId: ${form.name}\n`);
    const next = text.indexOf("workflowId: ", start + 1);
    const isOfForm = ({ place }: Diagnostic) =>
      place !== undefined && place.start > start && (next === -1 || place.start < next);
    const own = diagnostics.filter(isOfForm).filter(({ code }) => !unrelated.has(code));
    told.set(
      form.name,
      own.map(({ code, place }) => [code, underlined(text, place)] as const),
    );
  }
  return compilation;
}

/** The first line of the part. */
function underlined(text: string, place: Diagnostic["place"]): string {
  return text.slice(place?.start, place?.end).split("\n")[0] ?? "";
}

const head = `arazzo: 1.0.1
info: { title: Forms of conditions, version: 1.0.0 }
sourceDescriptions:
  - { name: api, url: api.json, type: openapi }
workflows:
  - workflowId: other
    steps:
      - { stepId: get, operationId: first, outputs: { id: $response.body#/id } }
    outputs: { id: $steps.get.outputs.id }
`;

function workflowOf({ name, condition, context, type }: Form): string {
  const operationId = type === "xpath" ? "getXml" : "get";
  return `  - workflowId: ${name}
    inputs:
      type: object
      required: [text, number, flag]
      properties: { text: { type: string }, number: { type: number }, flag: { type: boolean } }
    steps:
      - stepId: first
        operationId: first
        outputs: { id: $response.body#/id, flag: $response.body#/flag }
      - stepId: get
        operationId: ${operationId}
        parameters: [{ name: X-Trace, in: header, value: $inputs.text }]
        successCriteria: [{ condition: $statusCode >= 100 }]
        onSuccess:
          - name: yes
            type: end
            criteria:
              - type: ${type ?? "simple"}
${context === undefined ? "" : `                context: ${context}\n`}                condition: |-
                  ${condition}
`;
}

const anything = { description: "Anything.", content: { "application/json": { schema: {} } } };
const parameters = [{ name: "X-Trace", in: "header", schema: { type: "string" } }];
const description = {
  openapi: "3.1.0",
  info: { title: "Anything", version: "1.0.0" },
  servers: [{ url: "https://anything.example" }],
  paths: {
    "/first": { get: { operationId: "first", responses: { 200: anything } } },
    "/": {
      get: {
        operationId: "get",
        parameters,
        responses: {
          default: {
            ...anything,
            headers: { "X-Kind": { schema: {} }, Location: { schema: {} } },
          },
        },
      },
    },
    "/xml": {
      get: {
        operationId: "getXml",
        parameters,
        responses: {
          default: { description: "XML.", content: { "application/xml": { schema: {} } } },
        },
      },
    },
  },
} satisfies object;
