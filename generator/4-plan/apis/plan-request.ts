import type { ParameterPlace } from "../../model/linked-operation.js";
import type {
  BodyPlan,
  GroupPlan,
  HeaderPlan,
  OperationPlan,
  ParameterGroup,
  PathParameter,
  PathPart,
  StyledValue,
  ValueStyle,
  WholeQueryPlan,
} from "../../model/planned-api.js";
import type { FormField, TypedBody, TypedOperation, TypedParameter } from "../../model/typed.js";

type RequestPlan = Pick<
  OperationPlan,
  "groups" | "path" | "query" | "wholeQuery" | "headers" | "cookie" | "body"
>;

/** Plans how a request is built from the parameters and the body of an operation. */
export function planRequest({ operation, parameters, body }: TypedOperation): RequestPlan {
  const isContinued = operation.path.includes("?");
  const groups = (["path", "query", "querystring", "header", "cookie"] as const).flatMap(
    (place) => planGroup(parameters, place) ?? [],
  );
  return {
    groups,
    path: planPath(operation.path, parameters),
    query: planJoined("query", isContinued),
    wholeQuery: planWholeQuery(parameters, isContinued),
    headers: planHeaders(parameters),
    cookie: planJoined("cookie", false),
    body: body && planBody(body),
  };

  /** Plans parameters that are sent in one string. */
  function planJoined(place: ParameterPlace, isContinued: boolean): GroupPlan | undefined {
    const group = groups.find(({ name }) => name === place);
    if (!group) return undefined;
    const members = parameters.filter((parameter) => parameter.in === place);
    return {
      isOptional: group.isOptional,
      isContinued,
      styles: members.flatMap((parameter) => planStyle(parameter) ?? []),
    };
  }
}

/** An operation has at most one parameter for the whole query. */
function planWholeQuery(
  parameters: readonly TypedParameter[],
  isContinued: boolean,
): WholeQueryPlan | undefined {
  const parameter = parameters.find((each) => each.in === "querystring");
  if (!parameter) return undefined;
  const { name, required, style, fields } = parameter;
  const encoding = style === "form" || style === "json" ? style : undefined;
  const styles = fields.flatMap(planField);
  return { name, isOptional: !required, isContinued, encoding, styles };
}

function planGroup(
  parameters: readonly TypedParameter[],
  place: ParameterPlace,
): ParameterGroup | undefined {
  const members = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required, isDeprecated, type }) => ({
      name,
      isOptional: !required,
      isDeprecated,
      type,
    }));
  if (members.length === 0) return undefined;
  return { name: place, isOptional: members.every(({ isOptional }) => isOptional), members };
}

function planPath(template: string, parameters: readonly TypedParameter[]): readonly PathPart[] {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  return template
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== "")
    .map((part): PathPart => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      const parameter = inPath.find((each) => each.name === name);
      return parameter ? planPathParameter(parameter) : encodeLiteral(part);
    });
}

function planPathParameter(parameter: TypedParameter): PathParameter {
  const { name, style, kind, explode, allowReserved } = parameter;
  const known = style === "label" || style === "matrix" || style === "json" ? style : "simple";
  const separator = kind === "scalar" ? undefined : separators.get(style);
  // A value that is encoded as JSON is a string.
  const taken = known === "json" ? "scalar" : kind;
  const isExploded = explode && taken !== "scalar";
  return { name, style: known, kind: taken, explode: isExploded, separator, allowReserved };
}

/** The text between the items of an array, if not a comma. */
const separators: ReadonlyMap<TypedParameter["style"], string> = new Map([
  ["spaceDelimited", " "],
  ["pipeDelimited", "|"],
  ["tabDelimited", "\t"],
]);

/** Encodes characters that a URL cannot contain. Percent-encoded sequences stay unchanged. */
function encodeLiteral(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  return wellFormed.replace(/%(?![\da-f]{2})|[^\w\-.~:/?[\]@!$&'()*+,;=%]+/gi, encodeURIComponent);
}

/** Undefined for a scalar, unless its style differs from the default. */
function planStyle({ name, style, kind, explode, allowReserved }: TypedParameter) {
  const written = valueStyle(style, explode);
  const isDelimited = written !== "deepObject" && written !== "asJson" && written !== "asCookie";
  if (kind !== "scalar" || !isDelimited) {
    return { name, style: written, allowReserved, takesObjects: isDelimited && kind === "any" };
  }
  return allowReserved
    ? { name, style: "scalar" as const, allowReserved, takesObjects: false }
    : undefined;
}

/**
 * Delimited styles have no exploded form of their own, so `form` is used.
 * @see https://spec.openapis.org/oas/v3.1.1.html#style-examples
 */
function valueStyle(style: TypedParameter["style"], explode: boolean): ValueStyle {
  switch (style) {
    case "json":
      return "asJson";
    case "deepObject":
      return "deepObject";
    case "spaceDelimited":
    case "pipeDelimited":
    case "tabDelimited":
      return explode ? "exploded" : style;
    case "cookie":
      return "asCookie";
    default:
      return explode ? "exploded" : "commaDelimited";
  }
}

function planHeaders(parameters: readonly TypedParameter[]): readonly HeaderPlan[] {
  const headers = parameters.filter((parameter) => parameter.in === "header");
  const groupIsOptional = headers.every(({ required }) => !required);
  return headers.map(({ name, required, style, kind, explode, isText }) => ({
    name: name.toLowerCase(),
    parameter: name,
    isOptional: !required,
    groupIsOptional,
    style: style === "json" ? "json" : isText ? "text" : "simple",
    kind,
    // `explode` makes no difference for an array.
    explode: explode && kind === "any",
    separator: kind === "scalar" ? undefined : separators.get(style),
  }));
}

function planBody({ required, contents }: TypedBody): BodyPlan {
  return {
    isOptional: !required,
    contents: contents.map(({ contentType, kind, type, xml, fields }) => ({
      contentType,
      kind,
      type,
      xml,
      styles: kind === "form" ? fields.flatMap(planField) : [],
      separators: kind === "multipart" ? fields.flatMap(planSeparator) : [],
      partTypes: fields.flatMap(({ name, contentType: partType }) =>
        partType === undefined ? [] : [{ name, contentType: partType }],
      ),
    })),
  };
}

function planSeparator({ name, style, explode }: FormField) {
  if (style === undefined || explode) return [];
  return [{ name, separator: separators.get(style) ?? "," }];
}

function planField({ name, style, explode, allowReserved }: FormField): readonly StyledValue[] {
  if (style === undefined) return [];
  return [{ name, style: valueStyle(style, explode), allowReserved, takesObjects: false }];
}
