import { parseJsonPointer } from "../source/json-pointer.js";
import type { ExpressionMeaning } from "./linked.js";

/** Valid by the standard's grammar, but nothing here compiles it. */
export interface OtherExpression {
  readonly kind: "other";
}

export interface ExpressionProblem {
  readonly kind: "problem";
  readonly problem: string;
  /** The offset of the faulty part in the expression. */
  readonly offset: number;
}

export type ParsedExpression = ExpressionMeaning | OtherExpression | ExpressionProblem;

/** Starts like the ABNF's expressions do: a text that does, but does not parse, is a mistake. */
const expressionStart =
  /^\$(url|method|statusCode|request|response|inputs|outputs|steps|workflows|sourceDescriptions|components)(?=[.#]|$)/;

export function looksLikeExpression(text: string): boolean {
  return expressionStart.test(text);
}

/**
 * Reads a whole text as one runtime expression.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions
 */
export function parseExpression(text: string): ParsedExpression {
  const [head = "", fragment] = splitOnce(text, "#");
  const pointer = fragment === undefined ? [] : parseJsonPointer(fragment);
  if (!pointer)
    return { kind: "problem", problem: "the JSON Pointer is malformed", offset: head.length };
  const root = expressionStart.exec(head)?.[0];
  if (root === undefined) {
    return {
      kind: "problem",
      problem: "it starts with no name that the standard defines",
      offset: 0,
    };
  }
  const rest = head.slice(root.length + 1);
  switch (root) {
    case "$statusCode":
      return rest === "" && fragment === undefined
        ? { kind: "status-code" }
        : { kind: "problem", problem: "nothing can follow $statusCode", offset: root.length };
    case "$inputs":
      return rest === ""
        ? { kind: "problem", problem: "the name of an input is missing", offset: root.length }
        : { kind: "input", name: rest, pointer };
    case "$steps":
      return parseStepOutput(rest, pointer, root.length + 1);
    case "$response":
      return rest === "body" ? { kind: "response-body", pointer } : parseMessagePart(rest, root);
    case "$request":
      return parseMessagePart(rest, root);
    default:
      return { kind: "other" };
  }
}

function parseStepOutput(
  rest: string,
  pointer: readonly string[],
  offset: number,
): ParsedExpression {
  const match = /^(?<stepId>[^.]+)\.outputs\.(?<name>.+)$/.exec(rest);
  const { stepId, name } = match?.groups ?? {};
  if (stepId === undefined || name === undefined) {
    return { kind: "problem", problem: "the form is $steps.<stepId>.outputs.<name>", offset };
  }
  return { kind: "step-output", stepId, name, pointer };
}

function parseMessagePart(rest: string, root: string): ParsedExpression {
  if (/^(header|query|path)\.[^.]|^body$/.test(rest)) return { kind: "other" };
  const problem = "body, header.<name>, query.<name> or path.<name> must follow";
  return { kind: "problem", problem, offset: root.length };
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, undefined] : [text.slice(0, index), text.slice(index + 1)];
}
