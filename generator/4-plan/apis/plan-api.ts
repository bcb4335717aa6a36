import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { BodyRead } from "../../model/body-read.js";
import type { OperationCall } from "../../model/linked.js";
import type { ApiPlan, OperationPlan } from "../../model/planned-api.js";
import { apiModuleNames } from "../../model/reserved-names.js";
import type { TypedApi, TypedOperation } from "../../model/typed.js";
import { child, type Located, rootOf, textAt } from "../../source/located.js";
import { encryptedOnly, planServers } from "../servers/plan-servers.js";
import { planReads } from "../shapes/plan-reads.js";
import { namedTypes } from "../shapes/type-alternatives.js";
import { WholeShapes } from "../shapes/whole-shape.js";
import type { Alternatives } from "./minimal-combinations.js";
import { planRequest } from "./plan-request.js";
import { planResponses } from "./plan-responses.js";
import { planSecurity } from "./plan-security.js";

/** How the workflows use an API. */
export interface ApiUses {
  /** The calls of all steps. */
  readonly calls: readonly OperationCall[];
  /** What all workflows read of responses. */
  readonly reads: readonly BodyRead[];
  /** Checks everything in the values that become outputs or are sent. */
  readonly isDeep: boolean;
}

/**
 * Plans the module of one API: its transport and the functions that make its requests.
 */
export function planApi(
  typed: TypedApi,
  { calls, reads, isDeep }: ApiUses,
  diagnostics: Diagnostics,
): ApiPlan {
  const { api, schemas, operations, xmlComponents, ...names } = typed;
  const root = rootOf(api.source.document);
  const information = child(root, "info");
  const linked = operations.map(({ operation }) => operation);
  const { servers, optionNames } = planServers(root, linked, diagnostics);
  const { security, ofOperation } = planSecurity(operations, calls, servers.main?.aws, optionNames);
  const isSigned = security.signsAll || security.signsSome;
  const { place, aws, unsignedHost: host } = servers.main ?? {};
  if (isSigned && aws?.isListed === false) {
    diagnostics.report("aws-host-unlisted", place, { signingName: aws.signingName });
  }
  if (host !== undefined) {
    const of = planSecurity(operations, calls, { isOfCustomer: false }, optionNames).security;
    if (of.signsAll || of.signsSome) diagnostics.report("aws-host-unsigned", place, { host });
  }
  const types = namedTypes(schemas);
  const whole = isDeep ? new WholeShapes(types, namesIn(typed)) : undefined;
  const planned = operations.map((operation) => ({
    ...planOperation(operation, ofOperation(operation.operation.operationId)),
    reads: planReads(operation, reads, { types, whole }),
  }));
  return {
    ...names,
    sourceName: api.source.document.source.projectName,
    title: information && textAt(information, "title"),
    servers: isSigned || security.schemes.length > 0 ? encryptedOnly(servers) : servers,
    security,
    schemas,
    operations: planned,
    shapes: whole?.named ?? [],
    xmlComponents,
  };
}

/** The names of the values in the module of an API. */
function namesIn({ typeName, operations, xmlComponents }: TypedApi): ReadonlySet<string> {
  const functions = operations.map(({ functionName }) => functionName);
  const types = xmlComponents.map(({ name }) => name);
  return new Set([
    `create${typeName}`,
    `mock${typeName}`,
    ...functions,
    ...types,
    ...apiModuleNames,
  ]);
}

function planOperation(
  typed: TypedOperation,
  security: Alternatives,
): Omit<OperationPlan, "reads"> {
  const { operation, functionName, responsesName, errorsName, responses } = typed;
  const accepted = new Set(responses.flatMap(({ accept }) => accept ?? []));
  const acceptsAll = [...accepted].every((range) => range === "*/*");
  return {
    operationId: operation.operationId,
    method: operation.method,
    functionName,
    responsesName,
    errorsName,
    doc: planDoc(typed),
    isDeprecated: child(operation.at, "deprecated")?.value === true,
    documentation: documentationOf(operation.at),
    ...planRequest(typed),
    accept: acceptsAll ? undefined : [...accepted].join(", "),
    security: security.some((names) => names.length > 0) ? security : [],
    responseBodies: responses.map(({ status, kind, xml }) => ({ status, kind, xml })),
    responses: planResponses(typed),
  };
}

/** The summary, and the first paragraph of the description unless it repeats the summary. */
function planDoc({ operation: { at, method, path } }: TypedOperation): readonly string[] {
  const summary = textAt(at, "summary")?.trim();
  const [first = ""] = (textAt(at, "description") ?? "").trim().split(/\n\s*\n/);
  const isNew = first !== "" && words(first) !== words(summary ?? "");
  const texts = [summary || undefined, isNew ? first : undefined].filter(
    (text) => text !== undefined,
  );
  return texts.length > 0 ? texts : [`\`${method} ${path}\``];
}

/** Only absolute URLs: the base of a relative URL is not known in the generated code. */
function documentationOf(operation: Located): string | undefined {
  const documentation = child(operation, "externalDocs");
  const url = documentation && textAt(documentation, "url");
  return url !== undefined && /^https?:\/\/\S+$/i.test(url) ? url : undefined;
}

/** Removes the differences of case, spaces and punctuation, for comparison. */
function words(text: string): string {
  return text.toLowerCase().replace(/\W+/g, " ").trim();
}
