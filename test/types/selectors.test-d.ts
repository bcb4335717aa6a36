import { describe, expectTypeOf, test } from "vitest";
import type { Order } from "../compile/selectors/expected/apis/shop.js";
import type { CopyOrderCompleted } from "../compile/selectors/expected/copy-order.js";
import type { FindOrdersCompleted } from "../compile/selectors.jsonpath/expected/find-orders.js";
import type { ReadInvoiceCompleted } from "../compile/selectors.xpath/expected/read-invoice.js";

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

describe("a selector of several values", () => {
  test("is an array of the type of the values, or of unknown values", () => {
    expectTypeOf<FindOrdersCompleted["outputs"]>().toEqualTypeOf<{
      readonly ids: string[];
      readonly first: string | undefined;
      readonly paid: Order[];
      readonly customers: (string | null)[];
      readonly lastCustomer: string | null | undefined;
      readonly counts: number[];
      readonly stock: number[];
      readonly skus: unknown[];
      readonly ends: (string | number)[];
      readonly ofRoot: string[];
      readonly tags: string[];
    }>();
  });
});

describe("an XPath", () => {
  test("is a string, a number or a boolean by its expression, or an array of strings", () => {
    expectTypeOf<ReadInvoiceCompleted["outputs"]>().toEqualTypeOf<{
      readonly total: number | undefined;
      readonly isPaid: boolean | undefined;
      readonly lines: string[];
      readonly title: string | undefined;
      readonly first: string | undefined;
    }>();
  });
});
