import type { LinkedApi } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import { apiModuleNames } from "../../model/reserved-names.js";
import type { SchemaUse } from "../../model/schema-use.js";
import { keyword, reference, type TypeNode, typeKey, typesIn } from "../../model/type-node.js";
import type {
  ApiName,
  NamedType,
  TypedApi,
  TypedOperation,
  TypedResponse,
} from "../../model/typed.js";
import { takeName, toTypeName, toValueName } from "../../source/identifiers.js";
import type { Located } from "../../source/located.js";
import { docOf } from "../schemas/copy-schema.js";
import { printSchemaTypes } from "../schemas/print-schema-types.js";
import { typeText } from "../schemas/type-text.js";
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
  const { typeName: prefix } = name;
  const ownNames = [`create${prefix}`, `mock${prefix}`];
  const kinds = ["Options", "CommonOptions", "Operations", "Transport"];
  const ownTypes = kinds.map((kind) => prefix + kind);
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

  function typeOf(schema: Located | undefined): TypeNode {
    return (schema && roots.get(schema)) ?? keyword("unknown");
  }

  function typeOperation({ operation, sent, read }: OperationContents): TypedOperation {
    const { operationId } = operation;
    const typeName = toTypeName(operationId);
    const answered = new Map<string, TypeNode>();
    return {
      operation,
      functionName: functionNames.get(operation) ?? operationId,
      responsesName: takeName(`${typeName}Responses`, taken),
      errorsName: takeName(`${typeName}Errors`, taken),
      parameters: typeParameters(operation, allSent.get(operation), typeOf, resolve),
      body: typeBody(operation, sent, typeOfBody, resolve),
      responses: read.map(({ status, kind, accept, schema, at }): TypedResponse => {
        if (kind !== "json" && kind !== "form") {
          return { status, kind, accept, type: typeOfKind[kind] };
        }
        const full = schema || kind === "json" ? typeOf(schema) : typeOfAnyForm;
        const key = typeKey(full);
        const type = answered.get(key) ?? nameType(full, `${typeName}Response${status}`, docOf(at));
        answered.set(key, type);
        return { status, kind, accept, type };
      }),
    };

    function typeOfBody(schema: Located | undefined): TypeNode {
      const type = typeOf(schema);
      const isLong = hasProperties(type) || typeText(type).length > longestInline;
      return isLong ? nameType(type, `${typeName}Body`, undefined) : type;
    }
  }

  /** Gives a type of several parts a name, so that it can be spoken of in other modules. */
  function nameType(type: TypeNode, name: string, description: string | undefined): TypeNode {
    if (isOneWord(type)) return type;
    const typeName = takeName(toTypeName(name), taken);
    schemas.push({ name: typeName, type, description });
    return reference(typeName);
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

const typeOfAnyForm: TypeNode = {
  kind: "object",
  members: [{ kind: "index", parameter: "name", type: keyword("string") }],
};

const typeOfKind = {
  text: keyword("string"),
  bytes: reference("ArrayBuffer"),
  none: keyword("undefined"),
  unknown: keyword("unknown"),
} satisfies Record<string, TypeNode>;

function hasProperties(type: TypeNode): boolean {
  return typesIn(type).some((each) => each.kind === "object" && each.members.length > 0);
}

/** `Pet`, `string` or `Pet[]`, which are as short as a name. */
function isOneWord(type: TypeNode): boolean {
  if (type.kind === "array") return isOneWord(type.element);
  if (type.kind === "reference") return type.arguments.length === 0;
  return type.kind === "keyword" || (type.kind === "literal" && typeof type.value !== "string");
}
