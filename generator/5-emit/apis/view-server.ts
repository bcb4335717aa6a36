import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type {
  ApiPlan,
  AwsPlan,
  ServerPlan,
  ServersPlan,
  ServerVariable,
  UrlPart,
} from "../../model/planned-api.js";
import { type Atom, templateLines } from "../print/template-lines.js";
import type { ApiView } from "../views.js";

/** The AWS service of the main server, if requests to it are signed. */
function signingOf({ servers, security }: ApiPlan): AwsPlan | undefined {
  return security.signsAll || security.signsSome ? servers.main?.aws : undefined;
}

/** The options for the server and, if requests are signed for AWS, for the signature. */
export function viewServerOptions(plan: ApiPlan): ApiView["options"] {
  const { servers } = plan;
  const aws = signingOf(plan);
  const baseUrl = servers.main ? Code.of`baseUrl?: string | undefined` : Code.of`baseUrl: string`;
  return [
    ...variablesOf(servers).map((variable) => viewVariable(variable, aws)),
    ...(aws ? viewAwsOptions(aws) : []),
    {
      doc: Code.docComment([documentBaseUrl(servers), ...documentOthers(servers)]),
      member: baseUrl,
    },
  ];
}

function variablesOf({ main, overrides }: ServersPlan): readonly ServerVariable[] {
  return [
    ...new Set(
      [main, ...overrides.map(({ server }) => server)].flatMap((each) => each?.variables ?? []),
    ),
  ];
}

function viewVariable(variable: ServerVariable, aws: AwsPlan | undefined) {
  const isRegion = isSigningRegion(aws, variable.optionName);
  const fallback = isRegion
    ? "the region of an AWS host in `baseUrl`, `AWS_REGION` or `AWS_DEFAULT_REGION`"
    : JSON.stringify(variable.default);
  const values = variable.values.map((value) => Code.literal(value));
  const type = values.length > 0 ? values : [Code.of`string`];
  return {
    doc: Code.docComment([variable.description, `@default ${fallback}`]),
    member: Code.of`${Code.name(variable.optionName)}?: ${Code.union([...type, Code.of`undefined`])}`,
  };
}

function viewAwsOptions({ region, signingName }: AwsPlan): ApiView["options"] {
  const regionOption = {
    doc: Code.docComment([
      "The region to sign for.",
      `@default the region of an AWS host in \`baseUrl\`, or ${JSON.stringify(region)}`,
    ]),
    member: Code.of`region?: string | undefined`,
  };
  return [
    ...(typeof region === "string" ? [regionOption] : []),
    {
      doc: Code.docComment([
        "The credentials to sign with, or a function that returns them, such as a provider of `@aws-sdk/credential-providers`. Node uses the `AWS_*` environment variables by default.",
      ]),
      member: Code.of`credentials?: ${runtime("AwsCredentialsSource")}`,
    },
    {
      doc: Code.docComment([`The service to sign for.\n\n@default ${JSON.stringify(signingName)}`]),
      member: Code.of`signingName?: string | undefined`,
    },
  ];
}

function documentBaseUrl({ main, path, unencrypted, overrides }: ServersPlan): string {
  const servers =
    overrides.length > 0 ? "all servers in the description" : "the server in the description";
  if (main) return `The base URL of the API, instead of ${servers}.`;
  if (unencrypted !== undefined) {
    return `The base URL of the API. Credentials are not sent to the server in the description, \`${unencrypted}\`, because it is not encrypted.`;
  }
  return `The base URL of the API${path === undefined ? "" : `, including its path \`${path}\``}; the description does not have one.`;
}

function documentOthers({ others }: ServersPlan): readonly string[] {
  if (others.length === 0) return [];
  const lines = others.map(({ url, description }) => {
    const line = /^.*/.exec((description ?? "").trim())?.[0].replace(/\.$/, "") ?? "";
    return `\`${url}\`${line === "" ? "" : ` (${line})`}`;
  });
  return [`The description also names ${lines.join(", ")}.`];
}

function isSigningRegion(aws: AwsPlan | undefined, optionName: string): boolean {
  return typeof aws?.region === "object" && aws.region.variable === optionName;
}

/** Declares the AWS region of the signature; undefined if no request is signed. */
export function viewRegion(plan: ApiPlan): Code | undefined {
  const aws = signingOf(plan);
  if (!aws) return undefined;
  const { region } = aws;
  const optionName = typeof region === "string" ? "region" : region.variable;
  const value = Code.call(runtime("awsRegion"), [
    Code.literal(`create${plan.typeName}`),
    Code.literal(optionName),
    Code.of`options${Code.access(optionName, false, false)}`,
    Code.of`options.baseUrl`,
    ...(typeof region === "string" ? [Code.literal(region)] : []),
  ]);
  return Code.assignment(Code.of`const region`, value);
}

/** @param authenticator undefined if no operation needs credentials */
export function viewTransport(
  plan: ApiPlan,
  authenticator: Code | undefined,
): Pick<ApiView, "connect" | "authenticator" | "transport"> {
  const { main, overrides } = plan.servers;
  const aws = signingOf(plan);
  const retries = runtime(main?.aws && aws ? "awsRetries" : "httpRetries");
  const connect = (baseUrl: Code | undefined, authenticated: Code | undefined) =>
    Code.call(runtime("createFetchTransport"), [
      Code.object([
        Code.of`...options`,
        Code.of`name: ${Code.literal(`create${plan.typeName}`)}`,
        ...(baseUrl
          ? [
              Code.entry(
                Code.of`baseUrl`,
                Code.operation([Code.of`options.baseUrl`, baseUrl], "??"),
              ),
            ]
          : []),
        ...(authenticated ? [authenticated] : []),
        Code.of`retries: ${retries}(options.retry)`,
      ]),
    ]);
  const viewUrl = (server: ServerPlan) => viewServerUrl(plan, server, aws);
  const url = main && viewUrl(main);
  if (overrides.length === 0) {
    const entry = authenticator && Code.of`authenticator: ${authenticator}`;
    return { connect: false, authenticator: false, transport: connect(url, entry) };
  }
  const others = overrides.map(({ operationId, server }) =>
    Code.entry(Code.key(operationId), Code.call(Code.of`connect`, [viewUrl(server)])),
  );
  return {
    connect: connect(Code.of`server`, authenticator && Code.of`authenticator`),
    authenticator: authenticator ?? false,
    transport: Code.call(runtime("sendByOperation"), [
      Code.call(Code.of`connect`, url ? [url] : []),
      Code.object(others),
    ]),
  };
}

function viewServerUrl(plan: ApiPlan, server: ServerPlan, aws: AwsPlan | undefined): Code {
  const atoms = server.url.map((part): Atom => {
    if (typeof part === "string") return [part];
    if (isSigningRegion(aws, part.variable)) return [Code.of`region`];
    const known = server.variables.find(({ optionName }) => optionName === part.variable);
    const option = Code.access(part.variable, false, false);
    const value = Code.of`options${option} ?? ${Code.literal(known?.default ?? "")}`;
    return [viewCheck(plan, part.part, part.variable, value, part.exceptions)];
  });
  return Code.group(Code.chain(templateLines(atoms), "+"));
}

/** A call of the runtime function that checks an option before it becomes part of a URL. */
function viewCheck(
  { typeName }: ApiPlan,
  check: UrlPart,
  optionName: string,
  value: Code,
  exceptions: readonly string[],
): Code {
  const declared = Code.array(exceptions.map((each) => Code.literal(each)));
  return Code.call(runtime(check), [
    Code.literal(`create${typeName}`),
    Code.literal(optionName),
    value,
    ...(exceptions.length > 0 ? [declared] : []),
  ]);
}
