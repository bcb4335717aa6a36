import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { compileStrictly } from "./compile-strictly.js";

/** Uses of cases of `test/compile/` that compile; lines after `@ts-expect-error` do not compile. */
const claims = `
import type { Transport } from "./expressions/runtime/http.js";
import type { ExpressionsResult } from "./expressions/index.js";
import * as Accounts from "./read-only-and-write-only/apis/accounts.js";
import type { OpenAccountInputs, OpenAccountResult } from "./read-only-and-write-only/index.js";
import { type MakeTwiceInputs, makeOnceMore } from "./inputs-of-other-workflows/index.js";
import {
  type DeleteAllResult, type FindRunningResult, isWaitForOtherFailure, type LookThenWaitInputs,
  type LookThenWaitResult, waitForOther, type WaitForOtherResult,
} from "./recursion/index.js";
import { mockJobs as mockCounts, type ReadCountsResult } from "./properties-of-any-name/index.js";

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
export const isName: Exact<MakeTwiceInputs["job"]["name"], string> = true;

// Null is not what is absent, and what only the transport knows may be absent.
type Outputs = End<ExpressionsResult, "completed">["outputs"];
export const mayBeNull: Exact<Outputs["owner"], string | null | undefined> = true;
export const mayBeAbsent: Exact<Outputs["next"], string | undefined> = true;
export const isKnownToTransport: Exact<Outputs["url"], string | undefined> = true;

// What is only read is not sent, and what is only written does not come back.
const account = { password: "a", plan: "free", limit: null } as const;
void Accounts.createAccount({ body: account });
// @ts-expect-error: the API gives the id
void Accounts.createAccount({ body: { ...account, id: "1" } });
// @ts-expect-error: an account needs its password
void Accounts.createAccount({ body: { plan: "free", limit: null } });
declare const created: Extract<Accounts.CreateAccountResponses, { readonly status: 201 }>;
export const isGiven: Exact<typeof created.body.id, string> = true;
// @ts-expect-error: nobody is told the password
void created.body.password;

// Enumerations are literals, of inputs that go there, too; null is null, and a date what travels.
type Account = End<OpenAccountResult, "completed">["outputs"];
export const isOfEnum: Exact<Account["plan"], "free" | "paid"> = true;
export const isOfNumbers: Exact<Account["level"], 1 | 2 | undefined> = true;
export const isSentNarrow: Exact<OpenAccountInputs["plan"], "free" | "paid"> = true;
export const isNull: Exact<Account["limit"], number | null> = true;
export const isNullToo: Exact<OpenAccountInputs["limit"], number | null> = true;
export const isText: Exact<Account["created"], string> = true;

// Properties that a schema does not name can be read and written beside those that it names.
type Counted = End<ReadCountsResult, "completed">["outputs"];
export const isNamed: Exact<Counted["name"], string> = true;
export const isUnnamed: Exact<Counted["red"], unknown> = true;
export const isOfOneType: Exact<Counted["tag"], string | undefined> = true;
export const everyValue: readonly unknown[] = Object.values({} as Counted["all"]);
void mockCounts({ readCounts: () => ({ name: "a", red: 1, tags: { color: "b", size: "c" } }) });
// @ts-expect-error: a name is a string
void mockCounts({ readCounts: () => ({ name: 1 }) });
// @ts-expect-error: every tag is a string
void mockCounts({ readCounts: () => ({ name: "a", tags: { size: 1 } }) });
`;

const wrongClaim = `
import type { OpenAccountInputs } from "./read-only-and-write-only/index.js";
export const limit: OpenAccountInputs["limit"] = undefined;
`;

const cases = [
  "expressions",
  "inputs-of-other-workflows",
  "properties-of-any-name",
  "read-only-and-write-only",
  "recursion",
];
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "language-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const name of cases) {
    const document = join(import.meta.dirname, "../compile", name, "arazzo.yaml");
    for (const { path, text } of (await compile([document])).files) {
      await mkdir(dirname(join(folder, name, path)), { recursive: true });
      await writeFile(join(folder, name, path), text);
    }
  }
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

test("every claim about the types of workflows is true, and a false one is found", async () => {
  const paths = ["claims.ts", "wrong-claim.ts"].map((name) => join(folder, name));
  const [right = "", wrong = ""] = paths;
  await Promise.all([writeFile(right, claims), writeFile(wrong, wrongClaim)]);
  const errors = (await compileStrictly(paths))
    .split("\n")
    .filter((line) => line.includes("error"));
  expect(errors).toEqual([expect.stringContaining("wrong-claim.ts(3,14): error TS2322")]);
}, 60_000);
