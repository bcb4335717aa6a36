import type { Located } from "../source/located.js";

/** Schemes that a request needs together; empty for a request without authentication. */
export type SecurityRequirement = readonly RequiredScheme[];

export interface RequiredScheme {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

export interface SecurityScheme {
  readonly name: string;
  readonly at: Located;
  readonly kind: SecurityKind;
}

export type SecurityKind =
  | {
      readonly type: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly name: string;
    }
  /** `scheme` is a name in the IANA registry, such as `Bearer`, in upper or lower case. */
  | { readonly type: "http"; readonly scheme: string }
  | { readonly type: "oauth2"; readonly flows: readonly OAuthFlow[] }
  | { readonly type: "openIdConnect"; readonly url: string | undefined }
  | { readonly type: "mutualTLS" };

export interface OAuthFlow {
  /** Such as `clientCredentials`. */
  readonly name: string;
  readonly tokenUrl: string | undefined;
  readonly refreshUrl: string | undefined;
}
