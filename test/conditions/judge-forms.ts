import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { write } from "../../generator/7-write/write.js";
import { compile } from "../../generator/compile.js";
import type { Diagnostic } from "../../generator/diagnostics/diagnostics.js";
import type { StepEvent } from "../../templates/runtime/observe.js";
import { flowOut, type Reply } from "../run/run-flow.js";
import { startHttpServer } from "../servers/http-server.js";
import type { ConditionForm } from "./forms.js";

type Run = (
  inputs: object,
  apis: object,
  options: { readonly onStep: (event: StepEvent) => void },
) => Promise<{ readonly outcome: string }>;

/** They are about what stands around a condition. */
const unrelated: ReadonlySet<string> = new Set([
  "criterion-always-true",
  "unused",
  "value-asserted",
]);

export interface JudgedForms {
  /** The diagnostics of a form: the code and the underlined part. */
  readonly told: (form: ConditionForm) => readonly (readonly [string, string])[];
  /** Runs the workflow of a form against a server. The outcome is `yes` if the condition holds, otherwise `completed`. */
  readonly run: (
    form: ConditionForm,
    reply: Reply,
    inputs?: object,
  ) => Promise<{ readonly outcome: string; readonly events: readonly StepEvent[] }>;
  readonly close: () => Promise<void>;
}

/** Compiles a workflow for each condition, and starts a server for them. */
export async function judgeForms(
  forms: readonly ConditionForm[],
  version: string,
  name: string,
): Promise<JudgedForms> {
  const folder = join(flowOut, name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "api.json"), JSON.stringify(description));
  const named = forms.map((form, index) => ({ form, name: `form${index}` }));
  const names = new Map(named.map((each) => [each.form, each.name]));
  const runnable = named.filter(({ form }) => form.holds ?? form.fails);
  const faulty = named.filter((each) => !runnable.includes(each));
  const ofFaulty = await judge(join(folder, "faulty.yaml"), faulty, version);
  const ofRunnable = await judge(join(folder, "runnable.yaml"), runnable, version);
  const told = new Map([...ofFaulty.told, ...ofRunnable.told]);
  await write(ofRunnable.files, join(folder, "out"));
  const index = join(folder, "out/index.ts");
  const generated: Readonly<Record<string, unknown>> = await import(
    /* @vite-ignore */ pathToFileURL(index).href
  );
  let reply: Reply = [200];
  const server = await startHttpServer(({ url }) =>
    answer(url === "/first" ? [200, first] : reply),
  );
  const create = generated["createApi"] as (options: object) => unknown;
  const api = create({ baseUrl: server.url });
  return {
    told: (form) => told.get(form) ?? [],
    run: async (form, answered, inputs = {}) => {
      reply = answered;
      const events: StepEvent[] = [];
      const run = generated[names.get(form) ?? ""] as Run;
      const given = { text: "a", number: 5, flag: true, ...form.inputs, ...inputs };
      const { outcome } = await run(given, { api }, { onStep: (event) => events.push(event) });
      return { outcome, events };
    },
    close: () => server.close(),
  };
}

const first = { id: "first", flag: true };

interface NamedForm {
  readonly form: ConditionForm;
  readonly name: string;
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
async function judge(file: string, all: readonly NamedForm[], version: string) {
  const text = all.map(workflowOf).reduce((start, each) => start + each, headOf(version));
  await writeFile(file, text);
  const { diagnostics, files } = await compile([file]);
  const told = all.map(({ form, name }) => {
    const start = text.indexOf(`workflowId: ${name}\n`);
    const next = text.indexOf("workflowId: ", start + 1);
    const isOfForm = ({ place }: Diagnostic) =>
      place !== undefined && place.start > start && (next === -1 || place.start < next);
    const own = diagnostics.filter(isOfForm).filter(({ code }) => !unrelated.has(code));
    return [form, own.map(({ code, place }) => [code, underlined(text, place)] as const)] as const;
  });
  return { told, files };
}

/** The first line of the part. */
function underlined(text: string, place: Diagnostic["place"]): string {
  return text.slice(place?.start, place?.end).split("\n")[0] ?? "";
}

const headOf = (version: string) => `arazzo: ${version}
info: { title: Forms of conditions, version: 1.0.0 }
sourceDescriptions:
  - { name: api, url: api.json, type: openapi }
workflows:
  - workflowId: other
    steps:
      - { stepId: get, operationId: first, outputs: { id: $response.body#/id } }
    outputs: { id: $steps.get.outputs.id }
`;

function workflowOf({ name, form }: NamedForm): string {
  const { condition, context, type = "simple", version } = form;
  const operationId = type === "xpath" ? "getXml" : "get";
  return `  - workflowId: ${name}
    inputs:
      type: object
      required: [text, number, flag]
      properties:
        text: { type: string }
        number: { type: number }
        flag: { type: boolean }
        trace: { type: string, default: a }
        nullable: { type: [string, "null"] }
        absent: { type: string }
        object: { type: object, properties: { a: { type: string } } }
        other: { type: object, properties: { a: { type: string } } }
        array: { type: array, items: { type: string } }
    steps:
      - stepId: first
        operationId: first
        outputs: { id: $response.body#/id, flag: $response.body#/flag }
      - stepId: get
        operationId: ${operationId}
        parameters: [{ name: X-Trace, in: header, value: $inputs.trace }]
        successCriteria: [{ condition: $statusCode >= 100 }]
        onSuccess:
          - name: yes
            type: end
            criteria:
              - type: ${version === undefined ? type : `{ type: ${type}, version: ${version} }`}
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
