/** Ships an order with two APIs, each with its own credentials: npx tsx examples/ship-order.ts <order> */

import { createCarrierApi, createOrdersApi } from "./generated/index.js";
import { shipFromDesk } from "./order-desk.js";

const [orderId = ""] = process.argv.slice(2);
const ordersApi = createOrdersApi({
  baseUrl: process.env["ORDERS_URL"],
  // The function is called for every request, so the token can change.
  staffToken: () => process.env["STAFF_TOKEN"] ?? "",
});
const carrierApi = createCarrierApi({
  baseUrl: process.env["CARRIER_URL"],
  apiKey: process.env["CARRIER_KEY"] ?? "",
});

console.log(await shipFromDesk(orderId, { ordersApi, carrierApi }));
