import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import type { TransportOptions } from "../../templates/runtime/transport-options.js";

/** The two ways to send requests, for `describe.each`. */
export const senders: readonly (readonly [string, TransportOptions["fetch"]])[] = [
  ["the global fetch", undefined],
  ["Node's own client", createNodeFetch()],
];
