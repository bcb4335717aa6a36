import {
  arazzo,
  type ComparedValue,
  deviation,
  error,
  info,
  quote,
  typeError,
  warning,
} from "../catalogue-entry.js";

/** Messages on the criteria of steps and actions. */
export const criteria = {
  "condition-syntax": error<{ condition: string; problem: string; fix: string | undefined }>({
    message: ({ condition, problem }) => `${quote(condition)} is not a valid condition: ${problem}`,
    why: "A condition that cannot be parsed can be neither true nor false.",
    fix: ({ fix }) =>
      fix ?? "compare a runtime expression with a literal, such as $statusCode == 200",
    standard: arazzo("criterion-object"),
  }),
  "condition-deviation": deviation<{
    condition: string;
    problem: string;
    standard: string;
    /** The part of the condition that `standard` replaces; undefined if `standard` is an advice. */
    written?: string | undefined;
  }>({
    message: ({ condition, problem }) => `${quote(condition)}: ${problem}`,
    why: "The standard does not allow this form, and other tools may reject it.",
    fix: ({ standard }) => `write ${standard}`,
    replace: ({ written = "", standard }) => ({ from: written, to: standard }),
    standard: arazzo("criterion-object"),
  }),
  "expression-quoted": warning<{ written: string; standard: string | undefined }>({
    message: ({ written }) => `${written} is a string, which is compared as it stands`,
    why: "A string of a simple condition contains no expressions.",
    fix: ({ standard }) =>
      standard === undefined
        ? "compare with one expression, such as an input that has the whole string"
        : `write ${standard}`,
    replace: ({ written, standard }) =>
      standard === undefined ? undefined : { from: written, to: standard },
    standard: arazzo("criterion-object"),
  }),
  "criterion-context": error<{ type: string }>({
    message: ({ type }) => `a criterion of type "${type}" needs a context`,
    why: "The condition is applied to the value of the context.",
    fix: () => "add context: $response.body",
    standard: arazzo("criterion-object"),
  }),
  "context-ignored": info<Record<never, never>>({
    message: () => "a simple condition ignores its context",
    why: "Each operand of a simple condition names the value that it reads.",
    fix: () => "remove the context, or add type: jsonpath or type: regex",
    standard: arazzo("criterion-object"),
  }),
  "criterion-ignored": warning<{ condition: string }>({
    message: ({ condition }) =>
      `the criterion ${quote(condition)} is ignored: its step calls a workflow`,
    why: "A workflow has no response: the step succeeds if the workflow succeeds.",
    fix: () => "remove the criterion",
    standard: arazzo("criterion-object"),
  }),
  "regex-syntax": error<{ pattern: string; problem: string }>({
    message: ({ pattern, problem }) => `${quote(pattern)} is not a regular expression: ${problem}`,
    why: "A pattern that cannot be parsed matches nothing.",
    fix: () => "correct the pattern, using JavaScript syntax",
    standard: arazzo("criterion-object"),
  }),
  "jsonpath-syntax": error<{ query: string; problem: string }>({
    message: ({ query, problem }) => `${quote(query)} is not a JSONPath query: ${problem}`,
    why: "A query that cannot be parsed selects nothing.",
    fix: () => "use the syntax of RFC 9535, for example $[?@.status == 'done']",
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "jsonpath-outside-filter": error<{ query: string; standard: string | undefined }>({
    message: ({ query }) => `the result of the query ${quote(query)} is compared outside a filter`,
    why: "A query can select many values; RFC 9535 allows comparisons only in filters.",
    fix: ({ standard }) => `write ${standard ?? "a filter, such as $.items[?@.status == 'done']"}`,
    standard: "https://www.rfc-editor.org/rfc/rfc9535#section-2.3.5",
  }),
  "jsonpath-comparison": deviation<{ condition: string; standard: string | undefined }>({
    message: ({ condition }) =>
      `${quote(condition)} is not valid in RFC 9535; it is read as a comparison`,
    why: "Other tools may reject it, or evaluate it to false.",
    fix: ({ standard }) =>
      standard === undefined
        ? "RFC 9535 has no query that is true for an empty array: test an element instead"
        : `write ${standard}`,
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "xpath-syntax": error<{ expression: string; problem: string; fix?: string | undefined }>({
    message: ({ expression, problem }) =>
      `${quote(expression)} is not an XPath expression: ${problem}`,
    why: "An expression that cannot be parsed is never true.",
    fix: ({ fix }) => fix ?? "use the syntax of XPath 3.1, for example //item[@status = 'done']",
    standard: "https://www.w3.org/TR/xpath-31/",
  }),
  "query-value": typeError<{
    expression: string;
    kind: "object" | "array";
    inner: string | undefined;
  }>({
    message: ({ expression, kind }) => `${expression} is an ${kind}, which no query can contain`,
    why: "In a query, an expression is a string, a number, true, false or null.",
    fix: ({ inner }) =>
      inner === undefined
        ? "use a value that is a string, a number or a boolean"
        : `use a value in it, such as {${inner}}`,
    standard: arazzo("criterion-object"),
  }),
  "xpath-context": typeError<{ expression: string; kind: string; isOfSelector: boolean }>({
    message: ({ expression, kind }) =>
      `XPath needs a string of XML, but ${quote(expression)} has the type ${kind}`,
    why: "An XPath expression is true only for XML.",
    fix: ({ isOfSelector }) =>
      isOfSelector
        ? "use a selector of type jsonpath or jsonpointer"
        : "use a criterion of type jsonpath or simple",
    standard: arazzo("criterion-object"),
  }),
  "status-undeclared": warning<{
    operationId: string;
    status: number;
    declared: readonly string[];
  }>({
    message: ({ operationId, status }) =>
      `${operationId} declares no response with the status ${status}`,
    why: "The criterion can be true only if the API returns an undeclared status.",
    fix: ({ declared }) => `use ${declared.length > 1 ? "one of " : ""}${declared.join(", ")}`,
    standard: arazzo("criterion-object"),
  }),
  "comparison-impossible": typeError<ComparedValue>({
    message: ({ condition, subject, possible }) =>
      `${condition} is never true: ${subject} is ${possible}`,
    why: "The comparison has the same result for every response.",
    fix: ({ fix }) => fix,
    standard: arazzo("criterion-object"),
  }),
  "criterion-always-true": warning<ComparedValue>({
    message: ({ condition, subject, possible }) =>
      `${condition} is always true: ${subject} is ${possible}`,
    why: "A criterion that is always true decides nothing.",
    fix: ({ fix }) => `${fix}, or remove the criterion`,
    standard: arazzo("criterion-object"),
  }),
  "statuses-contradict": error<{ condition: string; others: readonly string[] }>({
    message: ({ condition, others }) =>
      others.length === 0
        ? `no status meets ${condition}`
        : `no status meets both ${condition} and ${others.join(" and ")}`,
    why: "All criteria of a list must be true.",
    fix: ({ others }) =>
      others.length === 0
        ? "compare with a status, such as 200"
        : "write one criterion with || between the conditions",
    standard: arazzo("criterion-object"),
  }),
  "success-means-failure": warning<{
    condition: string;
    operationId: string;
    denied: readonly number[];
  }>({
    message: ({ condition, operationId, denied }) =>
      `${condition} is true for most errors, but not for ${denied.join(" or ")}, which ${operationId} declares as a success`,
    why: "The step then succeeds if the API reports an error.",
    fix: ({ denied }) => `write $statusCode == ${denied[0]}`,
    standard: arazzo("criterion-object"),
  }),
};
