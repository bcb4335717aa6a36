import type { ApiPlan, AwsPlan } from "../4-plan/planned-api.js";
import { Code } from "./code.js";
import { header } from "./header.js";
import { type Import, importLines } from "./import-lines.js";
import { RuntimeNames } from "./runtime-names.js";
import { viewOperation } from "./view-operation.js";
import { retriesOf, viewOptions, viewRegion, viewTransport } from "./view-server.js";
import { viewDeclaredType } from "./view-type.js";
import type { ApiView } from "./views.js";

export function viewApi(plan: ApiPlan): ApiView {
  const { namespace, server, title, schemas, operations } = plan;
  const optionsName = Code.name(`${namespace}Options`);
  const operationsName = Code.name(`${namespace}Operations`);
  const aws = server?.aws;
  const runtime = new RuntimeNames();
  const operationViews = operations.map((operation) => viewOperation(operation, runtime));
  return {
    header: header(plan.sourceName),
    imports: viewImports(plan, runtime),
    optionsDoc: Code.docComment([`How {@link create${namespace}} reaches ${title ?? "the API"}.`]),
    optionsName,
    options: viewOptions(plan),
    createDoc: Code.docComment([
      `Sends requests to ${title ?? "the API"}${aws ? ", signed with AWS Signature Version 4" : ""}.`,
    ]),
    createName: Code.name(`create${namespace}`),
    optionsParameter: server
      ? Code.of`options: ${optionsName} = {}`
      : Code.of`options: ${optionsName}`,
    region: aws !== undefined && viewRegion(server),
    transport: viewTransport(server),
    mockDoc: Code.docComment([
      `Stands in for \`create${namespace}\` in tests: sends nothing, answers with \`handlers\`, and records the calls.`,
    ]),
    mockName: Code.name(`mock${namespace}`),
    mockParameter: Code.parameters([Code.of`handlers: MockHandlers<${operationsName}>`]),
    operationsDoc: Code.docComment([
      `What \`mock${namespace}\` has handlers for, by \`operationId\`.`,
    ]),
    operationsName,
    operationMembers: operations.map(
      ({ operationId, functionName }) =>
        Code.of`${Code.key(operationId)}: typeof ${Code.name(functionName)}`,
    ),
    operations: operationViews,
    schemas: schemas.map(({ name, type, description }) => ({
      doc: description !== undefined && Code.docComment([description]),
      declaration: Code.assignment(Code.of`export type ${Code.name(name)}`, viewDeclaredType(type)),
    })),
  };
}

function viewImports({ server, operations }: ApiPlan, runtime: RuntimeNames): readonly Code[] {
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
  const imports: readonly Import[] = [
    ...(server?.aws ? viewAwsImports(server.aws) : []),
    {
      names: ["createFetchTransport"],
      from: "../runtime/fetch-transport.js",
    },
    {
      names: ["createMockTransport"],
      types: ["MockHandlers", "MockTransport"],
      from: "../runtime/mock-transport.js",
    },
    {
      names: [retriesOf(server)],
      from: server?.aws ? "../runtime/aws-retries.js" : "../runtime/retries.js",
    },
    { types: ["TransportOptions"], from: "../runtime/transport-options.js" },
    {
      types: [
        ...(operations.length > 0 ? ["HttpResponse", "OperationRequest"] : []),
        ...statusTypes,
        "Transport",
      ],
      from: "../runtime/http.js",
    },
    ...runtime.imports,
  ];
  return importLines([...imports].sort((a, b) => (a.from < b.from ? -1 : 1)));
}

function viewAwsImports({ region }: AwsPlan): readonly Import[] {
  return [
    {
      names: typeof region === "string" ? [] : ["awsRegionFromEnvironment"],
      types: ["AwsCredentialsSource"],
      from: "../runtime/aws-credentials.js",
    },
    { names: ["createAwsSigner"], from: "../runtime/aws-signer.js" },
  ];
}
