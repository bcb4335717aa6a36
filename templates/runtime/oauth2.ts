/**
 * Requests access tokens from the token endpoint of an authorization server, and keeps them until they expire.
 */

import { assertEncrypted } from "./encrypted.js";
import { TransportError } from "./errors.js";
import { createFetchTransport } from "./fetch-transport.js";
import type { HttpResponse } from "./http.js";
import { base64, bearer } from "./http-authentication.js";
import { httpRetries } from "./http-retries.js";
import { parseUrl } from "./prepare-request.js";
import { provide, type Secret, type SecurityScheme } from "./security.js";
import type { TransportOptions } from "./transport-options.js";

interface TokenEndpoint {
  /** Replaces the token endpoint of the description. The secrets of this object are sent to it. */
  readonly tokenUrl?: string | undefined;
  /**
   * How the client authenticates.
   * @default "client_secret_basic", which every server must support
   * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
   */
  readonly tokenEndpointAuthMethod?: "client_secret_basic" | "client_secret_post" | undefined;
  /** Scopes, separated by spaces. Replaces the scopes that the operations require. */
  readonly scope?: string | undefined;
  /** Additional parameters of the token request, such as `audience`. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/**
 * A client that acts on its own behalf.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export interface ClientCredentials extends TokenEndpoint {
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/**
 * Access that a user has granted. If the server sends a new refresh token, that token is used from then on.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-6
 */
export interface RefreshToken extends TokenEndpoint {
  readonly refreshToken: Secret;
  readonly clientId: string;
  /** Public clients have no secret. */
  readonly clientSecret?: Secret | undefined;
}

export interface OAuthFlow {
  readonly tokenUrl?: string;
  /** The endpoint for refresh tokens, if it is not `tokenUrl`. */
  readonly refreshUrl?: string;
  /** Separated by spaces. */
  readonly scope?: string;
}

interface AccessToken {
  readonly value: string;
  /** In milliseconds since 1970. */
  readonly staleAt: number;
}

/**
 * Sends an access token, which the caller passes or the token endpoint returns. A returned token is used until
 * shortly before it expires, or until a response has the status 401. All waiting requests share one token
 * request.
 */
export function oauth2(
  given: Secret | ClientCredentials | RefreshToken | undefined,
  flow: OAuthFlow,
  options: TransportOptions,
): SecurityScheme {
  if (typeof given !== "object") return bearer(given);
  let current: AccessToken | undefined;
  let refused: string | undefined;
  let pending: Promise<AccessToken> | undefined;
  let refreshToken = "refreshToken" in given ? given.refreshToken : undefined;

  const requestToken = async () => {
    const parameters = await grantOf(given, refreshToken, flow);
    const { token, newRefreshToken } = await sendTokenRequest(given, parameters, flow, options);
    if (refreshToken !== undefined) refreshToken = newRefreshToken ?? refreshToken;
    return token;
  };
  const accessToken = async () => {
    if (current && current.staleAt > Date.now()) return current.value;
    pending ??= requestToken().finally(() => {
      pending = undefined;
    });
    current = await pending;
    return current.value;
  };
  return {
    ...bearer(accessToken),
    shouldResend({ status }, { headers }) {
      const sent = headers["authorization"]?.replace(/^Bearer /, "");
      if (status !== 401 || sent === undefined) return false;
      if (sent === current?.value) {
        refused = sent;
        current = undefined;
      }
      // Another request may have been rejected with the same token before.
      return sent === refused;
    },
  };
}

async function grantOf(
  given: ClientCredentials | RefreshToken,
  refreshToken: Secret | undefined,
  flow: OAuthFlow,
): Promise<URLSearchParams> {
  const isRefresh = refreshToken !== undefined;
  const form = new URLSearchParams({
    grant_type: isRefresh ? "refresh_token" : "client_credentials",
    ...(isRefresh && { refresh_token: await provide(refreshToken) }),
  });
  // A refresh without a scope requests the granted scope.
  const scope = given.scope ?? (isRefresh ? undefined : flow.scope);
  if (scope) form.set("scope", scope);
  for (const [name, value] of Object.entries(given.parameters ?? {})) form.set(name, value);
  return form;
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
async function sendTokenRequest(
  given: ClientCredentials | RefreshToken,
  form: URLSearchParams,
  flow: OAuthFlow,
  options: TransportOptions,
) {
  const described = "refreshToken" in given ? (flow.refreshUrl ?? flow.tokenUrl) : flow.tokenUrl;
  const url = parseTokenUrl(given.tokenUrl ?? described);
  const { clientId, clientSecret, tokenEndpointAuthMethod } = given;
  const secret = clientSecret && (await provide(clientSecret));
  const headers: Record<string, string> = {
    accept: "application/json",
    "content-type": "application/x-www-form-urlencoded",
  };
  if (secret !== undefined && tokenEndpointAuthMethod !== "client_secret_post") {
    headers["authorization"] = `Basic ${base64(`${encode(clientId)}:${encode(secret)}`)}`;
  } else {
    form.set("client_id", clientId);
    if (secret !== undefined) form.set("client_secret", secret);
  }
  const retries = httpRetries(options.retry);
  const response = await createFetchTransport({ ...options, baseUrl: url.origin, retries }).send({
    operationId: "token",
    method: "POST",
    path: url.pathname + url.search,
    headers,
    body: form.toString(),
    responseBodies: {},
  });
  return readToken(response, url);
}

function parseTokenUrl(text: string | undefined): URL {
  const url = text === undefined ? undefined : parseUrl(text);
  if (!url) throw new TransportError("the token endpoint is unknown: pass an absolute tokenUrl");
  assertEncrypted(url);
  return url;
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-5.1 */
function readToken({ status, body }: HttpResponse, { origin }: URL) {
  const answer: Readonly<Record<string, unknown>> = Object(body);
  const { access_token, token_type = "bearer", expires_in, refresh_token, error } = answer;
  const isToken = typeof access_token === "string" && /^bearer$/i.test(String(token_type));
  if (status !== 200 || !isToken) {
    // Only a plain name is shown, because a server may repeat sent data.
    const name = typeof error === "string" && /^[\w.-]{1,60}$/.test(error) ? ` ${error}` : "";
    throw new TransportError(`${origin} returned no access token: ${status}${name}`, { status });
  }
  const lifetime = Number(expires_in ?? Number.NaN) * 1000;
  const margin = Math.min(60_000, lifetime / 2);
  const staleAt = Number.isNaN(lifetime)
    ? Number.POSITIVE_INFINITY
    : Date.now() + lifetime - margin;
  return {
    token: { value: access_token, staleAt },
    newRefreshToken: (typeof refresh_token === "string" && refresh_token) || undefined,
  };
}

/** Encodes a string as in a form. */
function encode(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}
