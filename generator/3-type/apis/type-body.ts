import type { Resolve } from "../../model/linked.js";
import type { DeclaredBody, LinkedOperation } from "../../model/linked-operation.js";
import { isJson, requestKind } from "../../model/media-types.js";
import type { SchemaUse } from "../../model/schema-use.js";
import { isUnknown, keyword, reference, type TypeNode } from "../../model/type-node.js";
import type {
  FormField,
  ParameterStyle,
  RequestBodyKind,
  TypedBody,
  TypedContent,
} from "../../model/typed.js";
import { child, entriesOf, isObject, type Located, textAt } from "../../source/located.js";
import type { RequestShapes } from "./collect-request-shapes.js";

/** A media type that steps send to an operation. */
export interface SentContent {
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly schema: Located | undefined;
  readonly use: SchemaUse;
  /** The Media Type Object. */
  readonly mediaType: Located | undefined;
}

export function sentContents(
  { requestBody }: LinkedOperation,
  sent: RequestShapes | undefined,
  resolve: Resolve,
): readonly SentContent[] {
  const contents = new Map<string, SentContent>();
  for (const { contentType, declaredContentType } of sent?.bodies ?? []) {
    if (contents.has(contentType)) continue;
    const schema = requestBody?.content.get(declaredContentType);
    const kind = requestKind(contentType, schema, resolve);
    const place = kind === "multipart" ? "form" : "value";
    const mediaType = mediaTypeObject(requestBody, declaredContentType);
    contents.set(contentType, {
      contentType,
      kind,
      schema,
      use: { direction: "request", place },
      mediaType,
    });
  }
  return [...contents.values()];
}

function mediaTypeObject(body: DeclaredBody | undefined, key: string): Located | undefined {
  return child(body?.at, "content", key);
}

/** Undefined if no step sends a body. */
export function typeBody(
  { requestBody }: LinkedOperation,
  sent: readonly SentContent[],
  typeOf: (schema: Located | undefined) => TypeNode,
  resolve: Resolve,
): TypedBody | undefined {
  if (sent.length === 0) return undefined;
  const contents = sent.map((content): TypedContent => {
    const { contentType, kind, schema } = content;
    const type = typeOfContent(kind, schema && typeOf(schema));
    return { contentType, kind, type, fields: fieldsOf(content, resolve) };
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
      return type ?? keyword("unknown");
  }
}

const bytes: TypeNode = {
  kind: "union",
  members: [reference("Blob"), reference("ArrayBuffer"), reference("Uint8Array")],
};

const styles: readonly string[] = ["form", "spaceDelimited", "pipeDelimited", "deepObject"];

/**
 * The Encoding Objects of a form. If an Encoding Object has `style`, `explode` or `allowReserved`, its
 * property is written like a query parameter and `contentType` is ignored.
 * @see https://spec.openapis.org/oas/v3.1.1.html#encoding-object
 */
function fieldsOf({ kind, mediaType }: SentContent, resolve: Resolve): readonly FormField[] {
  if (kind !== "form" && kind !== "multipart") return [];
  return entriesOf(child(mediaType, "encoding")).flatMap(([name, reference]): FormField[] => {
    const at = resolve(reference);
    if (!at || !isObject(at.value)) return [];
    const given = textAt(at, "style");
    const explode = child(at, "explode")?.value;
    const allowReserved = child(at, "allowReserved")?.value === true;
    const isStyled = given !== undefined || typeof explode === "boolean" || allowReserved;
    const contentType = textAt(at, "contentType");
    if (kind === "multipart" || !isStyled) {
      const isJsonField = kind === "form" && contentType !== undefined && isJson(contentType);
      const style = isJsonField ? "json" : undefined;
      const type = kind === "multipart" && isOneType(contentType) ? contentType : undefined;
      if (style === undefined && type === undefined) return [];
      return [{ name, style, explode: false, allowReserved: false, contentType: type }];
    }
    const style = given !== undefined && styles.includes(given) ? given : "form";
    return [
      {
        name,
        style: style as ParameterStyle,
        explode: typeof explode === "boolean" ? explode : style === "form",
        allowReserved,
        contentType: undefined,
      },
    ];
  });
}

/** Not a list of media types, and not a range. */
function isOneType(contentType: string | undefined): boolean {
  return contentType !== undefined && /^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/.test(contentType);
}
