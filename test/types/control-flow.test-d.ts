import { describe, expectTypeOf, test } from "vitest";
import type { Transport } from "../../templates/runtime/http.js";
import type { OrdersTransport } from "../compile/control-flow/expected/apis/orders.js";
import type { StockTransport } from "../compile/control-flow/expected/apis/stock.js";
import {
  isOrderAndShipFailure,
  type OrderAndShipApis,
  type OrderAndShipFailure,
  type OrderAndShipInputs,
  type OrderAndShipResult,
  orderAndShip,
} from "../compile/control-flow/expected/order-and-ship.js";
import {
  isOrderAndWaitFailure,
  type OrderAndWaitInputs,
  type OrderAndWaitResult,
} from "../compile/control-flow/expected/order-and-wait.js";
import {
  type RestockApis,
  type RestockResult,
  restock,
} from "../compile/control-flow/expected/restock.js";
import {
  type WaitForShipmentApis,
  type WaitForShipmentResult,
  waitForShipment,
} from "../compile/control-flow/expected/wait-for-shipment.js";

declare const result: OrderAndShipResult;
declare const transport: Transport;
declare const error: unknown;

describe("outputs", () => {
  test("of steps on every path are there, and only where the API promises them without undefined", () => {
    if (result.outcome !== "outOfStock") return;
    expectTypeOf(result.outputs).toEqualTypeOf<{
      readonly orderId: string;
      readonly total: number | undefined;
    }>();
  });

  test("of steps on no path to the end are not there", () => {
    if (result.outcome !== "refused") return;
    expectTypeOf(result.outputs).toEqualTypeOf<Record<string, never>>();
  });

  test("that some statuses of a success have are absent with the others", () => {
    if (result.outcome !== "completed") return;
    expectTypeOf(result.outputs.trackingNumber).toEqualTypeOf<string | undefined>();
    expectTypeOf(result.outputs.days).toEqualTypeOf<number | undefined>();
  });

  test("of a loop are those of its last round", () => {
    expectTypeOf<WaitForShipmentResult["outputs"]>().toEqualTypeOf<{
      readonly state: "open" | "shipped";
    }>();
  });

  test("of called workflows have the types that they have there", () => {
    const other = {} as OrderAndWaitResult;
    if (other.outcome !== "completed") return;
    expectTypeOf(other.outputs.orderId).toEqualTypeOf<string>();
    expectTypeOf(other.outputs.state).toEqualTypeOf<"open" | "shipped">();
  });
});

describe("outcomes", () => {
  test("are the ends that can be reached, by their names", () => {
    expectTypeOf(result.outcome).toEqualTypeOf<
      "completed" | "refused" | "outOfStock" | "notShipped"
    >();
    expectTypeOf<WaitForShipmentResult["outcome"]>().toEqualTypeOf<"completed">();
  });

  test("have a failure if a failed step leads there, and then that of this step", () => {
    if (result.outcome === "notShipped") {
      expectTypeOf(result.failure.stepId).toEqualTypeOf<"ship">();
    }
    if (result.outcome === "refused") {
      expectTypeOf(result.failure.stepId).toEqualTypeOf<"create">();
    }
    if (result.outcome === "outOfStock") {
      // @ts-expect-error no step failed
      result.failure;
    }
  });

  test("have the result of the workflow that runs in the end", () => {
    const other = {} as RestockResult;
    if (other.outcome !== "orderMore") return;
    expectTypeOf(other.result).toEqualTypeOf<OrderAndShipResult>();
  });
});

describe("the error of a step", () => {
  test("is one of those of the workflow", () => {
    if (!isOrderAndShipFailure(error)) return;
    expectTypeOf(error).toEqualTypeOf<OrderAndShipFailure>();
    expectTypeOf(error.stepId).toEqualTypeOf<"create" | "count" | "ship">();
    // @ts-expect-error there is no such step
    if (error.stepId === "delete") return;
  });

  test("has the responses that its operation declares, without those of a success", () => {
    if (!isOrderAndShipFailure(error) || error.stepId !== "create") return;
    const { response } = error;
    expectTypeOf<201>().not.toExtend<NonNullable<typeof response>["status"]>();
    if (response?.status === 400) {
      expectTypeOf(response.body).toEqualTypeOf<{ fields: string[] }>();
    }
    if (response?.status === 409) expectTypeOf(response.body).toBeUnknown();
    if (response?.status === 500) expectTypeOf(response.body).toBeUnknown();
  });

  test("has the body that a class of statuses declares", () => {
    if (!isOrderAndShipFailure(error) || error.stepId !== "ship") return;
    if (error.response?.status === 422) {
      expectTypeOf(error.response.body).toEqualTypeOf<{ title: string }>();
    }
  });

  test("may have no response", () => {
    if (!isOrderAndShipFailure(error)) return;
    // @ts-expect-error there may be none
    error.response.status;
    expectTypeOf(error.status).toEqualTypeOf<number | undefined>();
  });

  test("that runs a workflow has none: what happened there is its cause", () => {
    if (!isOrderAndWaitFailure(error)) return;
    expectTypeOf(error.stepId).toEqualTypeOf<"order">();
    expectTypeOf(error.response).toEqualTypeOf<undefined>();
    expectTypeOf(error.cause).toBeUnknown();
  });
});

describe("inputs", () => {
  test("are what the places take that they go to, and optional unless they are required", () => {
    expectTypeOf<OrderAndShipInputs>().toEqualTypeOf<{
      readonly customer: string;
      readonly size?: "small" | "large" | undefined;
      readonly least?: number | undefined;
    }>();
  });

  test("that go on to another workflow are what that one takes", () => {
    expectTypeOf<OrderAndWaitInputs>().toEqualTypeOf<{
      readonly customer: string;
      readonly size?: "small" | "large" | undefined;
    }>();
  });

  test("do not compile when missing, of another type or misspelt", () => {
    const apis = {} as OrderAndShipApis;
    // @ts-expect-error customer is missing
    orderAndShip({}, apis);
    // @ts-expect-error there is no such size
    orderAndShip({ customer: "a", size: "huge" }, apis);
    // @ts-expect-error it is size
    orderAndShip({ customer: "a", Size: "small" }, apis);
  });
});

describe("apis", () => {
  test("are those that the workflow reaches, through other workflows too", () => {
    expectTypeOf<WaitForShipmentApis>().toEqualTypeOf<{ readonly orders: OrdersTransport }>();
    expectTypeOf<RestockApis>().toEqualTypeOf<{
      readonly orders: OrdersTransport;
      readonly stock: StockTransport;
    }>();
    // @ts-expect-error it does not reach stock
    waitForShipment({ orderId: "1" }, { orders: transport, stock: transport });
  });
});

describe("the results of workflows that one depends on", () => {
  const apis = {} as RestockApis;

  test("are given with the options", () => {
    const waited = {} as WaitForShipmentResult;
    const completed = { waitForShipment: waited };
    expectTypeOf(restock).toBeCallableWith({ customer: "a" }, apis, { completed, maxSteps: 3 });
  });

  test("cannot be left out, nor be those of others", () => {
    // @ts-expect-error the options are missing
    restock({ customer: "a" }, apis);
    // @ts-expect-error the results are missing
    restock({ customer: "a" }, apis, {});
    // @ts-expect-error it is the result of another workflow
    restock({ customer: "a" }, apis, { completed: { waitForShipment: result } });
  });
});
