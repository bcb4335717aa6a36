/** Sends the requests of some operations elsewhere. */

import type { Transport } from "./http.js";

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
      const { operationId } = request;
      const own = Object.hasOwn(apart, operationId) ? apart[operationId] : undefined;
      return (own ?? main).send(request, signal);
    },
  };
}
