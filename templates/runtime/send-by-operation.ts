/** Sends the requests of some operations to other transports. */

import type { Transport } from "./http.js";
import { readOwn } from "./own-property.js";

/**
 * Combines several transports.
 * @param main for all operations without a transport in `overrides`, which is by `operationId`
 */
export function sendByOperation(
  main: Transport,
  overrides: Readonly<Record<string, Transport>>,
): Transport {
  return {
    send(request, signal) {
      return (readOwn(overrides, request.operationId) ?? main).send(request, signal);
    },
  };
}
