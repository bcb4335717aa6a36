import { isTextSchema } from "../../model/json-schema.js";
import type { LinkedParameter, Resolve } from "../../model/linked.js";
import type {
  DeclaredParameter,
  LinkedOperation,
  ParameterPlace,
} from "../../model/linked-operation.js";
import { isForm, isJson } from "../../model/media-types.js";
import { isCredential, isRequestHeader, parameterKey } from "../../model/parameters.js";
import { isUnknown, keyword, reference, type TypeNode, union } from "../../model/type-node.js";
import type { ParameterStyle, TypedParameter } from "../../model/typed.js";
import { addToList } from "../../source/add-to-list.js";
import { child, type Located } from "../../source/located.js";
import type { RequestShapes } from "./collect-request-shapes.js";
import { delimitedStyles, formFields, queryStyles } from "./form-fields.js";
import { parameterKind } from "./parameter-kind.js";

/** Types the declared parameters of an operation, and undeclared parameters that steps send. */
export function typeParameters(
  operation: LinkedOperation,
  sent: RequestShapes | undefined,
  typeOf: (schema: Located | undefined) => TypeNode,
  resolve: Resolve,
): readonly TypedParameter[] {
  const variables = new Set(
    [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ""),
  );
  const typed = new Map<string, TypedParameter>();
  for (const declared of operation.parameters) {
    const parameter = typeDeclared(declared);
    typed.set(parameterKey(parameter), parameter);
  }
  const undeclared = new Map<string, LinkedParameter[]>();
  for (const parameter of sent?.parameters ?? []) {
    const key = parameterKey(parameter);
    if (!typed.has(key)) addToList(undeclared, key, parameter);
  }
  const others = [...undeclared.values()].flatMap((given) => typeUndeclared(operation, given));
  return [...typed.values(), ...others];

  function typeDeclared(declared: DeclaredParameter): TypedParameter {
    const { name, in: place, at, schema, contentType, allowReserved } = declared;
    const style = styleOf(declared);
    const explode = declared.explode ?? (style === "form" || style === "cookie");
    const isText = contentType === undefined && isTextSchema(schema, resolve);
    // A declared path parameter may be missing from the path.
    const required = declared.required && (place !== "path" || variables.has(name));
    const declaredType = schema ? typeOf(schema) : place === "querystring" ? unknown : scalar;
    const type = place === "querystring" ? wholeQueryType(style, declaredType) : declaredType;
    const kind = schema ? parameterKind(schema, resolve) : "scalar";
    const isDeprecated = child(at, "deprecated")?.value === true;
    return {
      ...{ name, in: place, required, isDeprecated, at, type },
      ...{ style, explode, allowReserved, kind, isText },
      fields: style === "form" ? formFields("form", declared.fields) : [],
    };
  }
}

/**
 * A string is the query itself. A value of another kind is encoded, if its media type says how.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#parameter-object
 */
function wholeQueryType(style: ParameterStyle, declared: TypeNode): TypeNode {
  if (style === "json")
    return isUnknown(declared) ? declared : union([keyword("string"), declared]);
  if (style !== "form") return keyword("string");
  return union([keyword("string"), isUnknown(declared) ? anyForm : declared]);
}

/** @param given what the steps send as this parameter */
function typeUndeclared(
  { security = [] }: LinkedOperation,
  given: readonly LinkedParameter[],
): readonly TypedParameter[] {
  const [first] = given;
  if (!first) return [];
  const { name, in: place, at } = first;
  const style = defaultStyles[place];
  const isOfScheme = security.flat().some(({ scheme }) => isCredential(first, scheme.kind));
  const isScalar = isOfScheme || isRequestHeader(first) || given.every(isScalarTemplate);
  const parameter: TypedParameter = {
    name,
    in: place,
    required: false,
    isDeprecated: false,
    at,
    type: place === "querystring" ? keyword("string") : isScalar ? scalar : anyValue,
    style,
    explode: style === "form",
    allowReserved: false,
    kind: isScalar ? "scalar" : "any",
    isText: false,
    fields: [],
  };
  return [parameter];
}

function isScalarTemplate({ value }: LinkedParameter): boolean {
  return value.kind === "literal" || value.kind === "text";
}

const scalars = [keyword("string"), keyword("number"), keyword("boolean")];

const unknown = keyword("unknown");

/** The type of a form without a schema. */
export const anyForm = reference("Record", keyword("string"), unknown);

/** The type of a declared parameter without a schema. */
const scalar: TypeNode = { kind: "union", members: scalars };

/** The type of an undeclared parameter. */
const anyValue: TypeNode = {
  kind: "union",
  members: [
    ...scalars,
    { kind: "array", element: keyword("unknown") },
    { kind: "object", members: [{ kind: "index", parameter: "name", type: keyword("unknown") }] },
  ],
};

const defaultStyles = {
  path: "simple",
  query: "form",
  querystring: "simple",
  header: "simple",
  cookie: "form",
} as const satisfies Record<ParameterPlace, ParameterStyle>;

const styles: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ["simple", "label", "matrix", ...delimitedStyles],
  query: queryStyles,
  querystring: [],
  header: ["simple", ...delimitedStyles],
  cookie: ["form", "cookie"],
};

/** The declared style, or the default if that style is not valid for the location of the parameter. */
function styleOf({ in: place, style, contentType }: DeclaredParameter): ParameterStyle {
  if (contentType !== undefined) {
    if (place === "querystring" && isForm(contentType)) return "form";
    return isJson(contentType) ? "json" : defaultStyles[place];
  }
  return styles[place].find((each) => each === style) ?? defaultStyles[place];
}
