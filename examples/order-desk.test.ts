import { expect, test } from "vitest";
import { mockCarrierApi, mockOrdersApi } from "./generated/index.js";
import { shipFromDesk } from "./order-desk.js";

const order = {
  status: "paid",
  weightInGrams: 800,
  address: { name: "Ada", street: "1 Pier Road", city: "Cork", country: "IE" },
} as const;

const parcel = { trackingNumber: "C-1", label: "https://carrier.example.com/labels/C-1" };

test("an order is shipped to its address, and its tracking number is recorded", async () => {
  const ordersApi = mockOrdersApi({
    readOrder: () => order,
    recordShipment: () => ({ status: 204, body: undefined }),
  });
  const carrierApi = mockCarrierApi({ bookParcel: () => parcel });
  expect(await shipFromDesk("7", { ordersApi, carrierApi })).toBe(
    "Print the label: https://carrier.example.com/labels/C-1",
  );
  expect(carrierApi.calls).toEqual([
    { operationId: "bookParcel", given: { body: { receiver: order.address, grams: 800 } } },
  ]);
  expect(ordersApi.calls[1]).toEqual({
    operationId: "recordShipment",
    given: { path: { orderId: "7" }, body: { trackingNumber: "C-1" } },
  });
});

test("what has been shipped is not booked again", async () => {
  const ordersApi = mockOrdersApi({ readOrder: () => ({ ...order, status: "shipped" }) });
  const carrierApi = mockCarrierApi({});
  const shown = await shipFromDesk("7", { ordersApi, carrierApi });
  expect(shown).toBe("This order has left already.");
  expect(carrierApi.calls).toEqual([]);
});

test("the desk reads why the carrier refuses", async () => {
  const ordersApi = mockOrdersApi({ readOrder: () => order });
  const carrierApi = mockCarrierApi({
    bookParcel: () => ({ status: 422, body: { message: "no boats in winter" } }),
  });
  const shown = await shipFromDesk("7", { ordersApi, carrierApi });
  expect(shown).toBe("The carrier refuses: no boats in winter.");
  expect(ordersApi.calls).toHaveLength(1);
});

test("a parcel that cannot be recorded is not forgotten", async () => {
  const ordersApi = mockOrdersApi({
    readOrder: () => order,
    recordShipment: () => {
      throw new Error("the network is down");
    },
  });
  const carrierApi = mockCarrierApi({ bookParcel: () => parcel });
  const shown = await shipFromDesk("7", { ordersApi, carrierApi });
  expect(shown).toBe("The parcel is booked, but not recorded: call IT.");
});
