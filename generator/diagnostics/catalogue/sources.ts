import {
  arazzo,
  entry,
  listNames,
  openapi,
  quote,
  suggestion,
  type UnknownName,
} from "../catalogue-entry.js";

/** Messages on source descriptions, and the operations and workflows that are looked up in them. */
export const sources = {
  "source-not-readable": entry<{ name: string; looked: string; problem: string }>({
    severity: "error",
    message: ({ name, looked, problem }) =>
      `the source description ${quote(name)} cannot be read from ${looked}: ${problem}`,
    why: "Without it, the operations of the steps are unknown.",
    fix: () =>
      "correct the url, say where the file is with --map <url>=<file>, or allow with --fetch that it is fetched by https",
    standard: arazzo("source-description-object"),
  }),
  "source-kind": entry<{ name: string; expected: string }>({
    severity: "error",
    message: ({ name, expected }) => `the source description ${quote(name)} is no ${expected}`,
    why: "The type of a source description says how it is read.",
    fix: () => "correct its type or url, or name another source description",
    standard: arazzo("source-description-object"),
  }),
  "source-unused": entry<{ name: string; problem: string }>({
    severity: "warning",
    message: ({ name, problem }) =>
      `the source description ${quote(name)} cannot be used, and no workflow needs it: ${problem}`,
    why: "A workflow that used it could not be compiled.",
    fix: () => "correct the url, or remove the source description",
    standard: arazzo("source-description-object"),
  }),
  "source-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `there is no source description ${quote(name)}`,
    why: "What the name leads to is unknown.",
    fix: suggestion,
    standard: arazzo("source-description-object"),
  }),
  "url-ambiguous": entry<{ field: string; problem: string }>({
    severity: "error",
    message: ({ field, problem }) => `${quote(field)} ${problem}`,
    why: "Programs and people read such a URL in different ways, so that requests could go to another host.",
    fix: () =>
      "write the host alone and as it is, and percent-encode such characters after the host",
    standard: openapi("server-object"),
  }),
  "server-variable": entry<{ name: string; value: string; expected: string }>({
    severity: "error",
    message: ({ name, value, expected }) =>
      `the server variable ${quote(name)} must be ${expected}, not ${quote(value)}`,
    why: "Another value could lead requests to another host.",
    fix: ({ expected }) => `write ${expected}`,
    standard: openapi("server-variable-object"),
  }),
  "aws-host-unlisted": entry<{ signingName: string }>({
    severity: "warning",
    message: ({ signingName }) => `${quote(signingName)} is not a known service of AWS`,
    why: "Requests are signed for a service of that name, which AWS refuses if the signing name is another.",
    fix: () =>
      "compare the signing name with the documentation of the service, and pass signingName if it differs",
    standard: openapi("server-object"),
  }),
  "aws-host-unsigned": entry<{ host: string }>({
    severity: "warning",
    message: ({ host }) => `requests to ${quote(host)} are not signed for AWS`,
    why: "No known service has this host, or a variable can choose another one. It may belong to a customer of AWS.",
    fix: () =>
      "correct the URL: only the region and the names of customers can be variables. Or send requests with a fetch that signs them",
    standard: openapi("server-object"),
  }),
  "operation-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `no source description has the operation ${quote(name)}`,
    why: "The step has nothing to call.",
    fix: suggestion,
    standard: arazzo("step-object"),
  }),
  "operation-ambiguous": entry<{ operationId: string; sources: readonly string[] }>({
    severity: "error",
    message: ({ operationId, sources }) =>
      `the operation ${quote(operationId)} is in several source descriptions: ${listNames(sources)}`,
    why: "The step could call any of them.",
    fix: ({ operationId, sources }) =>
      `write $sourceDescriptions.${sources[0] ?? "name"}.${operationId}`,
    standard: arazzo("step-object"),
  }),
  "operation-path-syntax": entry<{ operationPath: string; problem: string }>({
    severity: "error",
    message: ({ operationPath, problem }) =>
      `${quote(operationPath)} is no operation path: ${problem}`,
    why: "The step has nothing to call.",
    fix: () =>
      "write, say, {$sourceDescriptions.name.url}#/paths/~1pets~1{petId}/get; each / of the path is ~1",
    standard: arazzo("step-object"),
  }),
  "qualification-missing": entry<{ name: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ name }) =>
      `${quote(name)} does not name its source description as the standard asks`,
    why: "Other tools may not find what it names.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("step-object"),
  }),
  "workflow-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `there is no workflow ${quote(name)}`,
    why: "Nothing can be run and nothing can be read from it.",
    fix: suggestion,
    standard: arazzo("workflow-object"),
  }),
  "workflow-ambiguous": entry<{ workflowId: string; sources: readonly string[] }>({
    severity: "error",
    message: ({ workflowId, sources }) =>
      `the workflow ${quote(workflowId)} is in several source descriptions: ${listNames(sources)}`,
    why: "Any of them could be meant.",
    fix: ({ workflowId, sources }) =>
      `write $sourceDescriptions.${sources[0] ?? "name"}.${workflowId}`,
    standard: arazzo("workflow-object"),
  }),
  "security-scheme-not-found": entry<UnknownName>({
    severity: "warning",
    message: ({ name }) => `the description declares no security scheme ${quote(name)}`,
    why: "How to authenticate is unknown: requests are sent without it.",
    fix: (parameters) =>
      parameters.known.length === 0
        ? "declare it under components.securitySchemes"
        : suggestion(parameters),
    standard: openapi("security-requirement-object"),
  }),
  "security-scheme-unclear": entry<{ name: string }>({
    severity: "warning",
    message: ({ name }) =>
      `the security scheme ${quote(name)} does not say what requests have to hold`,
    why: "How to authenticate is unknown: requests are sent without it.",
    fix: () =>
      "give it a type, and what that asks for: name and in of an apiKey, the scheme of http",
    standard: openapi("security-scheme-object"),
  }),
};
