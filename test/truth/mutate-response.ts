import type { MadeResponse } from "./declared-response.js";
import { isJson, parseJson } from "./declared-response.js";
import { append, prefixesOf, valueAt } from "./json-pointer.js";
import { mutantsOf } from "./mutate-value.js";
import type { Reads } from "./reads.js";

/** A response that differs from the plain one in one thing. */
export interface ResponseMutant {
  readonly kind: string;
  readonly where: "read" | "within" | "unread" | "response";
  /** A JSON Pointer into the body. */
  readonly pointer: string;
  /** The workflow reads what was changed, or something within. */
  readonly isRead: boolean;
  readonly response: MadeResponse;
}

/** How many pointers of a response are mutated. */
const most = { read: 16, within: 8, unread: 2 };
/** How many values of a body are looked at, and how deep. */
const limits = { values: 400, depth: 8, members: 12 };

/**
 * Every mutant of a response: of what is read, of what is within objects and arrays that are handed on whole, of
 * some values that are not read, and of the response itself.
 */
export function mutantsOfResponse(response: MadeResponse, reads: Reads): readonly ResponseMutant[] {
  const { headers, body } = response;
  const parsed =
    body !== undefined && isJson(headers["content-type"]) ? parseJson(body) : undefined;
  const isTouched = reads.pointers.size + reads.wholes.size > 0;
  const whole = (kind: string, changes: Partial<MadeResponse>, isRead = isTouched) => ({
    kind,
    where: "response" as const,
    pointer: "",
    isRead,
    response: { ...response, ...changes },
  });
  const html = "<html><body>Sorry</body></html>";
  const typed = (contentType: string) => ({ ...headers, "content-type": contentType });
  const ofResponse = [
    whole("empty body", { body: "" }),
    whole("HTML", { body: html, headers: typed("text/html") }),
    whole("HTML as the declared type", { body: html }),
    whole("content-type text/plain", { headers: typed("text/plain") }),
    ...(parsed ? [whole("cut JSON", { body: body?.slice(0, -1) })] : []),
    whole("status 206", { status: 206 }),
    whole("status 204 without body", { status: 204, body: undefined }),
    ...Object.keys(headers)
      .filter((name) => reads.headers.has(name.toLowerCase()))
      .map((name) => whole("header dropped", { headers: without(headers, name) }, true)),
  ];
  return [...(parsed ? mutantsOfBody(parsed.root, response, reads) : []), ...ofResponse];
}

function mutantsOfBody(
  root: unknown,
  response: MadeResponse,
  reads: Reads,
): readonly ResponseMutant[] {
  const read = new Set(
    [...reads.pointers, ...reads.wholes].flatMap(prefixesOf).filter((pointer) => {
      return pointer === "" || valueAt(root, pointer) !== undefined;
    }),
  );
  const others = pointersIn(root).filter((pointer) => !read.has(pointer));
  const isWithin = (pointer: string) =>
    prefixesOf(pointer).some((prefix) => reads.wholes.has(prefix));
  const chosen = {
    read: spread([...read], most.read),
    within: spread(others.filter(isWithin), most.within),
    unread: spread(
      others.filter((pointer) => !isWithin(pointer)),
      most.unread,
    ),
  };
  return (["read", "within", "unread"] as const).flatMap((where) =>
    chosen[where].flatMap((pointer) => {
      const mutants = mutantsOf(root, pointer);
      return (where === "unread" ? mutants.slice(0, 3) : mutants).map((mutant) => ({
        kind: mutant.kind,
        where,
        pointer,
        isRead: where !== "unread",
        response: { ...response, body: JSON.stringify(mutant.root) },
      }));
    }),
  );
}

/** Some elements of an array, evenly spaced, the first of them included. */
export function spread<Element>(all: readonly Element[], most: number): readonly Element[] {
  const step = Math.max(1, all.length / most);
  const indexes = Array.from({ length: Math.min(all.length, most) }, (_, index) =>
    Math.floor(index * step),
  );
  return indexes.flatMap((index) => all.slice(index, index + 1));
}

/** The pointers of the values in a body, except the root. */
function pointersIn(root: unknown): readonly string[] {
  const found: string[] = [];
  visit(root, "", 1);
  return found;

  function visit(value: unknown, pointer: string, depth: number): void {
    if (typeof value !== "object" || value === null || depth > limits.depth) return;
    for (const [key, member] of Object.entries(value).slice(0, limits.members)) {
      if (found.length >= limits.values) return;
      found.push(append(pointer, key));
      visit(member, append(pointer, key), depth + 1);
    }
  }
}

function without(headers: MadeResponse["headers"], name: string): MadeResponse["headers"] {
  const { [name]: _, ...rest } = headers;
  return rest;
}
