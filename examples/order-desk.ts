/** The part of an application that calls a workflow; order-desk.test.ts tests it without a network. */

import { isShipOrderFailure, type ShipOrderApis, shipOrder } from "./generated/index.js";

/** Ships an order. Resolves to the message for the screen at the desk. */
export async function shipFromDesk(orderId: string, apis: ShipOrderApis): Promise<string> {
  try {
    const result = await shipOrder({ orderId }, apis, { signal: AbortSignal.timeout(30_000) });
    switch (result.outcome) {
      case "completed":
        return `Print the label: ${result.outputs.label}`;
      case "alreadyShipped":
        return "This order has left already.";
      case "notDeliverable":
        return `The carrier refuses: ${result.failure.serviceMessage ?? "it does not say why"}.`;
    }
  } catch (error) {
    if (!isShipOrderFailure(error)) throw error;
    if (error.stepId === "readOrder" && error.status === 404) return "There is no such order.";
    if (error.stepId === "recordShipment")
      return "The parcel is booked, but not recorded: call IT.";
    throw error;
  }
}
