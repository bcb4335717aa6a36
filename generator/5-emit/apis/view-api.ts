import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import { viewDeclaredType } from "../../code/view-type.js";
import type { ApiPlan } from "../../model/planned-api.js";
import { header } from "../print/header.js";
import { collectedImports } from "../print/import-lines.js";
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
  const { namespace, schemas, operations } = plan;
  const operationsName = Code.name(`${namespace}Operations`);
  const operationViews = operations.map(viewOperation);
  const optionsView = viewOptions(plan);
  const authenticator = viewAuthenticator(plan);
  return {
    header: header(plan.sourceName),
    ...optionsView,
    createDoc: documentCreate(plan),
    createName: Code.name(`create${namespace}`),
    region: viewRegion(plan) ?? false,
    ...viewTransport(plan, authenticator),
    imports: collectedImports,
    transportOptions: runtime("TransportOptions"),
    transportType: runtime("Transport"),
    mockDoc: Code.docComment([
      `Stands in for {@link create${namespace}} in tests: sends nothing, answers with \`handlers\`, and records the calls.`,
    ]),
    mockName: Code.name(`mock${namespace}`),
    mockParameter: Code.parameters([
      Code.of`handlers: ${runtime("MockHandlers")}<${operationsName}>`,
    ]),
    mockType: Code.of`${runtime("MockTransport")}<${operationsName}>`,
    createMock: runtime("createMockTransport"),
    operationsDoc: Code.docComment([
      `What {@link mock${namespace}} has handlers for, by \`operationId\`.`,
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

/** An interface; where there is a choice of credentials, one that all the choices extend. */
function viewOptions(
  plan: ApiPlan,
): Pick<
  ApiView,
  "optionsDoc" | "optionsName" | "options" | "optionsParameter" | "choicesDoc" | "choices"
> {
  const { namespace, security, servers, title = "the API" } = plan;
  const name = Code.name(`${namespace}Options`);
  const choices = viewChoices(security);
  const commonName = Code.name(`${namespace}CommonOptions`);
  const doc = `How {@link create${namespace}} reaches ${title}${describeChoices(security)}.`;
  const isOptional = servers.main && security.alternatives.some((names) => names.length === 0);
  return {
    optionsDoc: Code.docComment([
      choices.length > 0 ? `What {@link ${namespace}Options} have in common.` : doc,
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
    ? " The server asks for a TLS certificate of the client, which only a `fetch` of the caller's can show."
    : "";
  return Code.docComment([`Sends requests to ${title}${signed}.${certificate}`]);
}
