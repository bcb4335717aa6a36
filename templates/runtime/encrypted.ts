/**
 * Decides where credentials may be sent.
 *
 * Credentials belong to the transport of one API. The transport sends them only to the servers of the
 * description, or only to `baseUrl`, and follows no redirect. The keys of an AWS account are valid for many
 * APIs, so without `baseUrl` they sign only for hosts of AWS services.
 */

import { TransportError } from "./errors.js";

/** @throws TransportError if the request would be sent unencrypted to another machine */
export function assertEncrypted(url: URL): void {
  if (url.protocol === "https:" || isLoopback(url.hostname)) return;
  throw new TransportError(`credentials are not sent over ${url.protocol}//${url.host}`);
}

/** @throws TransportError if an authenticator has changed the server of a request */
export function assertSameServer(url: string, authenticatedUrl: string, sender: string): void {
  if (new URL(authenticatedUrl).origin === new URL(url).origin) return;
  throw new TransportError(`${sender} would send credentials to another server`);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
