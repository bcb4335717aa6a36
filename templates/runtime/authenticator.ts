/** The interface through which a transport adds credentials to requests. */

import type { HttpRequest, HttpResponse } from "./http.js";

/** A request before authentication. */
export interface UnauthenticatedRequest {
  readonly method: string;
  /** Absolute, and exactly as it will be sent. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The content as it will be sent; `undefined` unless the authenticator `readsBody`. */
  readonly body: string | Uint8Array | undefined;
  readonly security?: HttpRequest["security"];
}

/** The URL and headers to send. An authenticator may add query parameters and headers. */
export type AuthenticatedRequest = Pick<UnauthenticatedRequest, "url" | "headers">;

/** Adds credentials to the requests of one transport. `authenticate` is called for every attempt. */
export interface Authenticator {
  /** If `true`, `authenticate` receives the content of requests; forms and blobs are read into memory for this. */
  readonly readsBody?: boolean | undefined;
  /** Rejects with a `TransportError` if there are no credentials, or if they must not be sent to this URL. */
  authenticate(request: UnauthenticatedRequest): Promise<AuthenticatedRequest>;
  /**
   * Called with a response whose status is 400 or above. Returns `true` if the authenticator would now
   * authenticate the request differently, for example by the server's clock or with another token. The request
   * is then sent once more.
   */
  shouldResend?(response: HttpResponse, refused: AuthenticatedRequest): boolean | Promise<boolean>;
}
