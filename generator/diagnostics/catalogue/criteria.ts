import { arazzo, entry, quote } from "../catalogue-entry.js";

/** Messages on the criteria of steps and actions. */
export const criteria = {
  "condition-syntax": entry<{ condition: string; problem: string; mending: string | undefined }>({
    severity: "error",
    message: ({ condition, problem }) => `${quote(condition)} is no condition: ${problem}`,
    why: "A condition that cannot be read can neither hold nor fail.",
    fix: ({ mending }) =>
      mending ?? "compare a runtime expression with a literal, such as $statusCode == 200",
    standard: arazzo("criterion-object"),
  }),
  "condition-deviation": entry<{ condition: string; problem: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ condition, problem }) => `${quote(condition)}: ${problem}`,
    why: "The standard does not allow it, and other tools may refuse it.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("criterion-object"),
  }),
  "criterion-context": entry<{ type: string }>({
    severity: "error",
    message: ({ type }) => `a criterion of type ${type} needs a context`,
    why: "The context says what the condition is applied to.",
    fix: () => "add context: $response.body",
    standard: arazzo("criterion-object"),
  }),
  "context-ignored": entry<Record<never, never>>({
    severity: "info",
    message: () => "the context has no meaning in a simple condition",
    why: "The operands of a simple condition say themselves what they are.",
    fix: () => "remove it, or say type: jsonpath or type: regex if that is meant",
    standard: arazzo("criterion-object"),
  }),
  "criterion-ignored": entry<{ condition: string }>({
    severity: "warning",
    message: ({ condition }) => `${quote(condition)} means nothing in a step that calls a workflow`,
    why: "A workflow has no response; the step succeeds when the workflow does.",
    fix: () => "remove the criterion",
    standard: arazzo("criterion-object"),
  }),
  "regex-syntax": entry<{ pattern: string; problem: string }>({
    severity: "error",
    message: ({ pattern, problem }) => `${quote(pattern)} is no regular expression: ${problem}`,
    why: "A pattern that cannot be read can neither match nor fail.",
    fix: () => "mend the pattern; it is read as JavaScript reads it",
    standard: arazzo("criterion-object"),
  }),
  "jsonpath-syntax": entry<{ query: string; problem: string }>({
    severity: "error",
    message: ({ query, problem }) => `${quote(query)} is no JSONPath query: ${problem}`,
    why: "A query that cannot be read can find nothing.",
    fix: () => "write it as RFC 9535 says, for example $[?@.status == 'done']",
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "jsonpath-outside-filter": entry<{ query: string; standard: string | undefined }>({
    severity: "error",
    message: ({ query }) => `what ${quote(query)} finds is compared outside of a filter`,
    why: "A query can find many values, and RFC 9535 compares only within filters.",
    fix: ({ standard }) => `write ${standard ?? "a filter, such as $.items[?@.status == 'done']"}`,
    standard: "https://www.rfc-editor.org/rfc/rfc9535#section-2.3.5",
  }),
  "jsonpath-comparison": entry<{ condition: string; standard: string | undefined }>({
    severity: "info",
    deviation: true,
    message: ({ condition }) => `${quote(condition)} is not RFC 9535; it is read as a comparison`,
    why: "Other tools may refuse it or never find it true.",
    fix: ({ standard }) =>
      standard === undefined
        ? "no query of RFC 9535 holds for an empty list: ask for what is in it"
        : `the standard's way is: ${standard}`,
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "xpath-syntax": entry<{ expression: string; problem: string }>({
    severity: "error",
    message: ({ expression, problem }) => `${quote(expression)} is no XPath expression: ${problem}`,
    why: "An expression that cannot be read is true of nothing.",
    fix: () => "write it as XPath 3.1 says, for example //item[@status = 'done']",
    standard: "https://www.w3.org/TR/xpath-31/",
  }),
  "xpath-context": entry<{ expression: string; kind: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ expression, kind }) =>
      `${quote(expression)} is of type ${kind}, and XPath reads texts that are XML`,
    why: "An expression of XPath is true of no other value.",
    fix: () => "use a criterion of type jsonpath or simple",
    standard: arazzo("criterion-object"),
  }),
  "status-undeclared": entry<{ operationId: string; status: number; declared: readonly string[] }>({
    severity: "warning",
    message: ({ operationId, status }) => `${operationId} declares no response of status ${status}`,
    why: "What asks for it holds only if the API answers what its description does not say.",
    fix: ({ declared }) => `ask for ${declared.length > 1 ? "one of " : ""}${declared.join(", ")}`,
    standard: arazzo("criterion-object"),
  }),
  "comparison-impossible": entry<{ left: string; right: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ left, right }) =>
      left.length > 80
        ? `${right} is none of the values that there can be`
        : `${left} and ${right} are never equal`,
    why: "What is compared has one result only, whatever the API answers.",
    fix: () => "compare with a value that there can be, or remove the criterion",
    standard: arazzo("criterion-object"),
  }),
};
