import {
  arazzo,
  deviation,
  error,
  info,
  listNames,
  openapi,
  quote,
  replaceName,
  suggestion,
  typeError,
  type UnknownName,
  warning,
} from "../catalogue-entry.js";

const identity = "https://spec.openapis.org/arazzo/v1.1.0.html#identity-based-referencing";
const baseUri = "https://spec.openapis.org/arazzo/v1.1.0.html#establishing-the-base-uri";

/** Messages about source descriptions, their operations and their workflows. */
export const sources = {
  "source-not-readable": error<{ name: string; looked: string; problem: string }>({
    message: ({ name, looked, problem }) =>
      `the source description ${quote(name)} cannot be read from ${looked}: ${problem}`,
    why: "The source description declares the operations that the steps call.",
    fix: () =>
      "correct the url, map it to a local file with --map <url>=<file>, or fetch it over HTTPS with --fetch",
    standard: arazzo("source-description-object"),
  }),
  "source-kind": error<{ name: string; expected: string }>({
    message: ({ name, expected }) => `the source description ${quote(name)} is not an ${expected}`,
    why: "The type of a source description decides how the document is read.",
    fix: () => "correct its type or url, or use another source description",
    standard: arazzo("source-description-object"),
  }),
  "source-unused": warning<{ name: string; problem: string }>({
    message: ({ name, problem }) =>
      `the source description ${quote(name)} is not used, and cannot be read: ${problem}`,
    why: "A workflow that uses it will not compile.",
    fix: () => "correct the url, or remove the source description",
    standard: arazzo("source-description-object"),
  }),
  "source-not-found": error<UnknownName>({
    message: ({ name }) => `unknown source description ${quote(name)}`,
    why: "An expression can only refer to a declared source description.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("source-description-object"),
  }),
  "reference-by-location": deviation<{ reference: string; self: string; name: string }>({
    message: ({ reference, self, name }) =>
      `${quote(reference)} is the location of ${name}, whose $self is ${quote(self)}`,
    why: "The standard requires references to use the $self of a document; other tools may not find it at its location.",
    fix: ({ self, name }) =>
      `write ${self}, and let the compiler read ${name} too: pass it as an argument, or --map ${self}=${name}`,
    standard: identity,
  }),
  "reference-not-mapped": deviation<{
    reference: string;
    /** The absolute URI that the reference resolves to; undefined if there is none. */
    uri: string | undefined;
    /** The absolute URI that the reference is relative to. */
    base: string;
    name: string;
  }>({
    message: ({ reference, uri, base, name }) =>
      uri === undefined
        ? `${quote(reference)} cannot be resolved against ${quote(base)}; it was read from ${name}`
        : `${quote(reference)} resolves to ${quote(uri)}; it was read from ${name}`,
    why: "References are relative to the $self of their document, not to its location; other tools may not find the file.",
    fix: ({ uri, name }) =>
      uri === undefined
        ? "write an absolute URL"
        : `read the file in place of the URL with --map ${uri}=${name}`,
    standard: baseUri,
  }),
  "url-ambiguous": error<{ field: string; problem: string }>({
    message: ({ field, problem }) => `${quote(field)} ${problem}`,
    why: "Programs and people can read such a URL differently, so requests could go to an unexpected host.",
    fix: () => "write the plain host name, and percent-encode special characters in the path",
    standard: openapi("server-object"),
  }),
  "server-variable": error<{ name: string; value: string; expected: string }>({
    message: ({ name, value, expected }) =>
      `the server variable ${quote(name)} must be ${expected}, not ${quote(value)}`,
    why: "Another kind of value could send requests to another host.",
    fix: ({ expected }) => `write ${expected}`,
    standard: openapi("server-variable-object"),
  }),
  "aws-host-unlisted": warning<{ signingName: string }>({
    message: ({ signingName }) => `${quote(signingName)} is not a known AWS service`,
    why: "Requests are signed with this signing name; AWS rejects them if the service uses another.",
    fix: () =>
      "check the signing name in the documentation of the service; pass signingName if it differs",
    standard: openapi("server-object"),
  }),
  "aws-host-unsigned": warning<{ host: string }>({
    message: ({ host }) => `requests to ${quote(host)} are not signed for AWS`,
    why: "The host belongs to no known AWS service, or a variable can change it to a host of someone else.",
    fix: () =>
      "correct the URL (only the region and resource names can be variables), or pass a fetch function that signs requests",
    standard: openapi("server-object"),
  }),
  "operation-not-found": error<UnknownName>({
    message: ({ name }) => `unknown operation ${quote(name)}`,
    why: "A step can only call an operation that a source description declares.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("step-object"),
  }),
  "operation-ambiguous": error<{ operationId: string; sources: readonly string[] }>({
    message: ({ operationId, sources }) =>
      `the operation ${quote(operationId)} is declared in several source descriptions: ${listNames(sources)}`,
    why: "The compiler cannot decide which of them to call.",
    fix: ({ operationId, sources }) =>
      `write $sourceDescriptions.${sources[0] ?? "name"}.${operationId}`,
    standard: arazzo("step-object"),
  }),
  "operation-id-repeated": typeError<{
    operationId: string;
    source: string;
    /** Such as `GET /pets`. */
    operations: readonly string[];
    /** The JSON Pointer of the first of the operations. */
    pointer: string;
  }>({
    message: ({ operationId, operations }) =>
      `the operationId ${quote(operationId)} belongs to several operations: ${listNames(operations)}`,
    why: "An operationId must be unique in its description. The first of the operations may not be the one that is meant.",
    fix: ({ source, operations: [first], pointer }) =>
      `for ${first}, write operationPath: "{$sourceDescriptions.${source}.url}#${pointer}" instead of operationId`,
    standard: arazzo("step-object"),
  }),
  "operation-deprecated": info<{ operationId: string }>({
    message: ({ operationId }) => `${operationId} is deprecated`,
    why: "The API may change or remove a deprecated operation.",
    fix: () => "call an operation that is not deprecated",
    standard: openapi("operation-object"),
  }),
  "stream-read-whole": warning<{ mediaType: string }>({
    message: ({ mediaType }) =>
      `the stream of ${quote(mediaType)} is read to its end, not item by item`,
    why: "An expression can only read a response that is complete, and a stream may have no end.",
    fix: () =>
      "describe the whole content with schema: { type: string } instead of itemSchema, or call an operation without a stream",
    standard: "https://spec.openapis.org/oas/v3.2.0.html#media-type-object",
  }),
  "operation-path-syntax": error<{ operationPath: string; problem: string }>({
    message: ({ operationPath, problem }) =>
      `${quote(operationPath)} is not a valid operation path: ${problem}`,
    why: "A step can only call an operation that a source description declares.",
    fix: () =>
      "write for example {$sourceDescriptions.name.url}#/paths/~1pets~1{petId}/get, with ~1 for each / of the path",
    standard: arazzo("step-object"),
  }),
  "qualification-missing": deviation<{ name: string; standard: string }>({
    message: ({ name }) => `${quote(name)} must name its source description`,
    why: "The standard requires it here; other tools may not find the operation or workflow.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("step-object"),
  }),
  "workflow-not-found": error<UnknownName>({
    message: ({ name }) => `unknown workflow ${quote(name)}`,
    why: "Only a declared workflow can be called or read.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("workflow-object"),
  }),
  "workflow-ambiguous": error<{ workflowId: string; sources: readonly string[] }>({
    message: ({ workflowId, sources }) =>
      `the workflow ${quote(workflowId)} is declared in several source descriptions: ${listNames(sources)}`,
    why: "The compiler cannot decide which of them to use.",
    fix: ({ workflowId, sources }) =>
      `write $sourceDescriptions.${sources[0] ?? "name"}.${workflowId}`,
    standard: arazzo("workflow-object"),
  }),
  "security-scheme-not-found": warning<UnknownName & { section: string }>({
    message: ({ name }) => `unknown security scheme ${quote(name)}`,
    why: "Requests are sent without this authentication.",
    fix: (parameters) =>
      parameters.known.length === 0
        ? `declare it under ${parameters.section}`
        : suggestion(parameters),
    standard: openapi("security-requirement-object"),
  }),
  "security-scheme-unclear": warning<{ name: string }>({
    message: ({ name }) => `the security scheme ${quote(name)} is incomplete`,
    why: "Requests are sent without this authentication.",
    fix: () => "add a type and its fields: name and in for apiKey, scheme for http",
    standard: openapi("security-scheme-object"),
  }),
};
