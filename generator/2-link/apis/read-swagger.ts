import type {
  DeclaredBody,
  DeclaredField,
  DeclaredParameter,
} from "../../model/linked-operation.js";
import { essence, isJson } from "../../model/media-types.js";
import { isAddedBySender, isParameterPlace, parameterKey } from "../../model/parameters.js";
import { isFile } from "../../model/schema-use.js";
import { child, derive, itemsOf, type Located, textAt } from "../../source/located.js";
import type { DescriptionReader } from "./description-reader.js";

/** A Parameter Object of OpenAPI 2.0, which may also be the body or a field of a form. */
interface SwaggerParameter {
  readonly name: string;
  readonly in: string;
  readonly at: Located;
}

/**
 * Reads operations of OpenAPI 2.0. A Parameter Object is its own schema, because it has the keywords of JSON Schema.
 * @see https://spec.openapis.org/oas/v2.0.html#parameter-object
 */
export const swagger: DescriptionReader = {
  readRequest(operation, { pathItems, description, resolve }) {
    const declared = new Map<string, SwaggerParameter>();
    const owners = [...pathItems.toReversed(), operation];
    for (const reference of owners.flatMap((owner) => itemsOf(child(owner, "parameters")))) {
      const at = resolve(reference);
      const name = at && textAt(at, "name");
      const place = at && textAt(at, "in");
      if (!at || name === undefined || place === undefined) continue;
      declared.set(keyOf(name, place), { name, in: place, at });
    }
    const all = [...declared.values()];
    const body = all.find((each) => each.in === "body");
    const fields = all.filter((each) => each.in === "formData");
    const consumes = mediaTypes("consumes", operation, description);
    return {
      parameters: all.flatMap((each) => readParameter(each) ?? []),
      body: body ? readBody(body.at, consumes) : readForm(fields, consumes),
    };
  },

  /** The schema is that of every media type that the operation produces. */
  readResponse(reference, operation, { description, resolve }) {
    const at = resolve(reference);
    const schema = at && child(at, "schema");
    if (!at || !schema) return { at: at ?? reference, content: new Map() };
    const produces = mediaTypes("produces", operation, description);
    const target = resolve(schema);
    const isOfFile = target !== undefined && isFile(target);
    const fitting = isOfFile ? produces.filter((mediaType) => !isJson(mediaType)) : produces;
    const known = fitting.length > 0 ? fitting : [isOfFile ? "*/*" : json];
    return { at, content: new Map(known.map((mediaType) => [mediaType, schema])) };
  },
};

/** There is only one body, whatever its name. */
function keyOf(name: string, place: string): string {
  if (place === "body") return place;
  return isParameterPlace(place) ? parameterKey({ name, in: place }) : `${place} ${name}`;
}

const json = "application/json";
const urlEncoded = "application/x-www-form-urlencoded";
const multipart = "multipart/form-data";

/** The media types of the operation replace those of the description. */
function mediaTypes(
  field: "consumes" | "produces",
  operation: Located,
  description: Located,
): readonly string[] {
  const list = child(operation, field) ?? child(description, field);
  return itemsOf(list).flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** Undefined for the body and for fields of a form. */
function readParameter(parameter: SwaggerParameter): DeclaredParameter | undefined {
  const { name, in: place, at } = parameter;
  if (place !== "path" && place !== "query" && place !== "header") return undefined;
  const isRequired = isTrue(at, "required") && !isAddedBySender({ name, in: place });
  return {
    name,
    in: place,
    required: place === "path" || isRequired,
    at,
    schema: at,
    contentType: undefined,
    style: undefined,
    explode: undefined,
    ...arrayStyle(parameter),
    allowReserved: false,
    fields: [],
  };
}

function readBody(at: Located, consumes: readonly string[]): DeclaredBody {
  const known = consumes.length > 0 ? consumes : [json];
  return {
    at,
    required: isTrue(at, "required"),
    content: new Map(known.map((mediaType) => [mediaType, child(at, "schema")])),
    fields: new Map(),
  };
}

/** A form with files has several parts. Any other form is URL-encoded, unless only the former is accepted. */
function readForm(
  fields: readonly SwaggerParameter[],
  consumes: readonly string[],
): DeclaredBody | undefined {
  const [first] = fields;
  if (!first) return undefined;
  const hasFiles = fields.some(({ at }) => isFile(at));
  const forms = consumes.filter((each) => {
    const type = essence(each);
    return type === multipart || (type === urlEncoded && !hasFiles);
  });
  const known = forms.length > 0 ? forms : [hasFiles ? multipart : urlEncoded];
  const required = fields.filter(({ at }) => isTrue(at, "required"));
  const schema = formSchema(fields, required, first.at);
  const encodings = fields.flatMap((field): readonly DeclaredField[] => {
    const style = arrayStyle(field);
    if (!style) return [];
    return [{ name: field.name, ...style, allowReserved: false, contentType: undefined }];
  });
  return {
    at: schema,
    required: required.length > 0,
    content: new Map(known.map((mediaType) => [mediaType, schema])),
    fields: new Map(known.map((mediaType) => [mediaType, encodings])),
  };
}

/** A schema whose properties are the Parameter Objects of the fields. */
function formSchema(
  fields: readonly SwaggerParameter[],
  required: readonly SwaggerParameter[],
  first: Located,
): Located {
  const value = {
    type: "object",
    properties: Object.fromEntries(fields.map(({ name, at }) => [name, at.value])),
    required: required.map(({ name }) => name),
  };
  return derive(value, first, ([, name, ...rest]) => {
    const field = fields.find((each) => each.name === name)?.at ?? first;
    return { ...field, path: [...field.path, ...rest] };
  });
}

/**
 * How the items of an array are joined: by commas, unless `collectionFormat` says otherwise. Undefined if each is sent
 * on its own, or for other values.
 */
function arrayStyle({
  in: place,
  at,
}: Omit<SwaggerParameter, "name">): Pick<DeclaredField, "style" | "explode"> | undefined {
  if (child(at, "type")?.value !== "array") return undefined;
  switch (textAt(at, "collectionFormat")) {
    case "ssv":
      return { style: "spaceDelimited", explode: false };
    case "tsv":
      return { style: "tabDelimited", explode: false };
    case "pipes":
      return { style: "pipeDelimited", explode: false };
    case "multi":
      if (place === "query" || place === "formData") return undefined;
  }
  return { style: "form", explode: false };
}

function isTrue(at: Located, key: string): boolean {
  return child(at, key)?.value === true;
}
