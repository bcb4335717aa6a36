/** Where credentials may be sent: this is the one place that decides it for every kind of them. */

import { TransportError } from "./errors.js";

/**
 * Throws a `TransportError` when a request would travel unencrypted to another machine.
 *
 * For which host credentials are is decided before: they are given to the transport of one API, which
 * sends them to its description's servers, or to `baseUrl` alone, and follows no redirect. The keys of
 * an AWS account serve more than one API, so these sign only for the hosts of AWS's services, or for
 * `baseUrl`.
 */
export function assertEncrypted(url: URL): void {
  if (url.protocol === "https:" || isLoopback(url.hostname)) return;
  throw new TransportError(`credentials are not sent over ${url.protocol}//${url.host}`);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
