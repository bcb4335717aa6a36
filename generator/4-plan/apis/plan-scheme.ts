import type { OAuthFlow, SecurityScheme } from "../../model/linked-security.js";
import type { OAuthPlan, SchemeKind, SchemePlan } from "../../model/planned-api.js";
import { textAt } from "../../source/located.js";
import { isEncrypted } from "../servers/plan-server.js";

/** Plans the option for the credentials of a scheme. */
export function planScheme(
  scheme: SecurityScheme,
  optionName: string,
  scopes: readonly string[],
): SchemePlan {
  const [first = ""] = (textAt(scheme.at, "description") ?? "").trim().split(/\n\s*\n/);
  return { optionName, description: first || undefined, kind: planKind(scheme, scopes) };
}

function planKind({ kind }: SecurityScheme, scopes: readonly string[]): SchemeKind {
  switch (kind.type) {
    case "apiKey":
      return { kind: "apiKey", in: kind.in, name: kind.name };
    case "http": {
      const scheme = kind.scheme.toLowerCase();
      if (scheme === "basic" || scheme === "bearer") return { kind: scheme };
      return { kind: "authorization", scheme: kind.scheme };
    }
    case "oauth2":
      return planOAuth(kind.flows, scopes) ?? { kind: "bearer" };
    case "openIdConnect":
    case "mutualTLS":
      return { kind: "bearer" };
  }
}

/** Undefined if the transport cannot request a token by any of the flows. */
function planOAuth(flows: readonly OAuthFlow[], scopes: readonly string[]): OAuthPlan | undefined {
  const client = flows.find(({ name }) => name === "clientCredentials");
  const user = flows.find(
    ({ name, ...urls }) =>
      (name === "authorizationCode" || name === "password") && (urls.tokenUrl ?? urls.refreshUrl),
  );
  if (!client && !user) return undefined;
  const refreshUrl = usableUrl(user?.refreshUrl) ?? usableUrl(user?.tokenUrl);
  // A refreshed token keeps the scopes that were granted.
  if (!client)
    return {
      kind: "oauth2",
      grants: ["refreshToken"],
      tokenUrl: refreshUrl,
      refreshUrl: undefined,
      scopes: [],
    };
  const tokenUrl = usableUrl(client.tokenUrl);
  return {
    kind: "oauth2",
    grants: ["clientCredentials", ...(user ? ["refreshToken" as const] : [])],
    tokenUrl,
    refreshUrl: refreshUrl === tokenUrl ? undefined : refreshUrl,
    scopes,
  };
}

/** Secrets are sent to the URL, so it must be absolute and encrypted. */
function usableUrl(url: string | undefined): string | undefined {
  return url !== undefined && isEncrypted(url) ? url : undefined;
}
