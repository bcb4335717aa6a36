import { isTextSchema } from "../../model/json-schema.js";
import type { Resolve } from "../../model/linked.js";
import type {
  DeclaredParameter,
  LinkedOperation,
  ParameterPlace,
} from "../../model/linked-operation.js";
import { isJson } from "../../model/media-types.js";
import { parameterKey } from "../../model/parameters.js";
import { keyword, type TypeNode } from "../../model/type-node.js";
import type { ParameterStyle, TypedParameter } from "../../model/typed.js";
import { child, type Located } from "../../source/located.js";
import type { RequestShapes } from "./collect-request-shapes.js";
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
  for (const { name, in: place, at } of sent?.parameters ?? []) {
    const parameter = typeUndeclared(name, place, at);
    if (!typed.has(parameterKey(parameter))) typed.set(parameterKey(parameter), parameter);
  }
  for (const name of variables) {
    const parameter = typeUndeclared(name, "path", operation.at);
    if (!typed.has(parameterKey(parameter))) typed.set(parameterKey(parameter), parameter);
  }
  return [...typed.values()];

  function typeDeclared(declared: DeclaredParameter): TypedParameter {
    const { name, in: place, at, schema, contentType, allowReserved } = declared;
    const style = styleOf(declared);
    const explode = declared.explode ?? (style === "form" || style === "cookie");
    const isText = contentType === undefined && isTextSchema(schema, resolve);
    // A declared path parameter may be missing from the path.
    const required = declared.required && (place !== "path" || variables.has(name));
    const type = schema ? typeOf(schema) : scalar;
    const kind = schema ? parameterKind(schema, resolve) : "scalar";
    const isDeprecated = child(at, "deprecated")?.value === true;
    return {
      ...{ name, in: place, required, isDeprecated, at, type },
      ...{ style, explode, allowReserved, kind, isText },
    };
  }

  function typeUndeclared(name: string, place: ParameterPlace, at: Located): TypedParameter {
    const style = defaultStyles[place];
    return {
      name,
      in: place,
      required: place === "path" && variables.has(name),
      isDeprecated: false,
      at,
      type: scalar,
      style,
      explode: style === "form",
      allowReserved: false,
      // If type errors are only warnings, a step may send an array, which is a common mistake in queries.
      kind: place === "query" ? "array" : "scalar",
      isText: false,
    };
  }
}

/** The type of a parameter without a schema. */
const scalar: TypeNode = {
  kind: "union",
  members: [keyword("string"), keyword("number"), keyword("boolean")],
};

const defaultStyles = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
} as const satisfies Record<ParameterPlace, ParameterStyle>;

const styles: Readonly<Record<ParameterPlace, readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form", "cookie"],
};

/** The declared style, or the default if that style is not valid for the location of the parameter. */
function styleOf({ in: place, style, contentType }: DeclaredParameter): ParameterStyle {
  if (contentType !== undefined) return isJson(contentType) ? "json" : defaultStyles[place];
  const isKnown = style !== undefined && styles[place].includes(style);
  return isKnown ? (style as ParameterStyle) : defaultStyles[place];
}
