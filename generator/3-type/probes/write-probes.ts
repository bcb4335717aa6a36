import type { OperationCall } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { responseKey, type Statuses } from "../../model/status-set.js";
import { keyword, property, referencesIn, type TypeNode, union } from "../../model/type-node.js";
import type { NamedType, TypedApi, TypedInputs, TypedOperation } from "../../model/typed.js";
import type { TypeScriptProgram } from "../../typescript/program.js";
import { typeText } from "../schemas/type-text.js";

/** A type in a module that exists only for TypeScript to evaluate the type. */
type NamedProbe = Pick<NamedType, "name" | "type">;

export function parametersProbe(api: TypedApi, operation: LinkedOperation): string {
  return `parameters${indexOf(api, operation)}`;
}

export function requestProbe(
  api: TypedApi,
  operation: LinkedOperation,
  contentType: string,
): string | undefined {
  const contents = api.operations[indexOf(api, operation)]?.body?.contents ?? [];
  const content = contents.findIndex((each) => each.contentType === contentType);
  if (contents.length === 0) return undefined;
  return `request${indexOf(api, operation)}_${Math.max(content, 0)}`;
}

function responseProbe(api: TypedApi, operation: LinkedOperation, status: string): string {
  return `response${indexOf(api, operation)}_${status}`;
}

function indexOf(api: TypedApi, operation: LinkedOperation): number {
  return api.operations.findIndex((typed) => typed.operation === operation);
}

export function writeApiProbe(api: TypedApi, program: TypeScriptProgram): void {
  const schemas = api.schemas.map((schema) => `export ${printDeclaration(schema)}`);
  const probes: NamedProbe[] = [];
  for (const typed of api.operations) {
    const { operation, body, responses } = typed;
    probes.push({ name: parametersProbe(api, operation), type: parametersType(typed) });
    for (const { contentType, type } of body?.contents ?? []) {
      const name = requestProbe(api, operation, contentType);
      if (name !== undefined) probes.push({ name, type });
    }
    for (const { status, type } of responses) {
      probes.push({ name: responseProbe(api, operation, status), type });
    }
  }
  program.write(`/probes/apis/${api.moduleName}.ts`, [...schemas, printProbes(probes)].join(""));
}

function parametersType({ parameters }: TypedOperation): TypeNode {
  const members = parameters.map(({ name, in: place, required, type }) =>
    property(`${place}.${name}`, type, { isOptional: !required }),
  );
  return { kind: "object", members };
}

/** The inputs of a workflow, for the probe of another workflow that calls it. */
export function inputsType(inputs: TypedInputs): TypeNode {
  const { properties = [] } = inputs;
  const members = properties.map(({ name, isOptional, type, allowsNull }) => {
    const known = namesSchemaOf(inputs, type) ? keyword("unknown") : type;
    return property(name, allowsNull ? union([known, keyword("null")]) : known, { isOptional });
  });
  return { kind: "object", members };
}

/** True if the type refers to a schema of the workflow. Only the workflow's own module declares such schemas. */
export function namesSchemaOf({ schemas }: TypedInputs, type: TypeNode): boolean {
  const names = new Set(schemas.map(({ name }) => name));
  return referencesIn(type).some(({ name }) => names.has(name));
}

/** The body of a response with one of these statuses. */
export function bodyType(
  { operation }: OperationCall,
  statuses: Statuses,
  api: TypedApi,
): TypeNode {
  const keys = statuses.map((status) => responseKey(operation.responses, status));
  const declared = [...new Set(keys.filter((key) => key !== undefined))];
  if (declared.length === 0 || keys.includes(undefined)) return keyword("unknown");
  return union(declared.map((status) => ofApi(api, responseProbe(api, operation, status))));
}

/** A probe of an API, for the probes of a workflow. */
export function ofApi({ namespace }: TypedApi, key: string): TypeNode {
  const probes = { kind: "reference", namespace, name: "Probes", arguments: [] } as const;
  return { kind: "access", object: probes, key };
}

/** Probes are members of an interface: TypeScript would print a type alias by the name of the probe. */
export function printProbes(probes: readonly NamedProbe[]): string {
  const members = probes.map(({ name, type }) => `  ${name}: ${typeText(type)};\n`);
  return `export interface Probes {\n${members.join("")}}\n`;
}

export function printDeclaration({ name, type }: NamedType): string {
  return `type ${name} = ${typeText(type)};\n`;
}
