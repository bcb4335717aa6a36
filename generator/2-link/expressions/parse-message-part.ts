import type { VersionRules } from "../../model/versions.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import {
  type MessageName,
  type ParsedExpression,
  pointerProblem,
  problemAt,
  unescapeName,
} from "./parsed-expression.js";
import { readLoosePath } from "./read-loose-path.js";

/** Parses what follows `$request`, `$response` or `$message`, and deviations that are common in published documents. */
export function parseMessagePart(
  of: MessageName,
  rest: string,
  rules: VersionRules,
): ParsedExpression {
  const start = of.length + 1;
  const [body, word] = /^\.(body|payload)(?=[.#[/]|$)/.exec(rest) ?? [];
  if (body !== undefined && (word === "body" || rules.hasLaterExpressions)) {
    const after = { of, word: word === "body" ? "body" : "payload" } as const;
    return parseBody(after, rest.slice(body.length), start + body.length);
  }
  const header = /^\.header\.(.+)$/s.exec(rest)?.[1];
  if (header !== undefined) {
    const stop = header.search(/[^!#$%&'*+\-.^_`|~\w]/);
    return stop === -1
      ? { kind: "header", of, name: header, isStandard: true }
      : problemAt(start + ".header.".length + stop, "a header name cannot contain this character");
  }
  const [, looseHeader] =
    /^\.headers?(?:\.|\[['"]?)([\w!#$%&*+.^`|~-]+?)(?:['"]?\])?$/.exec(rest) ?? [];
  if (looseHeader !== undefined)
    return { kind: "header", of, name: looseHeader, isStandard: false };
  const [, place, name] = /^\.(query|path)\.(.+)$/s.exec(rest) ?? [];
  if (place !== undefined && name !== undefined) {
    const unescaped = rules.hasNarrowNames ? unescapeName(name) : name;
    if (unescaped === undefined) {
      const problem = 'in a name, write \\" for a quotation mark and \\\\ for a backslash';
      return problemAt(start + place.length + 2, problem);
    }
    return { kind: "parameter", of, in: place === "query" ? "query" : "path", name: unescaped };
  }
  const forms =
    of === "response" ? " or header.<name>" : ", header.<name>, query.<name> or path.<name>";
  const isLater = word === "payload" && !rules.hasLaterExpressions;
  return { ...problemAt(start, `body${forms} must follow $${of}.`), isLater };
}

function parseBody(
  after: { readonly of: MessageName; readonly word: "body" | "payload" },
  rest: string,
  offset: number,
): ParsedExpression {
  if (rest === "") return { kind: "body", ...after, pointer: [], isStandard: true };
  const pointer = rest.startsWith("#") ? parseJsonPointer(rest.slice(1)) : undefined;
  if (pointer) return { kind: "body", ...after, pointer, isStandard: true };
  const loose = /^#[\w-]/.test(rest)
    ? parseJsonPointer(`/${rest.slice(1)}`)
    : rest.startsWith("/")
      ? parseJsonPointer(rest)
      : readLoosePath(rest);
  if (loose) return { kind: "body", ...after, pointer: loose, isStandard: false };
  if (rest.startsWith("#")) return pointerProblem(rest, offset);
  return problemAt(offset, "only # and a JSON Pointer can follow the body");
}
