/** Sends the requests of some operations to other transports. */

import type { Transport } from "./http.js";
import { readOwn } from "./own-property.js";

/**
 * Combines several transports.
 * @param main for all operations without a transport in `apart`, which is by `operationId`
 */
export function sendByOperation(
  main: Transport,
  apart: Readonly<Record<string, Transport>>,
): Transport {
  return {
    send(request, signal) {
      return (readOwn(apart, request.operationId) ?? main).send(request, signal);
    },
  };
}
