import type { ApiPlan, AwsPlan, ServerPlan } from "../4-plan/planned-api.js";
import { Code } from "./code.js";
import type { ApiView } from "./views.js";

/** The options of the transport besides those that every transport has. */
export function viewOptions({ server, serverPath }: ApiPlan): ApiView["options"] {
  const variables = (server?.variables ?? []).map((variable) => {
    const isRegion = isSigningRegion(server, variable.optionName);
    const fallback = `${isRegion ? "`AWS_REGION` or " : ""}${JSON.stringify(variable.default)}`;
    const values = variable.values.map((value) => Code.literal(value));
    const type = values.length > 0 ? values : [Code.of`string`];
    return {
      doc: Code.docComment([variable.description, `@default ${fallback}`]),
      member: Code.of`${Code.name(variable.optionName)}?: ${Code.union([...type, Code.of`undefined`])}`,
    };
  });
  const aws = server?.aws;
  const awsOptions = aws
    ? [
        ...(typeof aws.region === "string"
          ? [
              {
                doc: Code.docComment([`The region to sign for. @default ${aws.region}`]),
                member: Code.of`region?: string | undefined`,
              },
            ]
          : []),
        {
          doc: Code.docComment([
            "The credentials to sign with, or a function that fetches them, such as those of `@aws-sdk/credential-providers`. In Node, the `AWS_*` variables of the environment by default.",
          ]),
          member: Code.of`credentials?: AwsCredentialsSource`,
        },
        {
          doc: Code.docComment([
            `The service to sign for.\n\n@default ${JSON.stringify(aws.signingName)}`,
          ]),
          member: Code.of`signingName?: string | undefined`,
        },
      ]
    : [];
  return [
    ...variables,
    ...awsOptions,
    {
      doc: Code.docComment([
        server
          ? "Where the API is served, in place of the description's server."
          : `Where the API is served${serverPath === undefined ? "" : `, with its path \`${serverPath}\``}; its description does not say.`,
      ]),
      member: server ? Code.of`baseUrl?: string | undefined` : Code.of`baseUrl: string`,
    },
  ];
}

function isSigningRegion(server: ServerPlan | undefined, optionName: string): boolean {
  const region = server?.aws?.region;
  return typeof region === "object" && region.variable === optionName;
}

/** The region that requests are signed for. */
export function viewRegion(server: ServerPlan | undefined): Code {
  const region = server?.aws?.region ?? "us-east-1";
  if (typeof region === "string") return Code.of`options.region ?? ${Code.literal(region)}`;
  const variable = server?.variables.find(({ optionName }) => optionName === region.variable);
  const option = Code.access(region.variable, false, false);
  const fallback = Code.literal(variable?.default ?? "us-east-1");
  return Code.of`options${option} ?? awsRegionFromEnvironment() ?? ${fallback}`;
}

/** The options of `createFetchTransport`. */
export function viewTransport(server: ServerPlan | undefined): Code {
  return Code.object([
    Code.of`...options`,
    ...(server ? [viewBaseUrl(server)] : []),
    ...(server?.aws ? [viewSigner(server.aws)] : []),
    Code.of`retries: ${Code.name(retriesOf(server))}(options.retry)`,
  ]);
}

/** The function of the runtime that makes the policy. */
export function retriesOf(server: ServerPlan | undefined): "awsRetries" | "httpRetries" {
  return server?.aws ? "awsRetries" : "httpRetries";
}

function viewSigner({ signingName }: AwsPlan): Code {
  const signer = Code.object([
    Code.of`service: options.signingName ?? ${Code.literal(signingName)}`,
    Code.of`region`,
    Code.of`credentials: options.credentials`,
  ]);
  return Code.of`authenticator: createAwsSigner(${signer})`;
}

function viewBaseUrl(server: ServerPlan): Code {
  const url = viewServerUrl(server);
  return Code.entry(Code.of`baseUrl`, Code.operation([Code.of`options.baseUrl`, url], "??"));
}

function viewServerUrl(server: ServerPlan): Code {
  const parts = server.url.map((part) => {
    if (typeof part === "string") return part;
    if (isSigningRegion(server, part.variable)) return Code.of`region`;
    const known = server.variables.find(({ optionName }) => optionName === part.variable);
    const option = Code.access(part.variable, false, false);
    return Code.of`options${option} ?? ${Code.literal(known?.default ?? "")}`;
  });
  const [only] = parts;
  if (parts.length === 1 && typeof only === "string") return Code.literal(only);
  return Code.template(parts);
}
