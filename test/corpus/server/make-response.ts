import type { Answer } from "../../servers/http-server.js";
import { type Description, isObject, type Part } from "./description.js";
import type { Fault } from "./fault.js";
import type { Operation } from "./list-operations.js";
import { makeSample } from "./make-sample.js";
import { type Replacement, replaceIn } from "./replacements.js";
import type { SchemaChecker } from "./schema-checker.js";
import { writeXml } from "./write-xml.js";

/** A description that is served, and what checks values against its schemas. */
export interface Served {
  readonly description: Description;
  readonly checker: SchemaChecker;
}

/** What a workflow hopes to be answered. */
export interface Wish {
  /** The operation that is meant, where several are alike. */
  readonly operationId: string | undefined;
  /** In the order of preference. */
  readonly statuses: readonly number[];
  /** Values in the body by their JSON Pointers. */
  readonly values: readonly (readonly [pointer: string, value: unknown])[];
  /** Values that fit better than others where they are sent next. */
  readonly replacements: readonly Replacement[];
  /** Nothing that may be left out is in the body. */
  readonly isSparse: boolean;
}

/** A success response of an operation, from the examples of the description or else its schemas. */
export function makeResponse(
  served: Served,
  { at }: Operation,
  accept: string,
  { statuses, values, replacements, isSparse }: Wish,
): Answer {
  const { description } = served;
  const declared = new Map(description.members(at, "responses"));
  const status = chooseStatus([...declared.keys()], statuses);
  const response =
    declared.get(`${status}`) ??
    declared.get(`${Math.floor(status / 100)}XX`) ??
    declared.get("default");
  const headers = response ? makeHeaders(description, response) : {};
  const contents = response ? description.members(response, "content") : [];
  const accepted = contents.filter(([type]) => accept.includes(type.split(";")[0] ?? type));
  const [content] = (accepted.length > 0 ? accepted : contents).toSorted(
    ([a], [b]) => Number(isJson(b)) - Number(isJson(a)),
  );
  if (!content) return { kind: "response", status, headers };
  const [contentType, media] = content;
  const made = makeBody(served, media, isSparse);
  const body = put(replaceIn(made, replacements), values);
  return {
    kind: "response",
    status,
    headers: { ...headers, "content-type": contentType.replace("*", "plain") },
    body: writeBody(description, contentType, description.find(media, "schema"), body),
  };
}

function writeBody(
  description: Description,
  contentType: string,
  schema: Part | undefined,
  body: unknown,
): string {
  if (isJson(contentType)) return JSON.stringify(body ?? null);
  const isXml = /[/+]xml\b/.test(contentType) && typeof body === "object";
  return isXml ? writeXml(description, schema, body) : String(body);
}

function chooseStatus(declared: readonly string[], wanted: readonly number[]): number {
  const isDeclared = (status: number) =>
    declared.includes(`${status}`) || declared.includes(`${Math.floor(status / 100)}XX`);
  const known = wanted.find(isDeclared);
  const success = declared.filter((key) => /^2\d\d$/.test(key)).sort()[0];
  return known ?? wanted[0] ?? Number(success ?? 200);
}

/** An example that fits its schema, with samples of what it lacks; or else a sample of all. */
function makeBody({ description, checker }: Served, media: Part, isSparse: boolean): unknown {
  const schema = description.find(media, "schema");
  const sample = mended(makeSample(description.document, schema?.value, isSparse), (value) =>
    schema ? checker.check(schema, value) : [],
  );
  if (isSparse && schema) return sample;
  const named = description.members(media, "examples").map(([, each]) => each);
  const examples = [
    description.find(media, "example"),
    ...named.map((each) => description.find(each, "value")),
  ];
  const fits = (value: unknown) => !schema || checker.check(schema, value).length === 0;
  const example = examples.find((each) => each && fits(each.value));
  if (!example) return sample;
  const full = isObject(example.value) && isObject(sample) && { ...sample, ...example.value };
  return full && fits(full) ? full : example.value;
}

function makeHeaders(description: Description, response: Part): Record<string, string> {
  const headers = description.members(response, "headers").map(([name, header]) => {
    const example = description.find(header, "example")?.value;
    const schema = description.find(header, "schema")?.value;
    return [name, String(example ?? makeSample(description.document, schema, false))] as const;
  });
  const plain = headers.filter(([name, value]) => /^[\x20-\x7e]*$/.test(value) && !isOfHttp(name));
  return Object.fromEntries(plain);
}

/** Headers that say how the message itself is sent. */
function isOfHttp(name: string): boolean {
  return /^(content-(length|encoding|type)|transfer-encoding|connection|retry-after)$/i.test(name);
}

function isJson(contentType: string): boolean {
  return /\bjson\b|^\*\/\*/i.test(contentType);
}

/** A sample with values that fit in place of those that do not, as far as that helps. */
function mended(sample: unknown, check: (value: unknown) => readonly Fault[]): unknown {
  let value = sample;
  for (let round = 1; round <= 4; round += 1) {
    const better = check(value).flatMap((fault) =>
      fault.pointer === undefined ? [] : [[fault.pointer, fault.better] as const],
    );
    if (better.length === 0) return value;
    value = put(value, better);
  }
  return value;
}

/** The body with values at pointers, where there is something to put them into. */
function put(body: unknown, values: Wish["values"]): unknown {
  const changed: unknown = structuredClone(body);
  for (const [pointer, value] of values) {
    const keys = pointer.split("/").slice(1);
    const last = keys.pop();
    const owner = keys.reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
      changed,
    );
    if (typeof owner === "object" && owner !== null && last !== undefined)
      Reflect.set(owner, last, value);
  }
  return changed;
}
