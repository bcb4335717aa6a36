import { describe, expectTypeOf, test } from "vitest";
import {
  createCarrierApi,
  createOrdersApi,
  mockCarrierApi,
  mockOrdersApi,
  type OrdersApiTransport,
  type ShipOrderApis,
  shipOrder,
  type Transport,
} from "../../examples/generated/index.js";

declare const plain: Transport;
const inputs = { orderId: "1" };
const ordersApi = createOrdersApi({ staffToken: "t" });
const carrierApi = createCarrierApi({ apiKey: "k" });

describe("a transport", () => {
  test("is taken only for its own API", () => {
    shipOrder(inputs, { ordersApi, carrierApi });
    // @ts-expect-error the transports are swapped
    shipOrder(inputs, { ordersApi: carrierApi, carrierApi: ordersApi });
    // @ts-expect-error the transport is that of the carrier
    shipOrder(inputs, { ordersApi: carrierApi, carrierApi });
  });

  test("stays one when something is put around it", () => {
    const logged: Transport = { send: (request, signal) => ordersApi.send(request, signal) };
    shipOrder(inputs, { ordersApi: logged, carrierApi });
    shipOrder(inputs, { ordersApi: { ...ordersApi, send: logged.send }, carrierApi });
    // @ts-expect-error a copy of the carrier's transport is not one of the orders
    shipOrder(inputs, { ordersApi: { ...carrierApi, send: logged.send }, carrierApi });
  });

  test("may be any object that sends requests", () => {
    expectTypeOf(plain).toExtend<OrdersApiTransport>();
    expectTypeOf({ ordersApi: plain, carrierApi: plain }).toExtend<ShipOrderApis>();
    expectTypeOf(ordersApi).toExtend<Transport>();
  });
});

test("a mock replaces only the transport of its own API", () => {
  const orders = mockOrdersApi({});
  const carrier = mockCarrierApi({});
  shipOrder(inputs, { ordersApi: orders, carrierApi: carrier });
  // @ts-expect-error the mocks are swapped
  shipOrder(inputs, { ordersApi: carrier, carrierApi: orders });
});
