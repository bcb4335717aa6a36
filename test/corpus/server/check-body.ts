import type { ReceivedRequest } from "../../servers/http-server.js";
import { holdsNothing, styleOf } from "./check-parameters.js";
import type { Description, Part } from "./description.js";
import { type Fault, within } from "./fault.js";
import type { Operation } from "./list-operations.js";
import { composedOf, pairsOf, readPairs, splitPairs } from "./read-parameter.js";
import type { SchemaChecker } from "./schema-checker.js";

/** What is wrong with the body of a request, such as `body /items/0: enum`. */
export async function checkBody(
  description: Description,
  checker: SchemaChecker,
  operation: Operation,
  request: ReceivedRequest,
): Promise<readonly Fault[]> {
  const declared = description.find(operation.at, "requestBody");
  const isEmpty = request.bytes.length === 0;
  const contentType = request.headers["content-type"]?.[0];
  if (!declared) return isEmpty ? [] : [{ text: "body: undeclared" }];
  if (isEmpty && contentType === undefined) {
    return description.find(declared, "required")?.value === true
      ? [{ text: "body: missing" }]
      : [];
  }
  if (contentType === undefined) return [{ text: "content-type: missing" }];
  const media = description
    .members(declared, "content")
    .find(([range]) => accepts(range, contentType))?.[1];
  if (!media) return [{ text: "content-type: undeclared" }];
  const schema = description.find(media, "schema");
  const read = await readBody(description, media, request, contentType);
  if ("fault" in read) return [{ text: `body: ${read.fault}` }];
  if (!schema || read.value === undefined) return [];
  const check = read.isOfTexts ? checker.checkTexts : checker.check;
  const nothing =
    read.isOfTexts && holdsNothing(read.value) ? [{ text: ": text of no value" }] : [];
  return within("body ", [...check(schema, read.value), ...nothing]);
}

/** `isOfTexts`: what is a number or a boolean was written as text. */
type ReadBody =
  | { readonly value: unknown; readonly isOfTexts: boolean }
  | { readonly fault: string };

async function readBody(
  description: Description,
  media: Part,
  request: ReceivedRequest,
  contentType: string,
): Promise<ReadBody> {
  if (/\bjson\b/i.test(contentType)) {
    try {
      return { value: JSON.parse(request.rawBody), isOfTexts: false };
    } catch {
      return { fault: "not JSON" };
    }
  }
  if (/^application\/x-www-form-urlencoded/i.test(contentType)) {
    return { value: readForm(description, media, request.rawBody), isOfTexts: true };
  }
  if (/^multipart\/form-data/i.test(contentType)) {
    return readMultipart(description, media, request, contentType);
  }
  return { value: /^text\//i.test(contentType) ? request.rawBody : undefined, isOfTexts: true };
}

function readForm(description: Description, media: Part, text: string): unknown {
  const pairs = splitPairs(text, "&");
  const schema = description.find(media, "schema");
  const left = new Set(pairs);
  const known = propertiesOf(description, schema).flatMap(([name, property]) => {
    const encoding = description.find(media, "encoding", name);
    const style = styleOf(description, encoding ?? property, "form", name, property);
    const isJson = style.kind === "object" && !(encoding && description.text(encoding, "style"));
    const own = pairsOf(isJson ? { ...style, kind: "other" } : style, pairs);
    for (const pair of own) left.delete(pair);
    if (own.length === 0) return [];
    const value = readPairs(isJson ? { ...style, kind: "other" } : style, own);
    return [[name, isJson ? parseOr(value) : value] as const];
  });
  const others = [...left].map(([name, value]) => [decodeURIComponent(name), value] as const);
  return Object.fromEntries([...others, ...known]);
}

async function readMultipart(
  description: Description,
  media: Part,
  request: ReceivedRequest,
  contentType: string,
): Promise<ReadBody> {
  const headers = { "content-type": contentType };
  const response = new Response(new Uint8Array(request.bytes), { headers });
  const form = await response.formData().catch(() => undefined);
  if (!form) return { fault: "not multipart" };
  const properties = new Map(propertiesOf(description, description.find(media, "schema")));
  const names = [...new Set(form.keys())];
  const entries = names.map(async (name) => {
    const values = await Promise.all(form.getAll(name).map(readField));
    const property = properties.get(name);
    const isArray =
      property && styleOf(description, property, "form", name, property).kind === "array";
    return [name, isArray || values.length > 1 ? values : values[0]] as const;
  });
  return { value: Object.fromEntries(await Promise.all(entries)), isOfTexts: true };
}

async function readField(field: FormDataEntryValue): Promise<unknown> {
  if (typeof field === "string") return field;
  const text = await field.text();
  return /json/i.test(field.type) ? parseOr(text) : text;
}

function propertiesOf(description: Description, schema: Part | undefined) {
  const parts = schema ? composedOf(description, schema) : [];
  return parts.flatMap((part) => description.members(part, "properties"));
}

function parseOr(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return value;
  }
}

/** Whether a media type falls under one that is declared, which may be a range. */
function accepts(range: string, contentType: string): boolean {
  const [wanted = "", given = ""] = [range, contentType].map((text) =>
    text.split(";")[0]?.trim().toLowerCase(),
  );
  return (
    wanted === "*/*" ||
    wanted === given ||
    (wanted.endsWith("/*") && given.startsWith(wanted.slice(0, -1)))
  );
}
