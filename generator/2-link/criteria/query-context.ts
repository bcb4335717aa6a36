import type { Expression, Operand } from "../../model/linked.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import type { Located } from "../../source/located.js";
import { placeInText } from "../../source/place-in-text.js";
import type { Place } from "../../source/source-text.js";
import { linkExpression } from "../expressions/link-expression.js";
import type { Scope } from "../workflows/scope.js";

/** The value that a query searches. */
export interface QueryContext {
  /** As in the document, without braces. */
  readonly text: string;
  /** The value at a path of the context; undefined if an error was reported. */
  readonly operandAt: (
    path: readonly string[],
    query: string,
    place?: Place,
  ) => Extract<Operand, { kind: "expression" }> | undefined;
}

export function linkQueryContext(at: Located, scope: Scope): QueryContext {
  const { diagnostics } = scope;
  const text = String(at.value).replace(/^\{(.*)\}$/s, "$1");
  const contextPlace = placeInText(at, 0, text.length);
  if (text === "$inputs") return { text, operandAt: inputAt };
  const context = linkExpression(text, contextPlace, scope);
  return {
    text: context.text,
    operandAt: (path, query, place) => valueAt(context, path, query, place),
  };

  /** In the standard, `$inputs` alone is not an expression; only a single input is. */
  function inputAt(path: readonly string[], query: string, place = contextPlace) {
    const [name, ...pointer] = path;
    if (name === undefined) {
      const construct = `the query ${query} on all inputs`;
      diagnostics.report("unsupported", place, { construct });
      return undefined;
    }
    const fragment = pointer.length > 0 ? `#${formatJsonPointer(pointer)}` : "";
    const meaning = { kind: "input", name, pointer } as const;
    return operandOf({ ...meaning, text: `$inputs.${name}${fragment}`, place });
  }

  function valueAt(
    expression: Expression,
    path: readonly string[],
    query: string,
    place = contextPlace,
  ) {
    if (path.length === 0 || expression.kind === "faulty")
      return operandOf({ ...expression, place });
    if (!("pointer" in expression)) {
      const problem = `${query} cannot be applied to its value`;
      diagnostics.report("expression-misplaced", contextPlace, { expression: text, problem });
      return undefined;
    }
    const pointer = [...expression.pointer, ...path];
    const [start = ""] = expression.text.split("#");
    return operandOf({
      ...expression,
      pointer,
      text: `${start}#${formatJsonPointer(pointer)}`,
      place,
    });
  }
}

function operandOf(expression: Expression) {
  return { kind: "expression", expression, ofLength: false } as const;
}
