import type { Replacement } from "../../source/edits.js";
import {
  arazzo,
  error,
  listNames,
  putInQuotes,
  quote,
  replaceName,
  suggestion,
  typeError,
  type UnknownName,
  type WrongValue,
  warning,
} from "../catalogue-entry.js";

function describeWrong({ name, taker, expected, given }: WrongValue): string {
  return expected === undefined
    ? `${name} is ${given}, which does not match the schema that ${taker} declares`
    : `${name} must be ${expected}, not ${given}`;
}

function fixWrong({ nearest, expected, unquoted }: WrongValue): string {
  if (unquoted !== undefined) return putInQuotes(unquoted);
  if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
  return expected === undefined ? "change the value to match the schema" : `use ${expected}`;
}

function replaceWrong({ nearest, written = "", unquoted }: WrongValue): Replacement | undefined {
  return replaceName({ name: unquoted ?? written, nearest: unquoted ?? nearest });
}

/** Messages about the parameters and the request body that a step sends. */
export const requests = {
  "querystring-exclusive": error<{
    /** Whether the parameter is a second one for the whole query. */
    isWhole: boolean;
  }>({
    message: ({ isWhole }) =>
      isWhole
        ? "a request cannot have several querystring parameters"
        : "a request with a querystring parameter cannot have query parameters",
    why: "A querystring parameter is the whole query of the URL.",
    fix: () => "remove the parameter, and write what it sends into the querystring parameter",
    standard: arazzo("parameter-object", "1.1.0"),
  }),
  "parameter-undeclared": warning<
    UnknownName & {
      operationId: string;
      in: string;
      /** The `in` of a parameter of this name that the operation declares. */
      elsewhere: string | undefined;
    }
  >({
    message: ({ name, operationId, in: place }) =>
      `${operationId} declares no ${place} parameter ${quote(name)}`,
    why: "The parameter is sent, but its value is not checked.",
    fix: (parameters) =>
      parameters.elsewhere === undefined
        ? suggestion(parameters)
        : `write in: ${parameters.elsewhere}`,
    standard: arazzo("parameter-object"),
  }),
  "parameter-missing": typeError<{ name: string; in: string; operationId: string }>({
    message: ({ name, in: place, operationId }) =>
      `${operationId} requires the ${place} parameter ${quote(name)}`,
    why: "The API rejects a request without it.",
    fix: ({ name, in: place }) => `add a parameter with name ${quote(name)} and in ${quote(place)}`,
    standard: arazzo("parameter-object"),
  }),
  "path-parameter-missing": typeError<{ name: string; operationId: string }>({
    message: ({ name, operationId }) =>
      `no value is given for the path parameter ${quote(name)} of ${operationId}`,
    why: "There is no URL without it, so the step always throws MissingValueError.",
    fix: ({ name }) => `add a parameter with name ${quote(name)} and in "path"`,
    standard: arazzo("parameter-object"),
  }),
  "request-body-undeclared": warning<{ operationId: string }>({
    message: ({ operationId }) => `${operationId} declares no request body`,
    why: "The body is sent, but its content is not checked. The API may ignore or reject it.",
    fix: () => "remove requestBody",
    standard: arazzo("request-body-object"),
  }),
  "request-body-not-sent": warning<{
    operationId: string;
    method: string;
    isGiven: boolean;
    isRequired: boolean | undefined;
  }>({
    message: ({ operationId, method, isGiven }) =>
      `${operationId} is a ${method}, so ${isGiven ? "its request body" : "the request body that it requires"} is not sent`,
    why: "HTTP defines no meaning for the body of a GET or HEAD request, and fetch cannot send one.",
    fix: ({ isRequired }) =>
      `${isRequired ? "" : "remove requestBody, or "}call an operation with another method, such as POST`,
    standard: "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1",
  }),
  "request-body-missing": typeError<{ operationId: string }>({
    message: ({ operationId }) => `${operationId} requires a request body`,
    why: "The API rejects a request without it.",
    fix: () => "add requestBody",
    standard: arazzo("request-body-object"),
  }),
  "content-type-undeclared": typeError<UnknownName & { operationId: string }>({
    message: ({ name, operationId }) =>
      `${operationId} does not accept the content type ${quote(name)}`,
    why: "The content type decides which schema the payload must match.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("request-body-object"),
  }),
  "content-type-replaced": warning<{ name: string; declared: string; operationId: string }>({
    message: ({ name, declared, operationId }) =>
      `${operationId} does not accept ${quote(name)}; the payload is sent as ${quote(declared)}`,
    why: "Both are JSON, and the operation declares no other content type.",
    fix: ({ declared }) => `write contentType: ${declared}`,
    standard: arazzo("request-body-object"),
  }),
  "payload-syntax": typeError<{ problem: string }>({
    message: ({ problem }) => `the payload is not valid JSON: ${problem}`,
    why: "A payload that starts like JSON is parsed at compile time; one that is not JSON would be sent as a single string.",
    fix: () => "correct the JSON, or write the payload as YAML",
    standard: arazzo("request-body-object"),
  }),
  "number-rounded": error<{
    /** Undefined if it is not known how the document writes the number. */
    written: string | undefined;
    value: number;
  }>({
    message: ({ written, value }) =>
      `${written === undefined ? "a number" : `the number ${written}`} would become ${value}`,
    why: "JavaScript rounds most integers above 2^53, and JSON has neither infinity nor NaN.",
    fix: () =>
      "write it as a string if the API takes one, or use a number that JavaScript holds exactly",
    standard: "https://www.rfc-editor.org/rfc/rfc8259#section-6",
  }),
  "replacement-target": error<{ target: string; problem: string }>({
    message: ({ target, problem }) => `invalid target ${quote(target)}: ${problem}`,
    why: "A replacement can only set a value at an existing location in the payload.",
    fix: () => "use the location of a property or an element of the payload",
    standard: arazzo("payload-replacement-object"),
  }),
  "payload-type": typeError<WrongValue>({
    message: describeWrong,
    why: "The schema does not allow this value.",
    fix: fixWrong,
    replace: replaceWrong,
    standard: arazzo("request-body-object"),
  }),
  "example-refused": warning<WrongValue>({
    message: describeWrong,
    why: "The schema does not allow this value, so an example that readers copy would be refused.",
    fix: fixWrong,
    standard: "https://json-schema.org/draft/2020-12/json-schema-validation#section-9.5",
  }),
  "input-type": typeError<{ name: string; given: string; expected: string; taker: string }>({
    message: ({ name, given, expected, taker }) =>
      `the input ${quote(name)} is ${given}, but ${taker} takes ${expected}`,
    why: "No step accepts a value of the type that is declared.",
    fix: ({ expected }) => `declare the input as ${expected}`,
    standard: arazzo("workflow-object"),
  }),
  "property-unknown": typeError<UnknownName & { taker: string }>({
    message: ({ name, taker }) => `unknown property ${quote(name)} for ${taker}`,
    why: "The schema does not declare this property, so its name is probably misspelt.",
    fix: (unknown) => (unknown.known.length === 0 ? "remove it" : suggestion(unknown)),
    replace: replaceName,
    standard: arazzo("request-body-object"),
  }),
  "property-missing": typeError<{ names: readonly string[]; taker: string }>({
    message: ({ names, taker }) => `missing ${listNames(names)}, required by ${taker}`,
    why: "The schema requires it.",
    fix: ({ names }) => `add ${listNames(names)}`,
    standard: arazzo("request-body-object"),
  }),
};
