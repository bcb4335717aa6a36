import { nearestName } from "../../diagnostics/nearest-name.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import { readLoosePath } from "./read-loose-path.js";

/** The syntax of an expression; the meaning of its names depends on the scope. */
export type ParsedExpression =
  | { readonly kind: "status-code" | "url" | "method" }
  /** `names` is the string between the dot after the root and the pointer. */
  | {
      readonly kind: "named";
      readonly root: NamedRoot;
      readonly names: string;
      readonly pointer: readonly string[];
    }
  | {
      readonly kind: "body";
      readonly of: "request" | "response";
      readonly pointer: readonly string[];
      /** False if the expression deviates from the grammar of the standard. */
      readonly isStandard: boolean;
    }
  | {
      readonly kind: "header";
      readonly of: "request" | "response";
      readonly name: string;
      readonly isStandard: boolean;
    }
  | { readonly kind: "parameter"; readonly in: "query" | "path"; readonly name: string }
  | ExpressionProblem;

export type NamedRoot =
  | "inputs"
  | "outputs"
  | "steps"
  | "workflows"
  | "sourceDescriptions"
  | "components";

export interface ExpressionProblem {
  readonly kind: "problem";
  readonly problem: string;
  /** The offset of the faulty part in the expression. */
  readonly offset: number;
  /** The probable correction of the faulty part. */
  readonly nearest?: string | undefined;
}

const longest = 1000;

const roots = [
  ...["url", "method", "statusCode", "request", "response", "inputs", "outputs", "steps"],
  ...["workflows", "sourceDescriptions", "components"],
] as const;

/** True even if the root is misspelt: a string that starts like an expression and does not parse is an error. */
export function looksLikeExpression(text: string): boolean {
  return rootOf(text) !== undefined || misspeltRoot(text) !== undefined;
}

function rootOf(text: string): (typeof roots)[number] | undefined {
  const [, word] = /^\$(\w+)(?=[.#[]|$)/.exec(text) ?? [];
  return roots.find((root) => root === word);
}

/** The probable root: `$inputs` for `$input.name` and for `$workflow.inputs.name`. */
function misspeltRoot(text: string): string | undefined {
  const [, word = ""] = /^\$(\w+)(?=[.#[])/.exec(text) ?? [];
  const nearest = word === "" || rootOf(text) ? undefined : nearestName(word, roots);
  if (nearest === undefined) return undefined;
  return /^\$\w+\.inputs\b/.test(text) ? "$inputs" : `$${nearest}`;
}

/**
 * Parses a string as one runtime expression, or as a deviation that is common in published documents.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions
 */
export function parseExpression(text: string): ParsedExpression {
  // Documents are untrusted, and TypeScript is slow to check a long path.
  if (text.length > longest) return problemAt(0, `it is longer than ${longest} characters`);
  const root = rootOf(text);
  if (root === undefined) {
    const [start = text] = /^\$?[\w-]*/.exec(text) ?? [];
    const problem = text.startsWith("$")
      ? `unknown name ${start}`
      : "it does not start with a name such as $inputs or $response";
    const part = /^\$(?:body|headers?)(?=[.#]|$)/.exec(text)?.[0].replace(/s$/, "");
    const dollarless = rootOf(`$${text}`) && `$${start}`;
    const nearest = part === undefined ? dollarless : `$response.${part.slice(1)}`;
    return { ...problemAt(0, problem), nearest: misspeltRoot(text) ?? nearest };
  }
  const rest = text.slice(root.length + 1);
  switch (root) {
    case "statusCode":
    case "url":
    case "method":
      if (rest !== "") return problemAt(root.length + 1, `nothing can follow $${root}`);
      return { kind: root === "statusCode" ? "status-code" : root };
    case "request":
    case "response":
      return parseMessagePart(root, rest);
    case "inputs":
    case "outputs":
    case "steps":
    case "workflows":
    case "sourceDescriptions":
    case "components":
      return parseNamed(root, rest);
    default:
      return problemAt(0, `unknown name $${root}`);
  }
}

function parseNamed(root: NamedRoot, rest: string): ParsedExpression {
  const start = root.length + 1;
  const separator = rest.indexOf("#");
  const names = rest.slice(1, separator === -1 ? undefined : separator);
  if (!rest.startsWith(".") || names === "") {
    return problemAt(start, `a name must follow $${root}.`);
  }
  const pointer = separator === -1 ? [] : parseJsonPointer(rest.slice(separator + 1));
  if (!pointer) return pointerProblem(rest.slice(separator), start + separator);
  return { kind: "named", root, names, pointer };
}

function parseMessagePart(of: "request" | "response", rest: string): ParsedExpression {
  const start = of.length + 1;
  const body = /^\.body(?=[.#[/]|$)/.exec(rest)?.[0];
  if (body !== undefined) return parseBody(of, rest.slice(body.length), start + body.length);
  const header = /^\.header\.(.+)$/s.exec(rest)?.[1];
  if (header !== undefined) {
    return /^[!#$%&'*+\-.^_`|~\w]+$/.test(header)
      ? { kind: "header", of, name: header, isStandard: true }
      : problemAt(start + ".header.".length, "a header name cannot contain these characters");
  }
  const [, looseHeader] =
    /^\.headers?(?:\.|\[['"]?)([\w!#$%&*+.^`|~-]+?)(?:['"]?\])?$/.exec(rest) ?? [];
  if (looseHeader !== undefined)
    return { kind: "header", of, name: looseHeader, isStandard: false };
  const [, place, name] = /^\.(query|path)\.(.+)$/s.exec(rest) ?? [];
  if (of === "request" && place !== undefined && name !== undefined) {
    return { kind: "parameter", in: place === "query" ? "query" : "path", name };
  }
  const forms =
    of === "request" ? ", header.<name>, query.<name> or path.<name>" : " or header.<name>";
  return problemAt(start, `body${forms} must follow $${of}.`);
}

function parseBody(of: "request" | "response", rest: string, offset: number): ParsedExpression {
  if (rest === "") return { kind: "body", of, pointer: [], isStandard: true };
  const pointer = rest.startsWith("#") ? parseJsonPointer(rest.slice(1)) : undefined;
  if (pointer) return { kind: "body", of, pointer, isStandard: true };
  const loose = /^#[\w-]/.test(rest)
    ? parseJsonPointer(`/${rest.slice(1)}`)
    : rest.startsWith("/")
      ? parseJsonPointer(rest)
      : readLoosePath(rest);
  if (loose) return { kind: "body", of, pointer: loose, isStandard: false };
  if (rest.startsWith("#")) return pointerProblem(rest, offset);
  return problemAt(offset, "only # and a JSON Pointer can follow the body");
}

function pointerProblem(fragment: string, offset: number): ExpressionProblem {
  const tilde = fragment.search(/~(?![01])/);
  return tilde === -1
    ? problemAt(offset, "a JSON Pointer must start with a slash")
    : problemAt(offset + tilde, "in a JSON Pointer, write ~0 for ~ and ~1 for a slash in a name");
}

function problemAt(offset: number, problem: string): ExpressionProblem {
  return { kind: "problem", problem, offset };
}
