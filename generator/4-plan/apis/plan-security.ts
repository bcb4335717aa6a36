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
import { type Alternatives, minimalCombinations } from "./minimal-combinations.js";
import { planScheme } from "./plan-scheme.js";

type Signed = Pick<AwsPlan, "isOfCustomer">;

/** The name of the AWS signer among the security schemes. */
const signer = "aws";

/**
 * Plans the credentials of a transport: all that the operations require, except credentials that every calling step
 * passes as parameters.
 * @param aws the AWS service of the host, if there is one
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
  const needs = operations.map(({ operation }) => needsOf(operation, calls));
  const needed = needs
    .flatMap(({ open }) => open.flat(2))
    .filter(({ scheme }) => !isSigned(scheme, aws));
  const names = nameSchemes(needed, optionNames);
  const optionsOf = (requirement: SecurityRequirement) =>
    requirement.flatMap(({ scheme }) => names.get(scheme.name) ?? []);
  const known = new Map(needs.map((each) => [each.operationId, alternativesOf(each)]));
  const signed = [...known.values()].map((alternatives) => alternatives.flat().includes(signer));
  const signsAll = signed.length > 0 && names.size === 0 && !signed.includes(false);
  const demands = needs.flatMap(({ open }) => open.map((each) => each.map(optionsOf)));
  return {
    security: {
      signsAll,
      signsSome: !signsAll && signed.includes(true),
      schemes: planSchemes(needed, names),
      alternatives: minimalCombinations(demands),
      needsCertificate: operations.some(({ operation }) =>
        operation.security?.flat().some(({ scheme }) => scheme.kind.type === "mutualTLS"),
      ),
    },
    ofOperation: (operationId) => (signsAll ? [] : (known.get(operationId) ?? [])),
  };

  function alternativesOf({ required, open }: CredentialNeeds): Alternatives {
    if (required === undefined) return aws && !aws.isOfCustomer ? [[signer]] : [];
    // The signer comes last, because it signs the headers that other schemes add.
    const all = required.map((each) => {
      const signs = each.some(({ scheme }) => isSigned(scheme, aws));
      return [...optionsOf(each), ...(signs ? [signer] : [])];
    });
    return open.length > 0 ? inOrder(all) : [];
  }
}

interface CredentialNeeds {
  readonly operationId: string;
  /** Undefined if the description has no `security` for the operation. */
  readonly required: readonly SecurityRequirement[] | undefined;
  /** For each call that does not pass all credentials: the alternatives, without the credentials that it passes. */
  readonly open: readonly (readonly SecurityRequirement[])[];
}

function needsOf(operation: LinkedOperation, calls: readonly OperationCall[]): CredentialNeeds {
  // A certificate belongs to the connection, not to the request.
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

/** The names of the options, by scheme. */
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

/** Whether the AWS signer supplies the credentials of the scheme. */
function isSigned({ kind, at }: SecurityScheme, aws: Signed | undefined): boolean {
  const isAuthorization = isCredential({ in: "header", name: "authorization" }, kind);
  if (!aws || !isAuthorization) return false;
  const type = textAt(at, "x-amazon-apigateway-authtype");
  if (type !== undefined) return /sigv4/i.test(type);
  return kind.type === "apiKey" && !aws.isOfCustomer;
}

/** The schemes that the parameters of a step do not supply; undefined if the parameters satisfy an alternative. */
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

/** Removes duplicates. Alternatives without credentials and signed alternatives come last. */
function inOrder(alternatives: Alternatives): Alternatives {
  const unique = new Map(alternatives.map((names) => [names.join("\n"), names]));
  const isLast = (names: readonly string[]) => names.length === 0 || names.includes(signer);
  const all = [...unique.values()];
  return [...all.filter((names) => !isLast(names)), ...all.filter(isLast)];
}
