import {
  arazzo,
  entry,
  listNames,
  quote,
  suggestion,
  type UnknownName,
} from "../catalogue-entry.js";

/** Messages on what a step sends: parameters, and the request body. */
export const requests = {
  "parameter-undeclared": entry<
    UnknownName & {
      operationId: string;
      in: string;
      /** Where the operation declares a parameter of this name. */
      elsewhere: string | undefined;
    }
  >({
    severity: "warning",
    message: ({ name, operationId, in: place }) =>
      `${operationId} declares no ${place} parameter ${quote(name)}`,
    why: "It is sent as the workflow says, but nothing checks its value.",
    fix: (parameters) =>
      parameters.elsewhere === undefined
        ? suggestion(parameters)
        : `write in: ${parameters.elsewhere}, where the operation declares it`,
    standard: arazzo("parameter-object"),
  }),
  "parameter-missing": entry<{ name: string; in: string; operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, in: place, operationId }) =>
      `${operationId} requires the ${place} parameter ${quote(name)}`,
    why: "The API would refuse the request.",
    fix: ({ name, in: place }) => `add a parameter with name ${quote(name)} and in ${quote(place)}`,
    standard: arazzo("parameter-object"),
  }),
  "request-body-undeclared": entry<{ operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ operationId }) => `${operationId} takes no request body`,
    why: "The API would ignore or refuse it.",
    fix: () => "remove requestBody",
    standard: arazzo("request-body-object"),
  }),
  "request-body-not-sent": entry<{ operationId: string; method: string }>({
    severity: "warning",
    message: ({ operationId, method }) =>
      `${operationId} is sent without this request body, because it is a ${method}`,
    why: "HTTP gives the body of a GET or HEAD no meaning, and fetch refuses to send one.",
    fix: () => "remove requestBody, or call an operation with another method, such as POST",
    standard: "https://www.rfc-editor.org/rfc/rfc9110#section-9.3.1",
  }),
  "request-body-missing": entry<{ operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ operationId }) => `${operationId} requires a request body`,
    why: "The API would refuse the request.",
    fix: () => "add requestBody",
    standard: arazzo("request-body-object"),
  }),
  "content-type-undeclared": entry<UnknownName & { operationId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, operationId }) => `${operationId} takes no body of type ${quote(name)}`,
    why: "The media type decides what the payload may be.",
    fix: suggestion,
    standard: arazzo("request-body-object"),
  }),
  "content-type-replaced": entry<{ name: string; declared: string; operationId: string }>({
    severity: "warning",
    message: ({ name, declared, operationId }) =>
      `${operationId} does not take ${quote(name)}; the payload is sent as ${quote(declared)}`,
    why: "Both are JSON, and the operation declares no other type.",
    fix: ({ declared }) => `write contentType: ${declared}`,
    standard: arazzo("request-body-object"),
  }),
  "payload-syntax": entry<{ problem: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ problem }) => `the payload looks like JSON, but is none: ${problem}`,
    why: "A text that is JSON is read when the code is generated; any other would be sent as one string.",
    fix: () => "mend the JSON, or write the payload as YAML",
    standard: arazzo("request-body-object"),
  }),
  "replacement-target": entry<{ target: string; problem: string }>({
    severity: "error",
    message: ({ target, problem }) => `nothing can be set at ${quote(target)}: ${problem}`,
    why: "A replacement sets a value at a place that the payload has.",
    fix: () => "point to a property or element of the payload",
    standard: arazzo("payload-replacement-object"),
  }),
  "payload-type": entry<{
    name: string;
    taker: string;
    /** Undefined where it does not fit into a sentence. */
    expected: string | undefined;
    given: string;
    nearest: string | undefined;
  }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, taker, expected, given }) =>
      expected === undefined
        ? `${name} is ${given} that does not fit what ${taker} declares`
        : `${name} must be ${expected}, not ${given}`,
    why: "The API's description refuses this value.",
    fix: ({ nearest, expected }) => {
      if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
      return expected === undefined ? "give what is declared" : `give ${expected}`;
    },
    standard: arazzo("request-body-object"),
  }),
  "property-unknown": entry<UnknownName & { taker: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, taker }) => `${taker} declares no ${quote(name)} here`,
    why: "The API's description does not know it, so it is probably misspelt.",
    fix: (unknown) => (unknown.known.length === 0 ? "remove it" : suggestion(unknown)),
    standard: arazzo("request-body-object"),
  }),
  "property-missing": entry<{ names: readonly string[]; taker: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ names, taker }) => `${taker} requires ${listNames(names)} here`,
    why: "The API's description requires it.",
    fix: ({ names }) => `add ${listNames(names)}`,
    standard: arazzo("request-body-object"),
  }),
};
