import type { OperationCall } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type {
  RequiredScheme,
  SecurityRequirement,
  SecurityScheme,
} from "../../model/linked-security.js";
import { isCredential } from "../../model/parameters.js";
import type { AwsPlan, SchemePlan, SecurityPlan } from "../../model/planned-api.js";
import type { TypedOperation } from "../../model/typed.js";
import { takeName, toValueName } from "../../source/identifiers.js";
import { textAt } from "../../source/located.js";
import { type Alternatives, combineDemands } from "./combine-demands.js";
import { planScheme } from "./plan-scheme.js";

type Signed = Pick<AwsPlan, "isOfCustomer">;

/** The name that the signer for AWS has among the security schemes. */
const signer = "aws";

/**
 * Plans which credentials a transport asks for: those that the operations in use require, but for what
 * every step that calls them gives itself.
 * @param aws the AWS service whose host it is, if it is one
 */
export function planSecurity(
  operations: readonly TypedOperation[],
  calls: readonly OperationCall[],
  aws: Signed | undefined,
  optionNames: ReadonlySet<string>,
): {
  readonly security: SecurityPlan;
  readonly ofOperation: (operationId: string) => Alternatives;
} {
  const asked = operations.map(({ operation }) => askOf(operation, calls));
  const needed = asked
    .flatMap(({ open }) => open.flat(2))
    .filter(({ scheme }) => !isSigned(scheme, aws));
  const names = nameSchemes(needed, optionNames);
  const optionsOf = (requirement: SecurityRequirement) =>
    requirement.flatMap(({ scheme }) => names.get(scheme.name) ?? []);
  const known = new Map(asked.map((each) => [each.operationId, alternativesOf(each)]));
  const signed = [...known.values()].map((alternatives) => alternatives.flat().includes(signer));
  const signsAll = signed.length > 0 && names.size === 0 && !signed.includes(false);
  const demands = asked.flatMap(({ open }) => open.map((each) => each.map(optionsOf)));
  return {
    security: {
      signsAll,
      signsSome: !signsAll && signed.includes(true),
      schemes: planSchemes(needed, names),
      alternatives: combineDemands(demands),
      needsCertificate: operations.some(({ operation }) =>
        operation.security?.flat().some(({ scheme }) => scheme.kind.type === "mutualTLS"),
      ),
    },
    ofOperation: (operationId) => (signsAll ? [] : (known.get(operationId) ?? [])),
  };

  function alternativesOf({ required, open }: AskedOperation): Alternatives {
    if (required === undefined) return aws && !aws.isOfCustomer ? [[signer]] : [];
    // The signer comes last: it signs what the others have added.
    const all = required.map((each) => {
      const signs = each.some(({ scheme }) => isSigned(scheme, aws));
      return [...optionsOf(each), ...(signs ? [signer] : [])];
    });
    return open.length > 0 ? inOrder(all) : [];
  }
}

interface AskedOperation {
  readonly operationId: string;
  /** Undefined if the description says nothing of it. */
  readonly required: readonly SecurityRequirement[] | undefined;
  /** What the calls do not give themselves, each as alternatives; without those that give all. */
  readonly open: readonly (readonly SecurityRequirement[])[];
}

function askOf(operation: LinkedOperation, calls: readonly OperationCall[]): AskedOperation {
  // A certificate is a matter of the connection.
  const required = operation.security?.map((each) =>
    each.filter(({ scheme }) => scheme.kind.type !== "mutualTLS"),
  );
  const open = calls
    .filter((call) => call.operation === operation)
    .flatMap((call) => {
      const left = openOf(required ?? [], call);
      return left ? [left] : [];
    });
  return { operationId: operation.operationId, required, open };
}

/** The names of the options, by the names of the schemes. */
function nameSchemes(
  needed: readonly RequiredScheme[],
  optionNames: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const taken = new Set([...optionNames, signer]);
  const wanted = new Set(needed.map(({ scheme }) => scheme.name));
  return new Map([...wanted].map((name) => [name, takeName(toValueName(name), taken)]));
}

function planSchemes(
  needed: readonly RequiredScheme[],
  names: ReadonlyMap<string, string>,
): readonly SchemePlan[] {
  return [...names].flatMap(([name, optionName]) => {
    const uses = needed.filter(({ scheme }) => scheme.name === name);
    const scopes = new Set(uses.flatMap((each) => each.scopes));
    return uses.slice(0, 1).map(({ scheme }) => planScheme(scheme, optionName, [...scopes]));
  });
}

/** Whether it is that of the signer for AWS. */
function isSigned({ kind, at }: SecurityScheme, aws: Signed | undefined): boolean {
  const isAuthorization = isCredential({ in: "header", name: "authorization" }, kind);
  if (!aws || !isAuthorization) return false;
  const type = textAt(at, "x-amazon-apigateway-authtype");
  if (type !== undefined) return /sigv4/i.test(type);
  return kind.type === "apiKey" && !aws.isOfCustomer;
}

/** What the alternatives still ask for beside the parameters of a step; undefined if that is nothing. */
function openOf(
  required: readonly SecurityRequirement[],
  { parameters }: OperationCall,
): readonly SecurityRequirement[] | undefined {
  const isGiven = ({ scheme: { kind } }: RequiredScheme) =>
    parameters.some((parameter) => isCredential(parameter, kind));
  const open = required.map((each) => each.filter((scheme) => !isGiven(scheme)));
  const isMet = open.some((each, index) => each.length === 0 && required[index]?.length !== 0);
  return isMet || open.flat().length === 0 ? undefined : open;
}

/** Without repetitions, and what needs no credentials of the caller last. */
function inOrder(alternatives: Alternatives): Alternatives {
  const unique = new Map(alternatives.map((names) => [names.join("\n"), names]));
  const isLast = (names: readonly string[]) => names.length === 0 || names.includes(signer);
  const all = [...unique.values()];
  return [...all.filter((names) => !isLast(names)), ...all.filter(isLast)];
}
