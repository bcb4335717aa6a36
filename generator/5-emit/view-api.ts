import type {
  ApiPlan,
  OperationPlan,
  ResponsePlan,
  ServerPlan,
  StatusSet,
} from "../4-plan/planned.js";
import { Code } from "./code.js";
import { header } from "./header.js";
import { importLines } from "./import-lines.js";
import type { ApiView, OperationView } from "./views.js";

export function viewApi(plan: ApiPlan): ApiView {
  const { namespace, server, title, schemas, operations } = plan;
  const optionsName = Code.name(`${namespace}Options`);
  const aws = server?.aws;
  return {
    header: header(plan.sourceName),
    imports: viewImports(plan),
    optionsDoc: Code.docComment([`How \`create${namespace}\` reaches ${title ?? "the API"}.`]),
    optionsName,
    options: viewOptions(server),
    createDoc: Code.docComment([
      `Sends requests to ${title ?? "the API"}${aws ? ", signed with AWS Signature Version 4" : ""}.`,
    ]),
    createName: Code.name(`create${namespace}`),
    optionsParameter: server
      ? Code.of`options: ${optionsName} = {}`
      : Code.of`options: ${optionsName}`,
    region: aws !== undefined && viewRegion(server),
    transport: viewTransport(server),
    operations: operations.map(viewOperation),
    schemas: schemas.map(({ name, type, description }) => ({
      doc: description !== undefined && Code.docComment([description]),
      name: Code.name(name),
      type: Code.type(type),
    })),
  };
}

function viewImports({ server, operations }: ApiPlan): readonly Code[] {
  const hasOthers = operations.some(({ responses }) =>
    responses.some(({ statuses }) => statuses.kind === "others"),
  );
  const hasClasses = operations.some(({ responses }) =>
    responses.some(
      ({ statuses }) =>
        statuses.kind === "class" ||
        (statuses.kind === "others" && statuses.exceptClasses.length > 0),
    ),
  );
  const statusTypes = [
    ...(hasOthers ? ["HttpStatus"] : []),
    ...(hasClasses ? ["StatusOfClass"] : []),
  ];
  return importLines([
    ...(server?.aws
      ? [
          {
            names: ["awsRegionFromEnvironment", "createAwsSigner"],
            types: ["AwsCredentials"],
            from: "../runtime/aws-signer.js",
          },
        ]
      : []),
    {
      names: ["createFetchTransport"],
      types: ["FetchTransportOptions"],
      from: "../runtime/fetch-transport.js",
    },
    {
      types: ["HttpResponse", ...statusTypes, "OperationRequest", "Transport"],
      from: "../runtime/http.js",
    },
  ]);
}

function viewOptions(server: ServerPlan | undefined): ApiView["options"] {
  const variables = (server?.variables ?? []).map((variable) => {
    const isRegion = isSigningRegion(server, variable.optionName);
    const fallback = `${isRegion ? "`AWS_REGION` or " : ""}${JSON.stringify(variable.default)}`;
    const values = variable.values.map((value) => Code.literal(value));
    const type = values.length > 0 ? Code.join(values, " | ") : Code.of`string`;
    return {
      doc: Code.docComment([variable.description, `@default ${fallback}`]),
      member: Code.of`${Code.name(variable.optionName)}?: ${type} | undefined`,
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
          member: Code.of`credentials?: AwsCredentials | (() => Promise<AwsCredentials>) | undefined`,
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
          : "Where the API is served; its description does not say.",
      ]),
      member: server ? Code.of`baseUrl?: string | undefined` : Code.of`baseUrl: string`,
    },
    {
      doc: Code.docComment(["Replaces the global `fetch`."]),
      member: Code.of`fetch?: FetchTransportOptions["fetch"]`,
    },
  ];
}

function isSigningRegion(server: ServerPlan | undefined, optionName: string): boolean {
  const region = server?.aws?.region;
  return typeof region === "object" && region.variable === optionName;
}

function viewRegion(server: ServerPlan | undefined): Code {
  const region = server?.aws?.region ?? "us-east-1";
  if (typeof region === "string") return Code.of`options.region ?? ${Code.literal(region)}`;
  const variable = server?.variables.find(({ optionName }) => optionName === region.variable);
  const option = Code.access(region.variable, false, false);
  const fallback = Code.literal(variable?.default ?? "us-east-1");
  return Code.of`options${option} ?? awsRegionFromEnvironment() ?? ${fallback}`;
}

function viewTransport(server: ServerPlan | undefined): Code {
  const baseUrl = server
    ? Code.of`baseUrl: options.baseUrl ?? ${viewServerUrl(server)}`
    : Code.of`baseUrl: options.baseUrl`;
  const fetch = Code.of`fetch: options.fetch`;
  if (!server?.aws) return Code.object([baseUrl, fetch]);
  const signer = Code.object([
    Code.of`service: options.signingName ?? ${Code.literal(server.aws.signingName)}`,
    Code.of`region`,
    Code.of`credentials: options.credentials`,
  ]);
  return Code.object([baseUrl, fetch, Code.of`sign: createAwsSigner(${signer})`]);
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

function viewOperation({ typed, summary, responses }: OperationPlan): OperationView {
  const { operation, functionName, responsesName, body } = typed;
  return {
    doc: Code.docComment([summary ?? `\`${operation.method} ${operation.path}\``]),
    functionName: Code.name(functionName),
    requestParameter: viewRequestParameter(typed),
    responsesName: Code.name(responsesName),
    responsesDoc: Code.docComment([`What \`${functionName}\` is answered.`]),
    request: Code.object([
      Code.of`operationId: ${Code.literal(operation.operationId)}`,
      Code.of`method: ${Code.literal(operation.method)}`,
      Code.of`path: ${Code.literal(operation.path)}`,
      Code.of`headers: ${viewHeaders(typed)}`,
      ...(body ? [Code.of`body: JSON.stringify(request.body)`] : []),
      Code.of`responseBodies: ${viewResponseBodies(typed)}`,
    ]),
    responses: responses.map((response, index) => ({
      type: viewResponse(response),
      isLast: index === responses.length - 1,
    })),
  };
}

function viewRequestParameter({ parameters, body }: OperationPlan["typed"]): Code {
  const headers = parameters.map(({ name, required, type }) => {
    const optional = required ? Code.of`` : Code.of`?`;
    return Code.of`readonly ${Code.key(name)}${optional}: ${Code.type(type)}`;
  });
  const members = [
    ...(headers.length > 0 ? [Code.of`readonly header: ${Code.typeLiteral(headers)}`] : []),
    ...(body ? [Code.of`readonly body: ${Code.type(body.type)}`] : []),
  ];
  if (members.length === 0) return Code.of``;
  return Code.of`request: ${Code.typeLiteral(members)}`;
}

function viewHeaders({ parameters, body }: OperationPlan["typed"]): Code {
  const contentType = body && [
    Code.of`${Code.key("content-type")}: ${Code.literal(body.contentType)}`,
  ];
  const headers = parameters.map(({ name, required }) => {
    const value = Code.of`request.header${Code.access(name, false, false)}`;
    const header = Code.of`${Code.key(name.toLowerCase())}: ${value}`;
    return required ? header : Code.of`...(${value} !== undefined && { ${header} })`;
  });
  return Code.object([...headers, ...(contentType ?? [])]);
}

function viewResponseBodies({ responses }: OperationPlan["typed"]): Code {
  return Code.object(
    responses.map(({ status, kind }) => {
      const key = /^\d+$/.test(status) ? Code.literal(Number(status)) : Code.key(status);
      return Code.of`${key}: ${Code.literal(kind)}`;
    }),
  );
}

function viewResponse({ statuses, type }: ResponsePlan): Code {
  return Code.of`HttpResponse<${viewStatuses(statuses)}, ${Code.type(type)}>`;
}

function viewStatuses(statuses: StatusSet): Code {
  const union = (list: readonly Code[]) => Code.join(list, " | ");
  const numbers = (list: readonly number[]) => list.map((status) => Code.literal(status));
  const ofClass = (each: number) => Code.of`StatusOfClass<${Code.literal(each)}>`;
  const without = (all: Code, except: readonly Code[]) =>
    except.length === 0 ? all : Code.of`Exclude<${all}, ${union(except)}>`;
  switch (statuses.kind) {
    case "listed":
      return union(numbers(statuses.statuses));
    case "class":
      return without(ofClass(statuses.class), numbers(statuses.except));
    case "others": {
      const classes = statuses.exceptClasses.map(ofClass);
      return without(Code.of`HttpStatus`, [...numbers(statuses.except), ...classes]);
    }
  }
}
