/** Where credentials may be sent: this is the one place that decides it for every kind of them. */

import { TransportError } from "./errors.js";

/**
 * Credentials are given to the transport of one API. It sends them to the servers of its description, or to `baseUrl`
 * alone, and follows no redirect. The keys of an AWS account serve more than one API: without `baseUrl`, they sign for
 * the hosts of AWS's services only.
 * @throws TransportError if the request would travel unencrypted to another machine
 */
export function assertEncrypted(url: URL): void {
  if (url.protocol === "https:" || isLoopback(url.hostname)) return;
  throw new TransportError(`credentials are not sent over ${url.protocol}//${url.host}`);
}

/** @throws TransportError if an authenticator, whoever wrote it, has changed the server of a request */
export function assertSameServer(url: string, authenticatedUrl: string, sender: string): void {
  if (new URL(authenticatedUrl).origin === new URL(url).origin) return;
  throw new TransportError(`${sender} would send credentials to another server`);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
