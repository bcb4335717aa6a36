import { describe, expectTypeOf, test } from "vitest";
import type { StepFailure } from "../../templates/runtime/errors.js";
import { StepTimeoutError } from "../../templates/runtime/step-errors.js";
import type { CreateTaskErrors } from "../compile/step-timeout/expected/apis/tasks.js";
import type {
  MakeTaskFailure,
  MakeTaskResult,
} from "../compile/step-timeout/expected/make-task.js";
import type { ReplaceTaskResult } from "../compile/step-timeout/expected/replace-task.js";
import type { ReplaceTwiceResult } from "../compile/step-timeout/expected/replace-twice.js";

describe("a step with a timeout", () => {
  test("has the outputs of a step without one", () => {
    expectTypeOf<MakeTaskResult["outputs"]>().toEqualTypeOf<{ readonly id: string }>();
  });

  test("fails with the error of its step, which has no response then", () => {
    expectTypeOf<MakeTaskFailure>().toEqualTypeOf<StepFailure<"create", CreateTaskErrors>>();
    expectTypeOf<MakeTaskFailure["response"]>().toEqualTypeOf<CreateTaskErrors | undefined>();
  });

  test("has a failure wherever an action handles it", () => {
    type Removed = Extract<ReplaceTaskResult, { outcome: "notRemoved" }>;
    expectTypeOf<Removed["failure"]["stepId"]>().toEqualTypeOf<"remove">();
    type Late = Extract<ReplaceTwiceResult, { outcome: "tooLate" }>;
    expectTypeOf<Late["failure"]["stepId"]>().toEqualTypeOf<"first">();
    expectTypeOf<Late["failure"]["response"]>().toEqualTypeOf<undefined>();
  });

  test("says how much time it had", () => {
    const { cause }: { cause?: unknown } = new Error();
    if (cause instanceof StepTimeoutError) expectTypeOf(cause.timeout).toEqualTypeOf<number>();
  });
});
