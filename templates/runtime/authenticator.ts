/** What makes requests authentic: a signer, or whatever else adds credentials to them. */

import type { HttpRequest, HttpResponse } from "./http.js";

/** A request that is complete but for its authentication. */
export interface UnauthenticatedRequest {
  readonly method: string;
  /** Absolute, and exactly as it will be sent. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The content as it will be sent; known only to who `readsBody`. */
  readonly body: string | Uint8Array | undefined;
  readonly security?: HttpRequest["security"];
}

/** What is sent in place of the request's own, to which headers and query parameters may be added. */
export type AuthenticatedRequest = Pick<UnauthenticatedRequest, "url" | "headers">;

/** Adds credentials to the requests of one transport, which asks it anew for every attempt. */
export interface Authenticator {
  /** Whether it needs the content of requests, so that forms and blobs are read into memory for it. */
  readonly readsBody?: boolean | undefined;
  /** Rejects with a `TransportError` when there are no credentials, or they must not be sent there. */
  authenticate(request: UnauthenticatedRequest): Promise<AuthenticatedRequest>;
  /**
   * Is told of a response with a status of 400 and above, and resolves with whether it would now
   * authenticate differently than in the request that was refused: by the server's clock, say, or with
   * another token. The request is then sent once more, and not again.
   */
  shouldResend?(response: HttpResponse, refused: AuthenticatedRequest): boolean | Promise<boolean>;
}
