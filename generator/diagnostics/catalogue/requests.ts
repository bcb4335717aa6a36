import {
  arazzo,
  entry,
  listNames,
  quote,
  suggestion,
  type UnknownName,
} from "../catalogue-entry.js";

/** Messages about the parameters and the request body that a step sends. */
export const requests = {
  "parameter-undeclared": entry<
    UnknownName & {
      operationId: string;
      in: string;
      /** The `in` of a parameter of this name that the operation declares. */
      elsewhere: string | undefined;
    }
  >({
    severity: "warning",
    message: ({ name, operationId, in: place }) =>
      `${operationId} declares no ${place} parameter ${quote(name)}`,
    why: "The parameter is sent, but its value is not checked.",
    fix: (parameters) =>
      parameters.elsewhere === undefined
        ? suggestion(parameters)
        : `write in: ${parameters.elsewhere}`,
    standard: arazzo("parameter-object"),
  }),
  "parameter-missing": entry<{ name: string; in: string; operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, in: place, operationId }) =>
      `${operationId} requires the ${place} parameter ${quote(name)}`,
    why: "The API rejects a request without it.",
    fix: ({ name, in: place }) => `add a parameter with name ${quote(name)} and in ${quote(place)}`,
    standard: arazzo("parameter-object"),
  }),
  "request-body-undeclared": entry<{ operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ operationId }) => `${operationId} takes no request body`,
    why: "The API ignores or rejects an undeclared body.",
    fix: () => "remove requestBody",
    standard: arazzo("request-body-object"),
  }),
  "request-body-not-sent": entry<{ operationId: string; method: string }>({
    severity: "warning",
    message: ({ operationId, method }) =>
      `${operationId} is a ${method}, so its request body is not sent`,
    why: "HTTP defines no meaning for the body of a GET or HEAD request, and fetch cannot send one.",
    fix: () => "remove requestBody, or call an operation with another method, such as POST",
    standard: "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1",
  }),
  "request-body-missing": entry<{ operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ operationId }) => `${operationId} requires a request body`,
    why: "The API rejects a request without it.",
    fix: () => "add requestBody",
    standard: arazzo("request-body-object"),
  }),
  "content-type-undeclared": entry<UnknownName & { operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, operationId }) =>
      `${operationId} does not accept the content type ${quote(name)}`,
    why: "The content type decides which schema the payload must match.",
    fix: suggestion,
    standard: arazzo("request-body-object"),
  }),
  "content-type-replaced": entry<{ name: string; declared: string; operationId: string }>({
    severity: "warning",
    message: ({ name, declared, operationId }) =>
      `${operationId} does not accept ${quote(name)}; the payload is sent as ${quote(declared)}`,
    why: "Both are JSON, and the operation declares no other content type.",
    fix: ({ declared }) => `write contentType: ${declared}`,
    standard: arazzo("request-body-object"),
  }),
  "payload-syntax": entry<{ problem: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ problem }) => `the payload is not valid JSON: ${problem}`,
    why: "A payload that starts like JSON is parsed at compile time; one that is not JSON would be sent as a single string.",
    fix: () => "correct the JSON, or write the payload as YAML",
    standard: arazzo("request-body-object"),
  }),
  "replacement-target": entry<{ target: string; problem: string }>({
    severity: "error",
    message: ({ target, problem }) => `invalid target ${quote(target)}: ${problem}`,
    why: "A replacement can only set a value at an existing location in the payload.",
    fix: () => "use the location of a property or an element of the payload",
    standard: arazzo("payload-replacement-object"),
  }),
  "payload-type": entry<{
    name: string;
    taker: string;
    /** Undefined if the expected type is too long for a sentence. */
    expected: string | undefined;
    given: string;
    nearest: string | undefined;
  }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, taker, expected, given }) =>
      expected === undefined
        ? `${name} is ${given}, which does not match the schema that ${taker} declares`
        : `${name} must be ${expected}, not ${given}`,
    why: "The schema does not allow this value.",
    fix: ({ nearest, expected }) => {
      if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
      return expected === undefined ? "change the value to match the schema" : `use ${expected}`;
    },
    standard: arazzo("request-body-object"),
  }),
  "property-unknown": entry<UnknownName & { taker: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, taker }) => `unknown property ${quote(name)} for ${taker}`,
    why: "The schema does not declare this property, so its name is probably misspelt.",
    fix: (unknown) => (unknown.known.length === 0 ? "remove it" : suggestion(unknown)),
    standard: arazzo("request-body-object"),
  }),
  "property-missing": entry<{ names: readonly string[]; taker: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ names, taker }) => `missing ${listNames(names)}, required by ${taker}`,
    why: "The schema requires it.",
    fix: ({ names }) => `add ${listNames(names)}`,
    standard: arazzo("request-body-object"),
  }),
};
