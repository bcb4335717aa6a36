import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { compileStrictly } from "./compile-strictly.js";

/** What must and must not compile, of cases of `test/compile/`; each line with `@ts-expect-error` must not. */
const claims = `
import type { Transport } from "./expressions/runtime/http.js";
import type { ExpressionsResult } from "./expressions/index.js";
import { type MakeTwiceInputs, makeOnceMore } from "./inputs-of-other-workflows/index.js";
import {
  type DeleteAllResult, type FindRunningResult, isWaitForOtherFailure, type LookThenWaitInputs,
  type LookThenWaitResult, waitForOther, type WaitForOtherResult,
} from "./recursion/index.js";

declare const jobs: Transport;
type Exact<A, B> =
  (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
type End<Result, Name> = Extract<Result, { readonly outcome: Name }>;

// A workflow that runs itself has the types of what comes round, and its own result in its result.
type Rest = End<FindRunningResult, "completed">["outputs"]["inRest"];
export const comesRound: Exact<Rest, string | undefined> = true;
export const isInside: Exact<End<DeleteAllResult, "again">["result"], DeleteAllResult> = true;
type Waited = End<WaitForOtherResult, "completed">["outputs"]["jobs"];
export const isOfOther: Exact<Waited, End<LookThenWaitResult, "idle">["outputs"]["jobs"]> = true;

// Its inputs are as narrow as the places that they come to in the end.
type State = "running" | "done" | "failed" | undefined;
export const isNarrow: Exact<LookThenWaitInputs["state"], State> = true;
// @ts-expect-error: the API knows no such state
void waitForOther({ state: "lost" }, { jobs });

// A step that runs a workflow fails without a response.
export function responseOf(error: unknown): undefined {
  return isWaitForOtherFailure(error) ? error.response : undefined;
}

// What a dependency was given has to be said beside its result.
const done = { outcome: "completed", outputs: { labels: undefined } } as const;
const inputs = { name: "a" };
void makeOnceMore({}, { jobs }, { completed: { makeJob: { ...done, inputs } } });
// @ts-expect-error: what it was given is not said
void makeOnceMore({}, { jobs }, { completed: { makeJob: done } });
// @ts-expect-error: without its result nothing can start
void makeOnceMore({}, { jobs }, {});
export const isText: Exact<MakeTwiceInputs["job"]["name"], string> = true;

// Null is not what is absent, and what only the transport knows may be absent.
type Outputs = End<ExpressionsResult, "completed">["outputs"];
export const mayBeNull: Exact<Outputs["owner"], string | null | undefined> = true;
export const mayBeAbsent: Exact<Outputs["next"], string | undefined> = true;
export const isKnownToTransport: Exact<Outputs["url"], string | undefined> = true;
`;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "language-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const name of ["expressions", "inputs-of-other-workflows", "recursion"]) {
    const document = join(import.meta.dirname, "../compile", name, "arazzo.yaml");
    for (const { path, text } of (await compile([document])).files) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true });
      await writeFile(join(folder, name, path), text);
    }
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test("workflows are typed by what comes round, by what others were given, and with their nulls", async () => {
  const path = join(folder, "claims.ts");
  await writeFile(path, claims);
  expect(await compileStrictly([path])).toBe("");
}, 60_000);

test("a wrong claim is found", async () => {
  const path = join(folder, "wrong.ts");
  await writeFile(path, claims.replace("string | null | undefined", "string | undefined"));
  expect(await compileStrictly([path])).toContain("wrong.ts");
}, 60_000);
