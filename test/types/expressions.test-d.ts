import { describe, expectTypeOf, test } from "vitest";
import type {
  LaterExpressionsCompleted,
  LaterExpressionsInputs,
} from "../compile/expressions.of-version-1.1/expected/later-expressions.js";

describe("an expression of version 1.1", () => {
  test("has the type of the value that it names", () => {
    expectTypeOf<LaterExpressionsCompleted["outputs"]>().toEqualTypeOf<{
      readonly self: string;
      readonly limit: number;
      readonly url: string;
      readonly type: string;
      readonly sent: string | undefined;
    }>();
  });

  test("reads an input whose name has a dot", () => {
    expectTypeOf<LaterExpressionsInputs>().toEqualTypeOf<{
      readonly filter: { limit: number };
      readonly "filter.limit": number;
    }>();
  });
});
