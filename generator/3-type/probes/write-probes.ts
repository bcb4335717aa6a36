import type { OperationCall } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { NamedType, TypedApi, TypedInputs, TypedOperation } from "../../model/typed.js";
import type { TypeScriptProgram } from "../../typescript/program.js";
import { declaredResponses } from "../statuses/declared-responses.js";

/** Probes are modules that exist only to ask the compiler about the types in them. */

/** The probe of what an operation takes as parameters. */
export function parametersProbe(api: TypedApi, operation: LinkedOperation): string {
  return `parameters${indexOf(api, operation)}`;
}

/** The probe of what an operation takes as a body of a media type. */
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
  const schemas = api.schemas.map(({ name, type }) => `export type ${name} = ${type.typeText};\n`);
  const probes: (readonly [string, string])[] = [];
  for (const typed of api.operations) {
    const { operation, body, responses } = typed;
    probes.push([parametersProbe(api, operation), parametersText(typed)]);
    for (const { contentType, type } of body?.contents ?? []) {
      const name = requestProbe(api, operation, contentType);
      if (name !== undefined) probes.push([name, type.typeText]);
    }
    for (const { status, type } of responses) {
      probes.push([responseProbe(api, operation, status), type.typeText]);
    }
  }
  program.write(`/probes/apis/${api.moduleName}.ts`, [...schemas, printProbes(probes)].join(""));
}

function parametersText({ parameters }: TypedOperation): string {
  const members = parameters.map(({ name, in: place, required, type }) => {
    const key = JSON.stringify(`${place}.${name}`);
    return `${key}${required ? "" : "?"}: ${type.typeText};`;
  });
  return `{ ${members.join(" ")} }`;
}

/** What a workflow is given, as a type of the probe of another one that runs it. */
export function inputsText(inputs: TypedInputs): string {
  const { properties = [] } = inputs;
  const members = properties.map(({ name, isOptional, type, allowsNull }) => {
    const isOwn = namesSchemaOf(inputs, type.typeText);
    const text = isOwn ? "unknown" : `${type.typeText}${allowsNull ? " | null" : ""}`;
    return `${JSON.stringify(name)}${isOptional ? "?" : ""}: ${text};`;
  });
  return `{ ${members.join(" ")} }`;
}

/** Whether a type speaks of a schema of a workflow, which is known in its own module only. */
export function namesSchemaOf({ schemas }: TypedInputs, typeText: string): boolean {
  const words: readonly string[] = typeText.match(/[\p{ID_Continue}$]+/gu) ?? [];
  return schemas.some((schema) => words.includes(schema.name));
}

/** The body that a response of these statuses has, as a type of the probe of a workflow. */
export function bodyText(
  { operation }: OperationCall,
  statuses: readonly number[],
  api: TypedApi,
): string {
  const { keys, isComplete } = declaredResponses(operation, statuses);
  if (!isComplete || keys.length === 0) return "unknown";
  return keys.map((status) => ofApi(api, responseProbe(api, operation, status))).join(" | ");
}

/** A probe of an API, as the probes of workflows name it. */
export function ofApi({ namespace }: TypedApi, name: string): string {
  return `${namespace}.Probes[${JSON.stringify(name)}]`;
}

/** Members of an interface: TypeScript shows their types by their own names, not by the probe's. */
function printProbes(probes: readonly (readonly [string, string])[]): string {
  const members = probes.map(([name, text]) => `  ${name}: ${text};\n`);
  return `export interface Probes {\n${members.join("")}}\n`;
}

/** Writes the probes of a workflow: the modules that they name, its schemas, and types by their names. */
export function writeWorkflowProbe(
  path: string,
  apis: readonly TypedApi[],
  schemas: readonly NamedType[],
  probes: readonly (readonly [string, string])[],
  program: TypeScriptProgram,
): void {
  const types = schemas.map(({ name, type }) => `type ${name} = ${type.typeText};\n`);
  const text = [...types, printProbes(probes)].join("");
  const named = new Set(text.match(/[\p{ID_Continue}$]+(?=\.)/gu));
  const imports = apis
    .filter(({ namespace }) => named.has(namespace))
    .map(
      ({ namespace, moduleName }) =>
        `import type * as ${namespace} from "./apis/${moduleName}.js";\n`,
    );
  program.write(path, imports.join("") + text);
}
