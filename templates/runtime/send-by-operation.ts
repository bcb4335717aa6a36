/** Sends the requests of some operations elsewhere. */

import type { Transport } from "./http.js";
import { readOwn } from "./own-property.js";

/**
 * Makes one transport of several.
 * @param main for all operations but those that `apart` has, by `operationId`
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
