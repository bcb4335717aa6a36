import type { LinkedApi, LinkedGroup, Resolve } from "../../model/linked.js";
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
import { docOf } from "../schemas/doc-comments.js";
import { printSchemaTypes } from "../schemas/print-schema-types.js";
import { typeText } from "../schemas/type-text.js";
import type { RequestShapes } from "./collect-request-shapes.js";
import { XmlDescriber } from "./describe-xml.js";
import { type SentContent, sentContents, typeBody } from "./type-body.js";
import { typeParameters } from "./type-parameters.js";
import { type ReadContent, readContents } from "./type-responses.js";

interface OperationContents {
  readonly operation: LinkedOperation;
  readonly functionName: string;
  readonly shapes: RequestShapes | undefined;
  readonly sent: readonly SentContent[];
  readonly read: readonly ReadContent[];
}

/** Types the operations of one API that workflows use, and the schemas that these refer to. */
export function typeApi(
  api: LinkedApi,
  name: ApiName,
  shapes: ReadonlyMap<LinkedOperation, RequestShapes>,
  { resolve, diagnostics }: Pick<LinkedGroup, "resolve" | "diagnostics">,
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
  const describer = new XmlDescriber(resolve, taken);
  const contents = [...functionNames].map(([operation, functionName]) => ({
    operation,
    functionName,
    shapes: shapes.get(operation),
    sent: sentContents(operation, shapes.get(operation), resolve, describer),
    read: readContents(operation, shapes.get(operation)?.accepted ?? [], resolve, describer),
  }));
  const uses = collectUses(contents);
  const { roots, named } = printSchemaTypes([...uses.keys()], resolve, taken, {
    useOf: (root) => uses.get(root) ?? { direction: "both", place: "value" },
    description: api.operations[0]?.description,
    diagnostics,
  });
  const types = new ApiTypes(roots, named, taken);
  const operations = contents.map((each) => typeOperation(each, types, resolve));
  const xmlComponents = describer.components;
  return { ...name, api, schemas: types.schemas, operations, xmlComponents };
}

/** The types of an API's module. */
class ApiTypes {
  readonly schemas: NamedType[];
  readonly #roots: ReadonlyMap<Located, TypeNode>;
  readonly #taken: Set<string>;

  constructor(
    roots: ReadonlyMap<Located, TypeNode>,
    named: readonly NamedType[],
    taken: Set<string>,
  ) {
    this.schemas = [...named];
    this.#roots = roots;
    this.#taken = taken;
  }

  takeName(name: string): string {
    return takeName(name, this.#taken);
  }

  typeOf(schema: Located | undefined): TypeNode {
    return (schema && this.#roots.get(schema)) ?? keyword("unknown");
  }

  /** Gives the type a name, so that other modules can refer to it, unless the type is as short as a name. */
  declare(type: TypeNode, name: string, description: string | undefined): TypeNode {
    if (isOneWord(type)) return type;
    const typeName = this.takeName(toTypeName(name));
    this.schemas.push({ name: typeName, type, description, at: undefined });
    return reference(typeName);
  }
}

function typeOperation(
  { operation, functionName, shapes, sent, read }: OperationContents,
  types: ApiTypes,
  resolve: Resolve,
): TypedOperation {
  const typeName = toTypeName(operation.operationId);
  const responsesName = types.takeName(`${typeName}Responses`);
  const errorsName = types.takeName(`${typeName}Errors`);
  const typeOf = (schema: Located | undefined) => types.typeOf(schema);
  const typeOfBody = (schema: Located | undefined) => {
    const type = types.typeOf(schema);
    const isLong = hasProperties(type) || typeText(type).length > longestInline;
    return isLong ? types.declare(type, `${typeName}Body`, undefined) : type;
  };
  return {
    operation,
    functionName,
    responsesName,
    errorsName,
    parameters: typeParameters(operation, shapes, typeOf, resolve),
    body: typeBody(operation, sent, typeOfBody),
    responses: typeResponses(read, `${typeName}Response`, types),
  };
}

/** Responses of equal types share the declaration of the first. */
function typeResponses(
  read: readonly ReadContent[],
  prefix: string,
  types: ApiTypes,
): readonly TypedResponse[] {
  const declared = new Map<string, TypeNode>();
  return read.map(({ status, kind, accept, schema, xml, at }) => {
    if (kind !== "json" && kind !== "form" && kind !== "xml") {
      return { status, kind, accept, xml, type: typeOfKind[kind] };
    }
    const full = schema || kind === "json" ? types.typeOf(schema) : typeOfAnyForm;
    const key = typeKey(full);
    const type = declared.get(key) ?? types.declare(full, `${prefix}${status}`, docOf(at));
    declared.set(key, type);
    return { status, kind, accept, xml, type };
  });
}

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

/** In characters. The type of a body that is longer gets a name. */
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
