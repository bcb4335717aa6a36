import type { Description, Part } from "../corpus/server/description.js";
import type { Operation } from "../corpus/server/list-operations.js";
import type { SchemaChecker } from "../corpus/server/schema-checker.js";

/** A description, as responses are made from it and compared with it. */
export interface TestedApi {
  readonly name: string;
  readonly description: Description;
  readonly operations: readonly Operation[];
  readonly checker: SchemaChecker;
}

/** A response that the measurement sends. */
export interface MadeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The Response Object of a status: the status itself, its range, or the default. */
export function responseOf(
  { description }: TestedApi,
  { at }: Operation,
  status: number,
): Part | undefined {
  const declared = new Map(description.members(at, "responses"));
  const range = `${Math.floor(status / 100)}XX`;
  return (
    declared.get(`${status}`) ??
    declared.get(range) ??
    declared.get(range.toLowerCase()) ??
    declared.get("default")
  );
}

/** A status for each Response Object of an operation, also for those of ranges and the default. */
export function statusesOf({ description }: TestedApi, { at }: Operation): readonly number[] {
  return description.members(at, "responses").map(([key]) => {
    if (/^\d{3}$/.test(key)) return Number(key);
    return /^\dXX$/i.test(key) ? Number(key[0]) * 100 + 7 : 418;
  });
}

/** The schema of a body, if the description declares its media type. */
export function schemaOf(
  { description }: TestedApi,
  response: Part,
  contentType: string | undefined,
): Part | undefined {
  const media = description
    .members(response, "content")
    .find(([range]) => range.replace("*", "plain") === contentType)?.[1];
  return media && description.find(media, "schema");
}

/** `new literal`: only values of enumerations are not among those that the description lists. */
export type Validity = "valid" | "new literal" | "invalid";

/** Compares a response with the description. */
export function validityOf(
  api: TestedApi,
  operation: Operation,
  { status, headers, body }: MadeResponse,
): Validity {
  const { description } = api;
  const response = responseOf(api, operation, status);
  if (!response) return "invalid";
  const sent = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  const isSent = ([name, header]: readonly [string, Part]) =>
    sent.has(name.toLowerCase()) || description.find(header, "required")?.value !== true;
  if (!description.members(response, "headers").every(isSent)) return "invalid";
  const ranges = description.members(response, "content").map(([range]) => range);
  if (ranges.length === 0) return "valid";
  const contentType = headers["content-type"];
  const isDeclared = ranges.some((range) => range.replace("*", "plain") === contentType);
  if (!isDeclared || body === undefined || body === "") return "invalid";
  if (!isJson(contentType)) return "valid";
  return validityOfJson(api, schemaOf(api, response, contentType), body);
}

function validityOfJson({ checker }: TestedApi, schema: Part | undefined, body: string): Validity {
  const value = parseJson(body);
  if (!value) return "invalid";
  const faults = schema ? checker.check(schema, value.root) : [];
  if (faults.length === 0) return "valid";
  return faults.every(({ text }) => /: (enum|const)$/.test(text)) ? "new literal" : "invalid";
}

export function isJson(contentType: string | undefined): boolean {
  return /\bjson\b/i.test(contentType ?? "");
}

/** The value of a JSON text; `undefined` if the text is not JSON. */
export function parseJson(text: string): { readonly root: unknown } | undefined {
  try {
    return { root: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
