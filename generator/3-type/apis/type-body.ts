import type { Resolve } from "../../model/linked.js";
import type { DeclaredField, LinkedOperation } from "../../model/linked-operation.js";
import { isJson, isXml, requestKind } from "../../model/media-types.js";
import type { SchemaUse } from "../../model/schema-use.js";
import { isUnknown, keyword, reference, type TypeNode, union } from "../../model/type-node.js";
import type { FormField, RequestBodyKind, TypedBody, TypedContent } from "../../model/typed.js";
import type { XmlType } from "../../model/xml-type.js";
import type { Located } from "../../source/located.js";
import type { RequestShapes } from "./collect-request-shapes.js";
import type { XmlDescriber } from "./describe-xml.js";
import { queryStyle } from "./type-parameters.js";

/** A media type that steps send to an operation. */
export interface SentContent {
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly schema: Located | undefined;
  readonly use: SchemaUse;
  readonly fields: readonly DeclaredField[];
  readonly xml: XmlType | undefined;
  /** Some step sends XML as a string. */
  readonly mayBeText: boolean;
}

export function sentContents(
  { requestBody }: LinkedOperation,
  sent: RequestShapes | undefined,
  resolve: Resolve,
  describer: XmlDescriber,
): readonly SentContent[] {
  const contents = new Map<string, SentContent>();
  for (const { contentType, declaredContentType } of sent?.bodies ?? []) {
    if (contents.has(contentType)) continue;
    const schema = requestBody?.content.get(declaredContentType);
    const payloads = (sent?.bodies ?? [])
      .filter((each) => each.contentType === contentType)
      .map(({ payload }) => payload.kind);
    // The type of an expression is not known here.
    const isText = payloads.every((each) => each === "literal" || each === "text");
    const isDescribed = isXml(contentType) && !isText;
    const xml = isDescribed ? describer.describe(schema, "request") : undefined;
    const kind = xml ? "xml" : requestKind(contentType, schema, resolve);
    const place = kind === "multipart" ? "form" : "value";
    contents.set(contentType, {
      contentType,
      kind,
      schema,
      use: { direction: "request", place },
      fields: requestBody?.fields.get(declaredContentType) ?? [],
      xml,
      mayBeText: payloads.some((each) => each !== "object" && each !== "array"),
    });
  }
  return [...contents.values()];
}

/** Undefined if no step sends a body. */
export function typeBody(
  { requestBody }: LinkedOperation,
  sent: readonly SentContent[],
  typeOf: (schema: Located | undefined) => TypeNode,
): TypedBody | undefined {
  if (sent.length === 0) return undefined;
  const contents = sent.map((content): TypedContent => {
    const { contentType, kind, schema, xml, mayBeText } = content;
    const type = typeOfContent(kind, schema && typeOf(schema));
    const isAlsoText = kind === "xml" && mayBeText;
    const sentType = isAlsoText ? union([type, keyword("string")]) : type;
    return { contentType, kind, type: sentType, fields: fieldsOf(content), xml };
  });
  return { required: requestBody?.required === true, contents };
}

function typeOfContent(kind: RequestBodyKind, type: TypeNode | undefined): TypeNode {
  switch (kind) {
    case "text":
      return keyword("string");
    case "bytes":
      return bytes;
    case "form":
    case "multipart":
      return type && !isUnknown(type)
        ? type
        : reference("Record", keyword("string"), keyword("unknown"));
    case "json":
    case "xml":
      return type ?? keyword("unknown");
  }
}

const bytes: TypeNode = {
  kind: "union",
  members: [reference("Blob"), reference("ArrayBuffer"), reference("Uint8Array")],
};

/**
 * If a field has `style`, `explode` or `allowReserved`, it is written like a query parameter and `contentType` is
 * ignored.
 * @see https://spec.openapis.org/oas/v3.1.1.html#encoding-object
 */
function fieldsOf({ kind, fields }: SentContent): readonly FormField[] {
  if (kind !== "form" && kind !== "multipart") return [];
  return fields.flatMap(({ name, style, explode, allowReserved, contentType }): FormField[] => {
    const isStyled = style !== undefined || explode !== undefined || allowReserved;
    if (!isStyled) {
      const isJsonField = kind === "form" && contentType !== undefined && isJson(contentType);
      const type = kind === "multipart" && isOneType(contentType) ? contentType : undefined;
      if (!isJsonField && type === undefined) return [];
      const own = isJsonField ? ("json" as const) : undefined;
      return [{ name, style: own, explode: false, allowReserved: false, contentType: type }];
    }
    const known = queryStyle(style) ?? "form";
    const isExploded = explode ?? known === "form";
    return [{ name, style: known, explode: isExploded, allowReserved, contentType: undefined }];
  });
}

/** Not a list of media types, and not a range. */
function isOneType(contentType: string | undefined): boolean {
  return contentType !== undefined && /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(contentType);
}
