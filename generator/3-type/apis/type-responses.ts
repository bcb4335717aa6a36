import type { Resolve } from "../../model/linked.js";
import type { DeclaredResponse, LinkedOperation } from "../../model/linked-operation.js";
import { essence, isXml, preferredMediaType, responseKind } from "../../model/media-types.js";
import type { ResponseBodyKind } from "../../model/typed.js";
import type { XmlType } from "../../model/xml-type.js";
import type { Located } from "../../source/located.js";
import type { XmlDescriber } from "./describe-xml.js";

/** How the content of a response is read. */
export interface ReadContent {
  readonly status: string;
  readonly kind: ResponseBodyKind;
  /** The value of the `accept` header; undefined without content. */
  readonly accept: string | undefined;
  /** Only for JSON, forms and XML. */
  readonly schema: Located | undefined;
  /** Only for XML. */
  readonly xml: XmlType | undefined;
  readonly at: Located;
}

/** @param accepted the media type that each step names in an `Accept` header */
export function readContents(
  { method, responses }: LinkedOperation,
  accepted: readonly (string | undefined)[],
  resolve: Resolve,
  describer: XmlDescriber,
): readonly ReadContent[] {
  const [only, ...others] = new Set(accepted);
  const wanted = others.length === 0 ? only : undefined;
  return [...responses].map(([status, response]) => {
    const hasNone = method === "HEAD" || /^(1..|204|205|304)$/.test(status);
    const content = hasNone ? undefined : readContent(response, wanted, resolve, describer);
    // An error response may have a body that the description does not declare.
    const kind = hasNone || /^[123]/.test(status) ? "none" : "unknown";
    return {
      status,
      at: response.at,
      ...(content ?? { ...noContent, kind }),
    };
  });
}

const noContent = { accept: undefined, schema: undefined, xml: undefined } as const;

function readContent(
  { content }: DeclaredResponse,
  wanted: string | undefined,
  resolve: Resolve,
  describer: XmlDescriber,
) {
  if (content.size === 0) return undefined;
  const mediaType = chosenMediaType([...content.keys()], wanted);
  if (mediaType === undefined) return { ...noContent, kind: "unknown" } as const;
  const schema = content.get(mediaType);
  const xml = isXml(mediaType) ? describer.describe(schema, "response") : undefined;
  const kind = xml ? "xml" : responseKind(mediaType, schema, resolve);
  return {
    kind,
    accept: mediaRange(mediaType),
    schema: kind === "json" || kind === "form" || xml ? schema : undefined,
    xml,
  };
}

/** If the steps want a media type that is not among several declared ones, the `content-type` of the response decides. */
function chosenMediaType(
  declared: readonly string[],
  wanted: string | undefined,
): string | undefined {
  if (wanted === undefined || declared.length < 2) return preferredMediaType(declared);
  return declared.find((each) => essence(each) === essence(wanted));
}

const token = "[\\w!#$&^.+*-]+";
const typePattern = new RegExp(`^${token}/${token}$`);
const parameterPattern = new RegExp(`^${token}=("[ !#-~]*"|[\\w!#$&^.+*:/-]+)$`);

/**
 * Omits the charset, because every charset is accepted. An invalid media type becomes the range of all media types.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept
 */
function mediaRange(mediaType: string): string {
  const [type = "", ...all] = mediaType.split(";").map((part) => part.trim());
  const parameters = all.filter((part) => !/^charset=/i.test(part));
  const isRange = typePattern.test(type) && parameters.every((part) => parameterPattern.test(part));
  return isRange ? [type, ...parameters].join("; ") : "*/*";
}
