import type { Located } from "../source/located.js";

/** Everything that is asked for together; nothing at all where requests need no authentication. */
export type SecurityRequirement = readonly RequiredScheme[];

export interface RequiredScheme {
  readonly scheme: SecurityScheme;
  readonly scopes: readonly string[];
}

/** A Security Scheme Object. */
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
  /** `scheme` is a name of the IANA registry, in any case, such as `Bearer`. */
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
