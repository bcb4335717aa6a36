/** Workflows of several documents with the same ID: each guard accepts only the errors of its own function. */

import { beforeAll, expect, test } from "vitest";
import { rejectionOf } from "./rejection-of.js";
import { type Generated, generateFlows } from "./run-flow.js";

let module: Generated;

beforeAll(async () => {
  module = await generateFlows("same-id", ["same-id-one", "same-id-two", "same-id-caller"]);
});

const missing = async () => new Response(null, { status: 404 });

/** The error of a function, and the guards that accept it. */
async function fail(name: string, inputs: unknown = { id: "1" }) {
  const jobs = module["createJobs"]?.({ fetch: missing, retry: false });
  const error = await rejectionOf(Promise.resolve(module[name]?.(inputs, { jobs })));
  const guards = Object.keys(module).filter((each) => /^is.*Failure$/.test(each));
  return { error, guards: guards.filter((each) => module[each]?.(error)) };
}

test.each([
  ["main", "isMainFailure"],
  ["main2", "isMain2Failure"],
  ["main3", "isMain3Failure"],
  ["another", "isAnotherFailure"],
])("of %s", async (name, guard) => {
  const { error, guards } = await fail(name);
  expect(guards).toEqual([guard]);
  const isShared = name !== "another";
  expect(error).toMatchObject({
    workflowId: isShared ? "main" : "another",
    functionName: isShared ? name : undefined,
    stepId: "look",
  });
  const log = JSON.parse(JSON.stringify(error));
  expect(log).toMatchObject({ workflowId: isShared ? "main" : "another" });
  expect(log.functionName).toBe(isShared ? name : undefined);
});

test("that runs another one of the same ID: its own error and the cause have a guard each", async () => {
  const { error } = await fail("main");
  const cause: unknown = Reflect.get(Object(error), "cause");
  expect(module["isMainFailure"]?.(error)).toBe(true);
  expect(module["isMainFailure"]?.(cause)).toBe(false);
  expect(module["isMain3Failure"]?.(cause)).toBe(true);
});

test("says in its other errors, too, which function it was", async () => {
  expect(await fail("main2", { id: "" })).toMatchObject({
    error: { name: "UnexpectedInputError", pointer: "/id", functionName: "main2" },
    guards: [],
  });
  expect(await fail("main2", null)).toMatchObject({
    error: { name: "UnexpectedInputError", workflowId: "main", functionName: "main2" },
    guards: [],
  });
});
