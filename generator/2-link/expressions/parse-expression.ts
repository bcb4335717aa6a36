import { nearestName } from "../../diagnostics/nearest-name.js";
import type { VersionRules } from "../../model/versions.js";
import { parseJsonPointer } from "../../source/json-pointer.js";
import { parseMessagePart } from "./parse-message-part.js";
import {
  isStandardName,
  type NamedRoot,
  type ParsedExpression,
  pointerProblem,
  problemAt,
} from "./parsed-expression.js";

const longest = 1000;

const roots = [
  ...["url", "method", "statusCode", "request", "response", "inputs", "outputs", "steps"],
  ...["workflows", "sourceDescriptions", "components"],
] as const;
/** The roots that version 1.1 adds. */
const laterRoots = ["self", "message"] as const;

type Root = (typeof roots)[number] | (typeof laterRoots)[number];

/**
 * True even if the root is misspelt: a string that starts like an expression and does not parse is an error.
 * @param rules the roots that count; by default those of all versions
 */
export function looksLikeExpression(text: string, rules?: VersionRules): boolean {
  return rootOf(text, rules) !== undefined || misspeltRoot(text, rules) !== undefined;
}

/** True for `$self` and for parts of `$message`, which are ordinary strings in version 1.0. */
export function isLaterExpression(text: string): boolean {
  return /^\$(?:self$|message\.(?:header|query|path|body|payload)(?=[.#]|$))/.test(text);
}

function rootsOf(rules: VersionRules | undefined): readonly Root[] {
  return rules?.hasLaterExpressions !== false ? [...roots, ...laterRoots] : roots;
}

function rootOf(text: string, rules?: VersionRules): Root | undefined {
  const [, word] = /^\$(\w+)(?=[.#[]|$)/.exec(text) ?? [];
  return rootsOf(rules).find((root) => root === word);
}

/** The probable root: `$inputs` for `$input.name` and for `$workflow.inputs.name`. */
function misspeltRoot(text: string, rules?: VersionRules): string | undefined {
  const [, word = ""] = /^\$(\w{1,40})(?=[.#[])/.exec(text) ?? [];
  const nearest =
    word === "" || rootOf(text, rules) ? undefined : nearestName(word, rootsOf(rules));
  if (nearest === undefined) return undefined;
  return /^\$\w+\.inputs\b/.test(text) ? "$inputs" : `$${nearest}`;
}

/**
 * Parses a string as one runtime expression, or as a deviation that is common in published documents.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#runtime-expressions
 */
export function parseExpression(text: string, rules: VersionRules): ParsedExpression {
  // Documents are untrusted, and TypeScript is slow to check a long path.
  if (text.length > longest) return problemAt(0, `it is longer than ${longest} characters`);
  const root = rootOf(text, rules);
  if (root === undefined) return unknownRoot(text, rules);
  const brace = rules.hasNarrowNames ? text.search(/[{}]/) : -1;
  if (brace !== -1) return problemAt(brace, "braces can only stand around an expression");
  const rest = text.slice(root.length + 1);
  switch (root) {
    case "statusCode":
    case "url":
    case "method":
    case "self":
      if (rest !== "") return problemAt(root.length + 1, `nothing can follow $${root}`);
      if (root === "self") return { kind: root };
      return { kind: root === "statusCode" ? "status-code" : root };
    case "request":
    case "response":
    case "message":
      return parseMessagePart(root, rest, rules);
    case "inputs":
    case "outputs":
    case "steps":
    case "workflows":
    case "sourceDescriptions":
    case "components":
      return parseNamed(root, rest, rules);
    default:
      return problemAt(0, `unknown name $${root}`);
  }
}

function unknownRoot(text: string, rules: VersionRules): ParsedExpression {
  const [start = text] = /^\$?[\w-]*/.exec(text) ?? [];
  const problem = text.startsWith("$")
    ? `unknown name ${start}`
    : "it does not start with a name such as $inputs or $response";
  const part = /^\$(?:body|headers?|payload)(?=[.#]|$)/.exec(text)?.[0].replace(/s$/, "");
  const dollarless = rootOf(`$${text}`, rules) && `$${start}`;
  const nearest = part === undefined ? dollarless : `$response.${part.slice(1)}`;
  const isLater = isLaterExpression(text);
  return {
    ...problemAt(0, problem),
    nearest: isLater ? undefined : (misspeltRoot(text, rules) ?? nearest),
    isLater,
  };
}

function parseNamed(root: NamedRoot, rest: string, rules: VersionRules): ParsedExpression {
  const start = root.length + 1;
  // The name of an operation can contain a #.
  const isWhole = rules.hasNarrowNames && root === "sourceDescriptions";
  const separator = isWhole ? -1 : rest.indexOf("#");
  const names = rest.slice(1, separator === -1 ? undefined : separator);
  if (!rest.startsWith(".") || names === "") {
    return problemAt(start, `a name must follow $${root}.`);
  }
  const pointer = separator === -1 ? [] : parseJsonPointer(rest.slice(separator + 1));
  if (!pointer) return pointerProblem(rest.slice(separator), start + separator);
  if (rules.hasNarrowNames && root === "components" && separator !== -1) {
    const problem = "a JSON Pointer cannot follow a component; a Selector Object can select a part";
    return problemAt(start + separator, problem);
  }
  const isStandard = !rules.hasNarrowNames || isStandardName(root, names);
  return { kind: "named", root, names, pointer, isStandard };
}
