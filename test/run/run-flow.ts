import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { write } from "../../generator/7-write/write.js";
import type { Compilation } from "../../generator/compilation.js";
import { compile } from "../../generator/compile.js";
import type { RunOptions } from "../../templates/runtime/run.js";
import { type Answer, type ReceivedRequest, startHttpServer } from "../servers/http-server.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Below the root, so that the generated code finds the packages that it imports. */
export const flowOut = join(root, "node_modules/.arazzo-typescript-test/flow");

/**
 * The status, the body as JSON, and headers; a string with another `content-type` is sent unchanged. Or a
 * connection that is closed without a response.
 */
export type Reply =
  | readonly [status: number, body?: unknown, headers?: Readonly<Record<string, string>>]
  | "close";

/** No response, or half of one, until the client goes away. */
export type Silence = "stall" | "drip";

export interface FlowSettings {
  readonly inputs?: unknown;
  /** In the order of the requests; or a function of the request and the number of earlier requests. */
  readonly replies:
    | readonly (Reply | Silence)[]
    | ((request: ReceivedRequest, before: number) => Reply | Silence);
  readonly options?: RunOptions & { readonly completed?: unknown };
}

export interface FlowRun {
  /** What the function resolved with. */
  readonly result: unknown;
  /** What it rejected with. */
  readonly error: unknown;
  /** Such as `POST /jobs {"name":"a"}`. */
  readonly requests: readonly string[];
  readonly received: readonly ReceivedRequest[];
  /** The waits of the workflow, in milliseconds. */
  readonly pauses: readonly number[];
}

export type Generated = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;

const generated = new Map<string, Promise<Generated>>();

/**
 * Compiles `test/flow/<name>.arazzo.yaml`. Type errors are accepted in the document `faulty`, the responses of
 * `deliver` are checked deeply, and the inputs of `unsendable`, which shows the checks of requests, are not checked.
 */
export function compileFlow(name: string): Promise<Compilation> {
  const onTypeError = name === "faulty" ? "warn" : "error";
  const checkResponses = name === "deliver" ? "deep" : "read";
  const options = { onTypeError, checkResponses, checkInputs: name !== "unsendable" } as const;
  return compile([join(root, `test/flow/${name}.arazzo.yaml`)], options);
}

/** Generates the code of a document once, and imports it. */
export function importFlow(name: string): Promise<Generated> {
  const known = generated.get(name) ?? generateFlow(name);
  generated.set(name, known);
  return known;
}

async function generateFlow(name: string): Promise<Generated> {
  return importCompiled(await compileFlow(name), join(flowOut, name));
}

/** Generates the code of several documents of `test/flow/` together, and imports it. */
export async function generateFlows(out: string, names: readonly string[]): Promise<Generated> {
  const files = names.map((name) => join(root, `test/flow/${name}.arazzo.yaml`));
  return importCompiled(await compile(files), join(flowOut, out));
}

const cases = new Map<string, Promise<Generated>>();

/**
 * Generates the code of a case of `test/compile/` once, and imports it.
 * @param out a folder that no other test file uses
 */
export function importCase(name: string, out: string): Promise<Generated> {
  const known = cases.get(out) ?? generateCase(name, out);
  cases.set(out, known);
  return known;
}

async function generateCase(name: string, out: string): Promise<Generated> {
  return importCompiled(await compile([join(root, `test/compile/${name}/arazzo.yaml`)]), out);
}

async function importCompiled(
  { files, diagnostics }: Compilation,
  out: string,
): Promise<Generated> {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(`refused: ${JSON.stringify(errors)}`);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await write(files, out);
  return import(/* @vite-ignore */ pathToFileURL(join(out, "index.ts")).href);
}

/** Runs a generated function to its end, against a server that answers with `replies`. */
export async function runFlow(
  name: string,
  functionName: string,
  { inputs = {}, replies, options = {} }: FlowSettings,
): Promise<FlowRun> {
  const module = await importFlow(name);
  const server = await startHttpServer((request) => {
    const before = server.requests.length - 1;
    const reply = typeof replies === "function" ? replies(request, before) : replies[before];
    return answerOf(reply ?? [500, { message: "no reply is left" }]);
  });
  onTestFinished(() => server.close());
  const pauses: number[] = [];
  const sleep = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  // Only the retries of the document are tested here.
  const jobs = module["createJobs"]?.({ baseUrl: server.url, retry: false });
  const ended = await Promise.resolve(
    module[functionName]?.(inputs, { jobs }, { sleep, ...options }),
  ).then(
    (result: unknown) => ({ result, error: undefined }),
    (error: unknown) => ({ result: undefined, error }),
  );
  const requests = server.requests.map(({ method, url, rawBody }) =>
    `${method} ${url} ${rawBody}`.trim(),
  );
  return { ...ended, requests, received: server.requests, pauses };
}

function answerOf(reply: Reply | Silence): Answer {
  if (typeof reply === "string") return { kind: reply };
  const [status, body, headers] = reply;
  if (body === undefined) return { kind: "response", status, ...(headers && { headers }) };
  const isText = typeof body === "string" && headers?.["content-type"] !== undefined;
  return {
    kind: "response",
    status,
    headers: { "content-type": "application/json", ...headers },
    body: isText ? body : JSON.stringify(body),
  };
}
