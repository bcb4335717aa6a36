/** Adds the credentials that the security schemes of a description require. */

import type {
  AuthenticatedRequest,
  Authenticator,
  UnauthenticatedRequest,
} from "./authenticator.js";
import { assertEncrypted } from "./encrypted.js";
import { TransportError } from "./errors.js";

/** A value, or a function that is called each time a request is sent. */
export type Provided<Value extends string | object> = Value | (() => Value | Promise<Value>);

export type Secret = Provided<string>;

/** A security scheme with the credentials that the caller passed. */
export interface SecurityScheme extends Authenticator {
  /** Whether the caller passed no credentials. */
  readonly isMissing?: boolean;
  /** Whether the request already contains credentials, which are then kept. */
  isIn?(request: AuthenticatedRequest): boolean;
}

/** Creates an authenticator for the security schemes of an API, which requests refer to by name. */
export function createAuthenticator(
  schemes: Readonly<Record<string, SecurityScheme>>,
): Authenticator {
  const all = Object.values(schemes);
  return {
    readsBody: all.some((scheme) => scheme.readsBody),

    async authenticate(request) {
      let authenticated: UnauthenticatedRequest = request;
      for (const scheme of choose(request, schemes)) {
        if (scheme.isIn?.(request)) continue;
        assertEncrypted(new URL(request.url));
        const { url, headers } = await scheme.authenticate(authenticated);
        authenticated = { ...authenticated, url, headers };
      }
      return authenticated;
    },

    async shouldResend(response, refused) {
      for (const scheme of all) {
        if (await scheme.shouldResend?.(response, refused)) return true;
      }
      return false;
    },
  };
}

/** The schemes of the first alternative whose credentials are in the request or were passed by the caller. */
function choose(
  request: UnauthenticatedRequest,
  schemes: Readonly<Record<string, SecurityScheme>>,
): readonly SecurityScheme[] {
  const names = request.security ?? [];
  const alternatives = names.map((each) => each.flatMap((name) => schemes[name] ?? []));
  const isIn = (scheme: SecurityScheme) => scheme.isIn?.(request) ?? false;
  const chosen =
    alternatives.find((each) => each.length > 0 && each.every(isIn)) ??
    alternatives.find((each) => each.every((scheme) => !scheme.isMissing || isIn(scheme)));
  if (chosen || names.length === 0) return chosen ?? [];
  const wanted = names.map((each) => each.join(" and ")).join(", or ");
  const { origin } = new URL(request.url);
  throw new TransportError(`credentials for ${origin} are missing: pass ${wanted}`);
}

export function inHeader<Value extends string | object>(
  name: string,
  given: Provided<Value> | undefined,
  write: (value: Value) => string,
): SecurityScheme {
  const header = name.toLowerCase();
  return {
    isMissing: given === undefined,
    isIn: ({ headers }) => headers[header] !== undefined,
    async authenticate({ url, headers }) {
      return { url, headers: { ...headers, [header]: write(await provide(given)) } };
    },
  };
}

/** Resolves with the value. An empty string counts as missing. */
export async function provide<Value extends string | object>(
  given: Provided<Value> | undefined,
): Promise<Value> {
  // A value is never a function.
  const value =
    typeof given === "function" ? await (given as () => Value | Promise<Value>)() : given;
  if (!value) throw new TransportError("a key, token or password is empty");
  return value;
}
