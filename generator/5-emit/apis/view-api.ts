import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import { viewDeclaredType } from "../../code/view-type.js";
import type { ApiPlan } from "../../model/planned-api.js";
import { header } from "../print/header.js";
import { collectedImports } from "../print/import-lines.js";
import { viewNamedShape } from "../print/view-shape.js";
import { viewXmlComponent } from "../print/view-xml-type.js";
import type { ApiView } from "../views.js";
import { viewOperation } from "./view-operation.js";
import {
  describeChoices,
  viewAuthenticator,
  viewChoices,
  viewSecurityOptions,
} from "./view-security.js";
import { viewRegion, viewServerOptions, viewTransport } from "./view-server.js";

export function viewApi(plan: ApiPlan): ApiView {
  const { typeName, schemas, shapes, operations, title = "the API" } = plan;
  const name = Code.name(`${typeName}Transport`);
  const operationsName = Code.name(`${typeName}Operations`);
  const operationViews = operations.map(viewOperation);
  const optionsView = viewOptions(plan);
  const authenticator = viewAuthenticator(plan);
  return {
    header: header(plan.sourceName),
    ...optionsView,
    createDoc: documentCreate(plan),
    createName: Code.name(`create${typeName}`),
    region: viewRegion(plan) ?? false,
    ...viewTransport(plan, authenticator),
    imports: collectedImports,
    transportOptions: runtime("TransportOptions"),
    apiName: name,
    apiDoc: Code.docComment([
      `A transport to ${title}.`,
      "`api` is never set. It makes TypeScript reject the transport of another API.",
    ]),
    apiDeclaration: Code.assignment(
      Code.of`export type ${name}`,
      Code.of`${runtime("Transport")} & { readonly api?: ${Code.literal(plan.name)} }`,
    ),
    mockDoc: Code.docComment([
      `Replaces {@link create${typeName}} in tests: answers with the \`handlers\`, sends nothing, and records the calls.`,
    ]),
    mockName: Code.name(`mock${typeName}`),
    mockParameter: Code.parameters([
      Code.of`handlers: ${runtime("MockHandlers")}<${operationsName}>`,
    ]),
    mockType: Code.of`${name} & ${runtime("MockTransport")}<${operationsName}>`,
    createMock: runtime("createMockTransport"),
    operationsDoc: Code.docComment([
      `The operations of {@link mock${typeName}}, by \`operationId\`.`,
    ]),
    operationsName,
    operationMembers: operations.map(
      ({ operationId, functionName }) =>
        Code.of`${Code.key(operationId)}: typeof ${Code.name(functionName)}`,
    ),
    operations: operationViews,
    xmlTypes: plan.xmlComponents.map(viewXmlComponent),
    shapes: shapes.map((each) => viewNamedShape(each, "orAbsent")),
    schemas: schemas.map(({ name, type, description }) => ({
      doc: description !== undefined && Code.docComment([description]),
      declaration: Code.assignment(Code.of`export type ${Code.name(name)}`, viewDeclaredType(type)),
    })),
  };
}

/** If there is a choice of credentials, the interface holds only the options that all choices share. */
function viewOptions(
  plan: ApiPlan,
): Pick<
  ApiView,
  "optionsDoc" | "optionsName" | "options" | "optionsParameter" | "choicesDoc" | "choices"
> {
  const { typeName, security, servers } = plan;
  const name = Code.name(`${typeName}Options`);
  const choices = viewChoices(security);
  const commonName = Code.name(`${typeName}CommonOptions`);
  const doc = `Options of {@link create${typeName}}${describeChoices(security)}.`;
  const isOptional = servers.main && security.alternatives.some((names) => names.length === 0);
  return {
    optionsDoc: Code.docComment([
      choices.length > 0 ? `The options that every choice of credentials has.` : doc,
    ]),
    optionsName: choices.length > 0 ? commonName : name,
    options: [...viewSecurityOptions(security), ...viewServerOptions(plan)],
    optionsParameter: isOptional ? Code.of`options: ${name} = {}` : Code.of`options: ${name}`,
    choicesDoc: Code.docComment([doc]),
    choices:
      choices.length > 0 &&
      Code.assignment(
        Code.of`export type ${name}`,
        Code.union(choices.map((choice) => Code.of`(${commonName} & ${choice})`)),
      ),
  };
}

function documentCreate({ security, title = "the API" }: ApiPlan): Code {
  const signed = security.signsAll ? ", signed with AWS Signature Version 4" : "";
  const certificate = security.needsCertificate
    ? " The server requires a TLS client certificate: pass a `fetch` that presents one."
    : "";
  return Code.docComment([
    `Creates a transport that sends requests to ${title}${signed}.${certificate}`,
  ]);
}
