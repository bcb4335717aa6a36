import type { Resolve, Template } from "../../model/linked.js";
import type { DeclaredField, LinkedOperation } from "../../model/linked-operation.js";
import { isForm, isXml, requestKind } from "../../model/media-types.js";
import type { SchemaUse } from "../../model/schema-use.js";
import { isUnknown, keyword, reference, type TypeNode, union } from "../../model/type-node.js";
import type { RequestBodyKind, TypedBody, TypedContent } from "../../model/typed.js";
import type { XmlType } from "../../model/xml-type.js";
import type { Located } from "../../source/located.js";
import type { RequestShapes } from "./collect-request-shapes.js";
import type { XmlDescriber } from "./describe-xml.js";
import { formFields } from "./form-fields.js";
import { anyForm } from "./type-parameters.js";

/** A media type that steps send to an operation. */
export interface SentContent {
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly schema: Located | undefined;
  readonly use: SchemaUse;
  readonly fields: readonly DeclaredField[];
  readonly xml: XmlType | undefined;
  /** Some step sends XML or a form as a string. */
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
    const isFormText = isText && isForm(contentType);
    const kind = xml ? "xml" : isFormText ? "text" : requestKind(contentType, schema, resolve);
    const place = kind === "multipart" ? "form" : "value";
    contents.set(contentType, {
      contentType,
      kind,
      schema,
      use: { direction: "request", place },
      fields: requestBody?.fields.get(declaredContentType) ?? [],
      xml,
      mayBeText: payloads.some((each) => mayBeString(each, kind)),
    });
  }
  return [...contents.values()];
}

/** An expression in the place of a form has to be an object, so that its inputs are typed by the schema. */
function mayBeString(payload: Template["kind"], kind: RequestBodyKind): boolean {
  if (kind === "form") return payload === "text" || payload === "literal";
  return payload !== "object" && payload !== "array";
}

/** Undefined if no step sends a body. */
export function typeBody(
  { requestBody }: LinkedOperation,
  sent: readonly SentContent[],
  typeOf: (schema: Located | undefined) => TypeNode,
): TypedBody | undefined {
  if (sent.length === 0) return undefined;
  const contents = sent.map((content): TypedContent => {
    const { contentType, kind, schema, fields, xml, mayBeText } = content;
    const type = typeOfContent(kind, schema && typeOf(schema));
    const isAlsoText = (kind === "xml" || kind === "form") && mayBeText;
    const sentType = isAlsoText ? union([type, keyword("string")]) : type;
    return { contentType, kind, type: sentType, fields: formFields(kind, fields), xml };
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
      return type && !isUnknown(type) ? type : anyForm;
    case "json":
    case "xml":
      return type ?? keyword("unknown");
  }
}

const bytes: TypeNode = {
  kind: "union",
  members: [reference("Blob"), reference("ArrayBuffer"), reference("Uint8Array")],
};
