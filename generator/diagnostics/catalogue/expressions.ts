import {
  arazzo,
  deviation,
  error,
  info,
  type LaterVersion,
  listNames,
  quote,
  replaceName,
  replaceVersion,
  suggestion,
  typeError,
  type UnknownName,
  useVersion,
  warning,
} from "../catalogue-entry.js";

/** How to guarantee that a value is present. */
const adviceOnAbsence = {
  input: "make the input required, or add a default to it",
  nullable: "give the input a type without null, or end the workflow if the input is null",
  header:
    "ignore this if the API always sends the header: an API description cannot guarantee a header",
  xml: "ignore this if the XML always has the value: an API description cannot guarantee what XPath selects",
  element: "if an empty array is not an error, add an action of type end for that case",
  step: "the step that sets it does not run on every path: end the other paths with an action of type end",
  property: "if the API always sends the property, declare it as required in the API description",
};

/** Messages about runtime expressions and their values. */
export const expressions = {
  "expression-syntax": error<{
    expression: string;
    problem: string;
    /** The probable intended spelling of the faulty part. */
    nearest?: string | undefined;
    /** The version of Arazzo in which the expression is valid. */
    since?: LaterVersion | undefined;
  }>({
    message: ({ expression, problem, since }) =>
      since === undefined
        ? `${quote(expression)} is not a valid runtime expression: ${problem}`
        : `${quote(expression)} is not a runtime expression before version ${since.version} of Arazzo`,
    why: "An expression that cannot be parsed has no value.",
    fix: ({ nearest, since }) => {
      if (since) return useVersion(since);
      return nearest === undefined
        ? "write for example $inputs.name, $steps.id.outputs.name or $response.body#/pointer"
        : `did you mean ${nearest}?`;
    },
    replace: ({ since }) => since && replaceVersion(since),
    standard: arazzo("runtime-expressions"),
  }),
  "expression-member": error<{ expression: string; name: string; standard: string }>({
    message: ({ expression, name }) =>
      `${quote(expression)} reads ${quote(name)}, which does not exist: since version 1.1, a dot belongs to the name`,
    why: "Only a JSON Pointer leads from a value to one of its members.",
    fix: ({ standard }) => `write ${standard}`,
    replace: ({ expression, standard }) => ({ from: expression, to: standard }),
    standard: arazzo("runtime-expressions", "1.1.0"),
  }),
  "expression-misplaced": error<{
    expression: string;
    problem: string;
    fix?: string | undefined;
  }>({
    message: ({ expression, problem }) => `${quote(expression)} has no value here: ${problem}`,
    why: "An expression can only read a value that exists when the expression is evaluated.",
    fix: ({ fix }) => fix ?? "use an expression that has a value here",
    standard: arazzo("runtime-expressions"),
  }),
  "expression-deviation": deviation<{ expression: string; standard: string }>({
    message: ({ expression, standard }) => `${quote(expression)} is read as ${standard}`,
    why: "The standard does not define this form, and other tools may reject it.",
    fix: ({ standard }) => `write ${standard}`,
    replace: ({ expression, standard }) => ({ from: expression, to: standard }),
    standard: arazzo("runtime-expressions"),
  }),
  "expression-unbraced": deviation<{ expression: string }>({
    message: ({ expression }) => `${expression} is read as an expression within a string`,
    why: "The standard requires braces; other tools may send the characters unchanged.",
    fix: ({ expression }) => `write {${expression}}`,
    replace: ({ expression }) => ({ from: expression, to: `{${expression}}` }),
    standard: arazzo("runtime-expressions"),
  }),
  "expression-as-name": deviation<{ expression: string }>({
    message: ({ expression }) => `the expression ${quote(expression)} is the name of a property`,
    why: "The standard evaluates expressions only in values; other tools may send the characters unchanged.",
    fix: () => "write the name itself, or use an input for the whole object",
    standard: arazzo("runtime-expressions"),
  }),
  "input-not-found": typeError<UnknownName>({
    message: ({ name }) => `unknown input ${quote(name)}`,
    why: "A caller can only pass inputs that the workflow declares.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("workflow-object"),
  }),
  "request-parameter-not-found": error<UnknownName & { in: string }>({
    message: ({ name, in: place }) =>
      `this step does not send the ${place} parameter ${quote(name)}`,
    why: "The expression never has a value.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("runtime-expressions"),
  }),
  "output-not-found": typeError<UnknownName & { owner: string }>({
    message: ({ name, owner }) => `${owner} has no output ${quote(name)}`,
    why: "The expression never has a value.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("step-object"),
  }),
  "source-field-not-found": error<UnknownName & { source: string; expression: string }>({
    message: ({ name, source }) =>
      `the source description ${quote(source)} has no operation, workflow or field ${quote(name)}`,
    why: "The expression never has a value.",
    fix: suggestion,
    replace: ({ name, nearest, expression }) =>
      nearest === undefined
        ? undefined
        : { from: expression, to: `${expression.slice(0, -name.length)}${nearest}` },
    standard: arazzo("source-description-expression-resolution", "1.1.0"),
  }),
  "output-not-available": typeError<{
    stepId: string;
    name: string;
    /** The step that reads the output, if it can depend on the other step instead of being moved. */
    dependent?: string | undefined;
  }>({
    message: ({ stepId, name }) =>
      `the output ${quote(name)} is read before the step ${quote(stepId)} has run`,
    why: "On every path to this expression, the step has not run yet.",
    fix: ({ stepId, dependent }) => {
      const move = "move the step that reads the output after the step that sets it";
      if (dependent === undefined) return move;
      return `${move}, or add dependsOn: [${stepId}] to ${quote(dependent)}`;
    },
    standard: arazzo("runtime-expressions"),
  }),
  "output-empty": deviation<{ name: string }>({
    message: ({ name }) => `the output ${quote(name)} is always null`,
    why: "The standard requires a runtime expression as the value of an output.",
    fix: () => "write a runtime expression, or remove the output",
    standard: arazzo("step-object"),
  }),
  "pointer-not-found": typeError<UnknownName & { inside: string; kind: string; of: string }>({
    message: ({ name, inside, kind, of }) => {
      if (kind === "nothing") return `${of} has no body`;
      const owner = inside === "" ? of : `${quote(inside)} of ${of}`;
      if (kind === "object") return `${owner} has no property ${quote(name)}`;
      return kind === "array"
        ? `${owner} is an array, and ${quote(name)} is not an index`
        : `${owner} is a ${kind}, which has no property ${quote(name)}`;
    },
    why: "The expression never has a value.",
    fix: ({ inside, kind, ...unknown }) => {
      if (kind === "nothing") return "remove the expression, or read another part of the response";
      if (kind === "object") return suggestion(unknown);
      return kind === "array"
        ? `write the index of an element, such as ${inside}/0`
        : inside === ""
          ? "read the value itself"
          : `end the pointer with ${inside}`;
    },
    standard: arazzo("runtime-expressions"),
  }),
  "pointer-syntax": error<{
    pointer: string;
    /** The faulty part, to the end of the pointer. */
    written: string;
    problem: string;
    standard: string;
  }>({
    message: ({ pointer, problem }) => `${quote(pointer)} is not a JSON Pointer: ${problem}`,
    why: "A pointer that cannot be parsed selects nothing.",
    fix: ({ standard }) => `write ${standard}`,
    replace: ({ pointer, written, standard }) => ({
      from: written,
      to: standard.slice(pointer.length - written.length),
    }),
    standard: "https://www.rfc-editor.org/rfc/rfc6901",
  }),
  "jsonpath-context": typeError<{ kind: string }>({
    message: ({ kind }) => `the query searches a ${kind}, in which it finds nothing`,
    why: "Only objects and arrays have parts.",
    fix: () => "select a value that is an object or an array",
    standard: "https://spec.openapis.org/arazzo/v1.1.0.html#selector-object",
  }),
  "selector-not-read": warning<{ problem: string; fix: string }>({
    message: ({ problem }) => `this object is not a Selector Object: ${problem}`,
    why: "An object that is not a Selector Object is an ordinary value, and is sent as it stands.",
    fix: ({ fix }) => fix,
    standard: "https://spec.openapis.org/arazzo/v1.1.0.html#selector-object",
  }),
  "expression-look-alike": warning<{
    text: string;
    standard?: string | undefined;
    /** The version of Arazzo in which the string is an expression. */
    since?: LaterVersion | undefined;
  }>({
    message: ({ text, since }) => {
      const before = since ? ` before version ${since.version} of Arazzo` : "";
      return `${quote(text)} is not a runtime expression${before}, so it is sent as it stands`;
    },
    why: "Expressions start with a dollar sign and one of the roots of Arazzo, such as $inputs and $steps.",
    fix: ({ standard, since }) => {
      if (since) return useVersion(since);
      return standard === undefined
        ? "declare an input for the value, and write $inputs. with its name"
        : `write ${standard}`;
    },
    replace: ({ text, standard, since }) => {
      if (since) return replaceVersion(since);
      return standard === undefined ? undefined : { from: text, to: standard };
    },
    standard: arazzo("runtime-expressions"),
  }),
  "object-in-string": warning<{
    expression: string;
    kind: "object" | "array";
    /** False for a union that has other kinds too. */
    isCertain: boolean;
    /** An expression for a string, number or boolean in the value. */
    inner: string | undefined;
  }>({
    message: ({ expression, kind, isCertain }) =>
      `${expression} ${isCertain ? "is" : "may be"} an ${kind}, which becomes JSON in this string`,
    why: "Only strings, numbers and booleans are written into a string as they are.",
    fix: ({ inner }) =>
      inner === undefined
        ? "use a value that is a string, a number or a boolean"
        : `read a value in it, such as {${inner}}`,
    standard: arazzo("runtime-expressions"),
  }),
  "header-undeclared": info<UnknownName & { operationId: string }>({
    message: ({ name, operationId }) => `${operationId} declares no response header ${quote(name)}`,
    why: "The header is absent if the API does not send it, or if its name is misspelt.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("runtime-expressions"),
  }),
  "inputs-optional": info<{ names: readonly string[] }>({
    message: ({ names }) => {
      const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
      return `${listNames(names)} ${are} optional, but steps that need ${them} throw MissingValueError without ${them}`;
    },
    why: "A step needs the values, which the caller may leave out.",
    fix: ({ names }) => {
      const them = names.length === 1 ? "it a default" : "them defaults";
      return `add ${listNames(names)} to "required", or give ${them}`;
    },
  }),
  "value-asserted": info<{
    expression: string;
    stepId: string;
    /** The kind of declaration that could guarantee the value. */
    of: keyof typeof adviceOnAbsence;
  }>({
    message: ({ expression, stepId }) =>
      `${expression} may be absent; if it is, ${quote(stepId)} throws MissingValueError`,
    why: "A value is required here, but nothing guarantees that this one is present.",
    fix: ({ of }) => adviceOnAbsence[of],
  }),
};
