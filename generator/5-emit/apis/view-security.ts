import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type { ApiPlan, OAuthPlan, SchemePlan, SecurityPlan } from "../../model/planned-api.js";
import type { RuntimeName } from "../../model/runtime-exports.js";
import type { ApiView } from "../views.js";

/** The options for the credentials of the security schemes. */
export function viewSecurityOptions({ schemes, alternatives }: SecurityPlan): ApiView["options"] {
  return schemes.map((scheme) => {
    const name = Code.name(scheme.optionName);
    const types = viewCredentials(scheme);
    const isRequired = alternatives.every((names) => names.includes(scheme.optionName));
    return {
      doc: Code.docComment([scheme.description, ...documentKind(scheme)]),
      member: isRequired
        ? Code.entry(name, Code.union(types))
        : Code.entry(Code.of`${name}?`, Code.union([...types, Code.of`undefined`])),
    };
  });
}

/** The choices of credentials, each as an object type; empty if there is no choice. */
export function viewChoices({ alternatives, schemes }: SecurityPlan): readonly Code[] {
  if (alternatives.length < 2) return [];
  return alternatives.map((names) => {
    const chosen = schemes.filter(({ optionName }) => names.includes(optionName));
    return Code.typeLiteral(
      chosen.map((scheme) => {
        const type = Code.union(viewCredentials(scheme));
        return Code.of`readonly ${Code.name(scheme.optionName)}: ${type}`;
      }),
    );
  });
}

/** The choices of credentials, in words. */
export function describeChoices({ alternatives }: SecurityPlan): string {
  const all = alternatives.map((names) => names.map((name) => `\`${name}\``).join(" and "));
  return alternatives.length < 2 ? "" : `, with ${all.join(" or ")}`;
}

function viewCredentials({ kind }: SchemePlan): readonly Code[] {
  switch (kind.kind) {
    case "basic": {
      const credentials = runtime("BasicCredentials");
      return [Code.typeReference(runtime("Provided"), [credentials])];
    }
    case "oauth2":
      return viewOAuthCredentials(kind);
    default:
      return [runtime("Secret")];
  }
}

function viewOAuthCredentials({
  grants,
  tokenUrl,
  refreshUrl = tokenUrl,
}: OAuthPlan): readonly Code[] {
  const grantTypes = grants.map((grant) => {
    const isClient = grant === "clientCredentials";
    const type = runtime(isClient ? "ClientCredentials" : "RefreshToken");
    const url = isClient ? tokenUrl : refreshUrl;
    return url === undefined ? Code.of`(${type} & { readonly tokenUrl: string })` : type;
  });
  return [runtime("Secret"), ...grantTypes];
}

function documentKind({ kind }: SchemePlan): readonly string[] {
  switch (kind.kind) {
    case "apiKey":
      return [
        kind.in === "query"
          ? `Sent as \`${kind.name}\` in the query.`
          : `Sent in the ${kind.in} \`${kind.name}\`.`,
      ];
    case "basic":
      return ["Sent as HTTP basic authentication."];
    case "bearer":
      return ["An access token, sent as `Authorization: Bearer …`."];
    case "authorization":
      return [`The value of the \`Authorization\` header, for the scheme \`${kind.scheme}\`.`];
    case "oauth2":
      return documentOAuth(kind);
  }
}

function documentOAuth({ grants, tokenUrl, refreshUrl }: OAuthPlan): readonly string[] {
  const both = [
    ...(grants.includes("clientCredentials") ? ["client credentials"] : []),
    ...(grants.includes("refreshToken") ? ["a refresh token"] : []),
  ].join(" or ");
  const urls = [tokenUrl, refreshUrl].flatMap((url) => (url === undefined ? [] : `\`${url}\``));
  const secrets =
    urls.length === 0
      ? "Its secrets are sent to `tokenUrl`, because the description has no token URL."
      : `Its secrets are sent to ${urls.join(" or ")}, unless \`tokenUrl\` is given.`;
  return [`An access token, or ${both} to request one with. ${secrets}`];
}

/** An authenticator or a signer; undefined if no operation needs credentials. */
export function viewAuthenticator({ security, servers }: ApiPlan): Code | undefined {
  const { signsAll, signsSome, schemes } = security;
  const aws = servers.main?.aws;
  const signer =
    aws && (signsAll || signsSome)
      ? Code.call(runtime("createAwsSigner"), [
          Code.object([
            Code.of`service: options.signingName ?? ${Code.literal(aws.signingName)}`,
            Code.of`region`,
            Code.of`credentials: options.credentials`,
          ]),
        ])
      : undefined;
  if (signsAll || (schemes.length === 0 && !signer)) return signer;
  const entries = schemes.map((scheme) =>
    Code.entry(Code.key(scheme.optionName), viewScheme(scheme)),
  );
  const all = signer ? [...entries, Code.entry(Code.of`aws`, signer)] : entries;
  return Code.call(runtime("createAuthenticator"), [Code.object(all)]);
}

const keyFunctions = {
  header: "apiKeyInHeader",
  query: "apiKeyInQuery",
  cookie: "apiKeyInCookie",
} as const satisfies Record<string, RuntimeName>;

function viewScheme({ kind, optionName }: SchemePlan): Code {
  const given = Code.of`options${Code.access(optionName, false, false)}`;
  switch (kind.kind) {
    case "apiKey":
      return Code.call(runtime(keyFunctions[kind.in]), [Code.literal(kind.name), given]);
    case "oauth2":
      return Code.call(runtime("oauth2"), [given, viewFlow(kind), Code.of`options`]);
    default:
      return Code.call(runtime(kind.kind), [given]);
  }
}

function viewFlow({ tokenUrl, refreshUrl, scopes }: OAuthPlan): Code {
  const scope = scopes.join(" ");
  return Code.object([
    ...(tokenUrl === undefined ? [] : [Code.of`tokenUrl: ${Code.literal(tokenUrl)}`]),
    ...(refreshUrl === undefined ? [] : [Code.of`refreshUrl: ${Code.literal(refreshUrl)}`]),
    ...(scope === "" ? [] : [Code.of`scope: ${Code.literal(scope)}`]),
  ]);
}
