import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Resolve } from "../../model/linked.js";
import type {
  DeclaredBody,
  DeclaredField,
  DeclaredParameter,
  DeclaredResponse,
} from "../../model/linked-operation.js";
import { preferredMediaType } from "../../model/media-types.js";
import { isAddedBySender, isParameterPlace, parameterKey } from "../../model/parameters.js";
import {
  child,
  entriesOf,
  isObject,
  itemsOf,
  keyPlaceOf,
  type Located,
  textAt,
} from "../../source/located.js";
import type { DescriptionReader } from "./description-reader.js";

/** Reads operations of OpenAPI 3. */
export const openApi: DescriptionReader = {
  readRequest(operation, { pathItems, resolve }) {
    const declared = new Map<string, DeclaredParameter>();
    for (const owner of [...pathItems.toReversed(), operation]) {
      for (const reference of itemsOf(child(owner, "parameters"))) {
        const parameter = readParameter(reference, resolve);
        if (parameter) declared.set(parameterKey(parameter), parameter);
      }
    }
    const body = readRequestBody(child(operation, "requestBody"), resolve);
    return { parameters: [...declared.values()], body };
  },

  readResponse(reference, _, { resolve, diagnostics }): DeclaredResponse {
    const at = resolve(reference);
    const mediaTypes = readMediaTypes(at, resolve);
    reportStream(mediaTypes, diagnostics);
    return { at: at ?? reference, content: schemasOf(mediaTypes) };
  },
};

function readParameter(reference: Located, resolve: Resolve): DeclaredParameter | undefined {
  const at = resolve(reference);
  const name = at && textAt(at, "name");
  const place = at && textAt(at, "in");
  if (!at || name === undefined || place === undefined || !isParameterPlace(place))
    return undefined;
  const isDeclaredRequired = child(at, "required")?.value === true;
  const isRequired = isDeclaredRequired && !isAddedBySender({ name, in: place });
  const [[contentType, mediaType] = []] = readMediaTypes(at, resolve);
  const explode = child(at, "explode")?.value;
  return {
    name,
    in: place,
    required: place === "path" || isRequired,
    at,
    schema: mediaType ? child(mediaType, "schema") : child(at, "schema"),
    contentType,
    style: textAt(at, "style"),
    explode: typeof explode === "boolean" ? explode : undefined,
    allowReserved: child(at, "allowReserved")?.value === true,
    fields: place === "querystring" ? readFields(mediaType, resolve) : [],
  };
}

function readRequestBody(
  reference: Located | undefined,
  resolve: Resolve,
): DeclaredBody | undefined {
  const at = reference && resolve(reference);
  if (!at) return undefined;
  const required = child(at, "required")?.value === true;
  const mediaTypes = readMediaTypes(at, resolve);
  const fields = [...mediaTypes].map(
    ([name, mediaType]) => [name, readFields(mediaType, resolve)] as const,
  );
  return { at, required, content: schemasOf(mediaTypes), fields: new Map(fields) };
}

/** @see https://spec.openapis.org/oas/v3.1.1.html#encoding-object */
function readFields(mediaType: Located | undefined, resolve: Resolve): readonly DeclaredField[] {
  return entriesOf(child(mediaType, "encoding")).flatMap(([field, reference]) => {
    const at = resolve(reference);
    if (!at || !isObject(at.value)) return [];
    const explode = child(at, "explode")?.value;
    return [
      {
        name: field,
        style: textAt(at, "style"),
        explode: typeof explode === "boolean" ? explode : undefined,
        allowReserved: child(at, "allowReserved")?.value === true,
        contentType: textAt(at, "contentType"),
      },
    ];
  });
}

type MediaTypes = ReadonlyMap<string, Located | undefined>;

function schemasOf(mediaTypes: MediaTypes): ReadonlyMap<string, Located | undefined> {
  return new Map([...mediaTypes].map(([name, mediaType]) => [name, child(mediaType, "schema")]));
}

/** Reports a stream, if it is the content that is read. */
function reportStream(mediaTypes: MediaTypes, diagnostics: Diagnostics): void {
  const mediaType = preferredMediaType([...mediaTypes.keys()]) ?? "";
  const content = mediaTypes.get(mediaType);
  const items = child(content, "itemSchema");
  if (!items || child(content, "schema")) return;
  diagnostics.report("stream-read-whole", keyPlaceOf(items), { mediaType });
}

/** The Media Type Objects in `content`. In OpenAPI 3.2, they can be references. */
function readMediaTypes(owner: Located | undefined, resolve: Resolve): MediaTypes {
  const entries = entriesOf(child(owner, "content"));
  return new Map(entries.map(([name, reference]) => [name, resolve(reference)]));
}
