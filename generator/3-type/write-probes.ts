import type { LinkedOperation, OperationCall } from "../2-link/linked.js";
import type { TypeScriptProgram } from "../typescript/program.js";
import { declaredResponses } from "./declared-responses.js";
import type { TypedApi, TypedOperation } from "./typed.js";

/** Probes are modules that exist only to ask the compiler about the types in them. */

/** The alias of what an operation takes as parameters, in the probe of its API. */
export function parametersProbe(api: TypedApi, operation: LinkedOperation): string {
  return `$$parameters${indexOf(api, operation)}`;
}

/** The alias of what an operation takes as a body of a media type, in the probe of its API. */
export function requestProbe(
  api: TypedApi,
  operation: LinkedOperation,
  contentType: string,
): string | undefined {
  const contents = api.operations[indexOf(api, operation)]?.body?.contents ?? [];
  const content = contents.findIndex((each) => each.contentType === contentType);
  if (contents.length === 0) return undefined;
  return `$$request${indexOf(api, operation)}_${Math.max(content, 0)}`;
}

function responseProbe(api: TypedApi, operation: LinkedOperation, status: string): string {
  return `$$response${indexOf(api, operation)}_${status}`;
}

function indexOf(api: TypedApi, operation: LinkedOperation): number {
  return api.operations.findIndex((typed) => typed.operation === operation);
}

export function writeApiProbe(api: TypedApi, program: TypeScriptProgram): void {
  const aliases = api.schemas.map(({ name, type }) => [name, type.typeText]);
  for (const typed of api.operations) {
    const { operation, body, responses } = typed;
    aliases.push([parametersProbe(api, operation), parametersText(typed)]);
    for (const { contentType, type } of body?.contents ?? []) {
      const alias = requestProbe(api, operation, contentType);
      if (alias !== undefined) aliases.push([alias, type.typeText]);
    }
    for (const { status, type } of responses) {
      aliases.push([responseProbe(api, operation, status), type.typeText]);
    }
  }
  const lines = aliases.map(([name, text]) => `export type ${name} = ${text};\n`);
  program.write(`/probes/apis/${api.moduleName}.ts`, lines.join(""));
}

function parametersText({ parameters }: TypedOperation): string {
  const members = parameters.map(({ name, in: place, required, type }) => {
    const key = JSON.stringify(`${place}.${name}`);
    return `${key}${required ? "" : "?"}: ${type.typeText};`;
  });
  return `{ ${members.join(" ")} }`;
}

/** The body that a response of these statuses has, as a type of the probe of a workflow. */
export function bodyText(
  { operation }: OperationCall,
  statuses: readonly number[],
  api: TypedApi,
): string {
  const { keys, isComplete } = declaredResponses(operation, statuses);
  if (!isComplete || keys.length === 0) return "unknown";
  return keys
    .map((status) => `${api.namespace}.${responseProbe(api, operation, status)}`)
    .join(" | ");
}

/** Writes the probe of a workflow: the modules it imports, and types by their aliases. */
export function writeWorkflowProbe(
  path: string,
  apis: readonly TypedApi[],
  aliases: readonly (readonly [string, string])[],
  program: TypeScriptProgram,
): void {
  const imports = apis.map(
    ({ namespace, moduleName }) => `import type * as ${namespace} from "./apis/${moduleName}.js";\n`,
  );
  const lines = aliases.map(([alias, text]) => `export type ${alias} = ${text};\n`);
  program.write(path, [...imports, ...lines].join(""));
}
