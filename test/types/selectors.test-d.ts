import { describe, expectTypeOf, test } from "vitest";
import type { Order } from "../compile/selectors/expected/apis/orders.js";
import type { CopyOrderCompleted } from "../compile/selectors/expected/copy-order.js";

describe("a selector of one value", () => {
  test("has the type of the value, which may be absent where the description does not require it", () => {
    expectTypeOf<CopyOrderCompleted["outputs"]>().toEqualTypeOf<{
      readonly id: string;
      readonly state: Order["state"] | undefined;
      readonly customer: string | null | undefined;
      readonly priority: number | undefined;
    }>();
  });
});
