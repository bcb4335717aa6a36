import type { LinkedApi, LinkedOperation } from "../2-link/linked.js";
import { takeName, toTypeName, toValueName } from "../source/identifiers.js";
import { type Located, textAt } from "../source/located.js";
import { printSchemaTypes } from "./print-schema-types.js";
import type {
  NamedType,
  TypedApi,
  TypedBody,
  TypedOperation,
  TypedResponse,
  TypeText,
} from "./typed.js";

/** The names that the module of an API uses for itself. */
const moduleNames = [
  ...["HttpResponse", "HttpStatus", "OperationRequest", "Transport", "AwsCredentials"],
  ...["createFetchTransport", "createAwsSigner", "awsRegionFromEnvironment", "Pick", "Required"],
];

/** The media type that the workflows send to an operation. */
export type ContentTypes = ReadonlyMap<LinkedOperation, string>;

/** Types the used operations of one API, and the schemas that these reach. */
export function typeApi(
  api: LinkedApi,
  names: Pick<TypedApi, "name" | "namespace" | "moduleName">,
  contentTypes: ContentTypes,
  resolve: (reference: Located) => Located | undefined,
): TypedApi {
  const taken = new Set([...moduleNames, `create${names.namespace}`, `${names.namespace}Options`]);
  const functionNames = new Map(
    api.operations.map((operation) => [
      operation,
      takeName(toValueName(operation.operationId), taken),
    ]),
  );
  const wanted = api.operations.flatMap((operation) => schemasOf(operation, contentTypes));
  const { roots, named } = printSchemaTypes(wanted, resolve, taken);
  const schemas: NamedType[] = [...named];
  const operations = api.operations.map(typeOperation);
  return { ...names, api, schemas, operations };

  function typeOf(schema: Located | undefined): TypeText {
    return (schema && roots.get(schema)) ?? { typeText: "unknown" };
  }

  function typeOperation(operation: LinkedOperation): TypedOperation {
    const { operationId, parameters, responses } = operation;
    const typeName = toTypeName(operationId);
    return {
      operation,
      functionName: functionNames.get(operation) ?? operationId,
      responsesName: takeName(`${typeName}Responses`, taken),
      parameters: parameters.map(({ schema, ...declared }) => ({
        ...declared,
        type: typeOf(schema),
      })),
      body: typeBody(operation),
      responses: [...responses].map(([status, { content, at }]): TypedResponse => {
        const [[mediaType, schema] = []] = content;
        const kind = kindOfMediaType(mediaType);
        if (kind !== "json") return { status, kind, type: typeOfKind[kind] };
        return { status, kind, type: nameType(typeOf(schema), `${typeName}Response${status}`, at) };
      }),
    };
  }

  function typeBody(operation: LinkedOperation): TypedBody | undefined {
    const contentType = contentTypes.get(operation);
    if (!operation.requestBody || contentType === undefined) return undefined;
    const { required, content } = operation.requestBody;
    return { contentType, required, type: typeOf(content.get(contentType)) };
  }

  /** Gives a type of several parts a name, so that it can be spoken of in other modules. */
  function nameType(type: TypeText, name: string, at: Located): TypeText {
    if (/^[\w$]+(\[\])?$/.test(type.typeText)) return type;
    const typeName = takeName(name, taken);
    schemas.push({ name: typeName, type, description: textAt(at, "description") });
    return { typeText: typeName };
  }
}

/** The schemas of what an operation is sent and of what it answers. */
function schemasOf(operation: LinkedOperation, contentTypes: ContentTypes): readonly Located[] {
  const { parameters, requestBody, responses } = operation;
  const contentType = contentTypes.get(operation);
  const schemas = [
    ...parameters.map(({ schema }) => schema),
    ...(contentType === undefined ? [] : [requestBody?.content.get(contentType)]),
    ...[...responses.values()].map(({ content }) => [...content.values()][0]),
  ];
  return schemas.filter((schema) => schema !== undefined);
}

const typeOfKind = {
  text: { typeText: "string" },
  none: { typeText: "undefined" },
} satisfies Record<string, TypeText>;

function kindOfMediaType(mediaType: string | undefined): TypedResponse["kind"] {
  if (mediaType === undefined) return "none";
  return /json/i.test(mediaType) || mediaType === "*/*" ? "json" : "text";
}
