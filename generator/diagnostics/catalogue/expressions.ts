import { arazzo, entry, quote, suggestion, type UnknownName } from "../catalogue-entry.js";

/** What can be done so that a value is always there. */
const adviceOnAbsence = {
  input: "make the input required, or give it a default",
  header: "nothing promises a header: leave it if it always is there",
  element: "a list may be empty: let an action end the workflow then, if that is no failure",
  property: "declare it as required in the API's description if it always is there",
};

/** Messages on runtime expressions, and the values that they stand for. */
export const expressions = {
  "expression-syntax": entry<{
    expression: string;
    problem: string;
    /** What was probably meant in the place of what is wrong. */
    nearest: string | undefined;
  }>({
    severity: "error",
    message: ({ expression, problem }) =>
      `${quote(expression)} is no runtime expression: ${problem}`,
    why: "The value it should stand for is unknown.",
    fix: ({ nearest }) =>
      nearest === undefined
        ? "write, say, $inputs.name, $steps.id.outputs.name or $response.body#/pointer"
        : `did you mean ${nearest}?`,
    standard: arazzo("runtime-expressions"),
  }),
  "expression-misplaced": entry<{ expression: string; problem: string }>({
    severity: "error",
    message: ({ expression, problem }) => `${quote(expression)} has no value here: ${problem}`,
    why: "A value can only be read after it exists.",
    fix: () => "use an expression that has a value at this place",
    standard: arazzo("runtime-expressions"),
  }),
  "expression-deviation": entry<{ expression: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ expression, standard }) => `${quote(expression)} is read as ${standard}`,
    why: "The standard has no such expression, and other tools may refuse it.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("runtime-expressions"),
  }),
  "expression-unbraced": entry<{ expression: string }>({
    severity: "info",
    deviation: true,
    message: ({ expression }) => `${expression} is read as an expression inside the text`,
    why: "The standard asks for braces there, and other tools may send the letters as they are.",
    fix: ({ expression }) => `write {${expression}}`,
    standard: arazzo("runtime-expressions"),
  }),
  "expression-as-name": entry<{ expression: string }>({
    severity: "info",
    deviation: true,
    message: ({ expression }) => `${quote(expression)} gives the name of a property`,
    why: "The standard evaluates values only, and other tools may send the letters themselves.",
    fix: () => "write the name, or take the whole object from an input",
    standard: arazzo("runtime-expressions"),
  }),
  "input-not-found": entry<UnknownName>({
    severity: "error",
    isTypeError: true,
    message: ({ name }) => `the workflow's inputs do not declare ${quote(name)}`,
    why: "The function's callers could not give it.",
    fix: suggestion,
    standard: arazzo("workflow-object"),
  }),
  "request-parameter-not-found": entry<UnknownName & { in: string }>({
    severity: "error",
    message: ({ name, in: place }) => `this step sends no ${place} parameter ${quote(name)}`,
    why: "The expression would never have a value.",
    fix: suggestion,
    standard: arazzo("runtime-expressions"),
  }),
  "output-not-found": entry<UnknownName & { owner: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, owner }) => `${owner} has no output ${quote(name)}`,
    why: "The expression would never have a value.",
    fix: suggestion,
    standard: arazzo("step-object"),
  }),
  "output-not-available": entry<{ stepId: string; name: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ stepId, name }) =>
      `the output ${quote(name)} is read before the step ${quote(stepId)} has run`,
    why: "No path through the workflow gives it a value before this place.",
    fix: () => "move the step that needs it behind the one that gives it",
    standard: arazzo("runtime-expressions"),
  }),
  "output-empty": entry<{ name: string }>({
    severity: "info",
    deviation: true,
    message: ({ name }) => `the output ${quote(name)} is always null`,
    why: "The standard wants a runtime expression there.",
    fix: () => "write a runtime expression, or remove the output",
    standard: arazzo("step-object"),
  }),
  "pointer-not-found": entry<UnknownName & { inside: string; kind: string; of: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, inside, kind, of }) => {
      const owner = inside === "" ? of : `${quote(inside)} of ${of}`;
      if (kind === "object") return `${owner} has no property ${quote(name)}`;
      return kind === "array"
        ? `${owner} is a list, and ${quote(name)} is no index`
        : `${owner} is a ${kind}, which has no property ${quote(name)}`;
    },
    why: "The expression would never have a value.",
    fix: ({ inside, kind, ...unknown }) => {
      if (kind === "object") return suggestion(unknown);
      return kind === "array"
        ? `write the index of an element, such as ${inside}/0`
        : `end the pointer with ${inside || "#"}`;
    },
    standard: arazzo("runtime-expressions"),
  }),
  "value-asserted": entry<{
    expression: string;
    stepId: string;
    /** What could promise the value. */
    of: "input" | "header" | "element" | "property";
  }>({
    severity: "info",
    message: ({ expression, stepId }) =>
      `${expression} may be absent; ${quote(stepId)} stops with a MissingValueError then`,
    why: "Nothing promises the value, and the place it goes to requires one.",
    fix: ({ of }) => adviceOnAbsence[of],
  }),
};
