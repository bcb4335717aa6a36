import type { LinkedApi } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { apiModuleNames } from "../../model/reserved-names.js";
import type { SchemaUse } from "../../model/schema-use.js";
import type {
  ApiName,
  NamedType,
  TypedApi,
  TypedOperation,
  TypedResponse,
  TypeText,
} from "../../model/typed.js";
import { takeName, toTypeName, toValueName } from "../../source/identifiers.js";
import type { Located } from "../../source/located.js";
import { docOf } from "../schemas/copy-schema.js";
import { printSchemaTypes } from "../schemas/print-schema-types.js";
import type { SentRequests } from "./collect-sent.js";
import { type SentContent, sentContents, typeBody } from "./type-body.js";
import { typeParameters } from "./type-parameters.js";
import { type ReadContent, readContents } from "./type-responses.js";

/** What is to be typed of one operation. */
interface OperationContents {
  readonly operation: LinkedOperation;
  readonly sent: readonly SentContent[];
  readonly read: readonly ReadContent[];
}

/** Types the used operations of one API, and the schemas that these reach. */
export function typeApi(
  api: LinkedApi,
  name: ApiName,
  allSent: ReadonlyMap<LinkedOperation, SentRequests>,
  resolve: (reference: Located) => Located | undefined,
): TypedApi {
  const { namespace } = name;
  const ownNames = [`create${namespace}`, `mock${namespace}`];
  const ownTypes = ["Options", "CommonOptions", "Operations"].map((name) => namespace + name);
  const taken = new Set([...apiModuleNames, ...ownNames, ...ownTypes]);
  const functionNames = new Map(
    api.operations.map((operation) => [
      operation,
      takeName(toValueName(operation.operationId), taken),
    ]),
  );
  const contents = api.operations.map((operation) => ({
    operation,
    sent: sentContents(operation, allSent.get(operation), resolve),
    read: readContents(operation, resolve),
  }));
  const uses = collectUses(contents);
  const { roots, named } = printSchemaTypes([...uses.keys()], resolve, taken, {
    useOf: (root) => uses.get(root) ?? { direction: "both", place: "value" },
  });
  const schemas: NamedType[] = [...named];
  const operations = contents.map(typeOperation);
  return { ...name, api, schemas, operations };

  function typeOf(schema: Located | undefined): TypeText {
    return (schema && roots.get(schema)) ?? { typeText: "unknown" };
  }

  function typeOperation({ operation, sent, read }: OperationContents): TypedOperation {
    const { operationId } = operation;
    const typeName = toTypeName(operationId);
    const answered = new Map<string, TypeText>();
    return {
      operation,
      functionName: functionNames.get(operation) ?? operationId,
      responsesName: takeName(`${typeName}Responses`, taken),
      parameters: typeParameters(operation, allSent.get(operation), typeOf, resolve),
      body: typeBody(operation, sent, typeOfBody, resolve),
      responses: read.map(({ status, kind, accept, schema, at }): TypedResponse => {
        if (kind !== "json" && kind !== "form") {
          return { status, kind, accept, type: typeOfKind[kind] };
        }
        const full = schema || kind === "json" ? typeOf(schema) : typeOfAnyForm;
        const type =
          answered.get(full.typeText) ?? nameType(full, `${typeName}Response${status}`, docOf(at));
        answered.set(full.typeText, type);
        return { status, kind, accept, type };
      }),
    };

    function typeOfBody(schema: Located | undefined): TypeText {
      const type = typeOf(schema);
      const isLong = type.typeText.includes("{ ") || type.typeText.length > longestInline;
      return isLong ? nameType(type, `${typeName}Body`, undefined) : type;
    }
  }

  /** Gives a type of several parts a name, so that it can be spoken of in other modules. */
  function nameType(type: TypeText, name: string, description: string | undefined): TypeText {
    if (/^[\w$]+(\[\])*$/.test(type.typeText)) return type;
    const typeName = takeName(toTypeName(name), taken);
    schemas.push({ name: typeName, type, description });
    return { typeText: typeName };
  }
}

/** The schemas of what operations are sent and of what they answer, and which they are. */
function collectUses(contents: readonly OperationContents[]): ReadonlyMap<Located, SchemaUse> {
  const uses = new Map<Located, SchemaUse>();
  for (const { operation, sent, read } of contents) {
    for (const { schema } of operation.parameters) {
      if (schema) uses.set(schema, { direction: "request", place: "value" });
    }
    for (const { schema, kind, use } of sent) {
      if (schema && kind !== "text" && kind !== "bytes") uses.set(schema, use);
    }
    for (const { schema, kind } of read) {
      const place = kind === "form" ? "form" : "value";
      if (schema) uses.set(schema, { direction: "response", place });
    }
  }
  return uses;
}

/** Longer types of bodies have names. */
const longestInline = 60;

const typeOfAnyForm: TypeText = { typeText: "{ [name: string]: string }" };

const typeOfKind = {
  text: { typeText: "string" },
  bytes: { typeText: "ArrayBuffer" },
  none: { typeText: "undefined" },
  unknown: { typeText: "unknown" },
} satisfies Record<string, TypeText>;
