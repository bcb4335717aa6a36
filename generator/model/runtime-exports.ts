/** Names that a runtime file exports. */
interface FileExports {
  readonly values?: readonly string[];
  readonly types?: readonly string[];
}

export type RuntimeExports = Readonly<Record<string, FileExports>>;

/** The exports of the runtime that the module of a workflow uses. */
export const workflowRuntime = {
  "check-input": { values: ["checkInput"] },
  "call-workflow": { values: ["callWorkflow", "mustSucceed"], types: ["Succeeded"] },
  conditions: { values: ["isAtMost", "isEqual", "isLess", "isSuccessful", "isTruthy"] },
  criterion: { values: ["textWith"] },
  errors: { values: ["assertPresent", "StepFailedError"], types: ["StepFailure"] },
  http: { types: ["StatusOfClass", "Transport"] },
  jsonpath: { values: ["findNodes", "hasMatch", "jsonPathWith"] },
  regex: { values: ["matches", "patternWith"] },
  prerequisites: { values: ["assertSucceeded", "noteSuccess"] },
  repeat: { values: ["pause", "retry"] },
  run: { values: ["startRun"], types: ["NoResponse", "RunOptions", "WithOutputs"] },
  timeout: { values: ["callWithTimeout", "withTimeout"] },
  values: { values: ["checkKind", "lengthOf", "readPointer", "toText", "withMembers"] },
  "xml-text": { values: ["toXmlText"] },
  "xml-type": { values: ["xmlText"] },
  xpath: {
    values: [
      ...(["booleanInXml", "holdsInXml", "numberInXml", "onlyTextInXml"] as const),
      ...(["textInXml", "textsInXml", "xpathWith"] as const),
    ],
  },
} as const satisfies RuntimeExports;

/** The exports of the runtime that the module of an API uses. */
export const apiRuntime = {
  "api-key": { values: ["apiKeyInCookie", "apiKeyInHeader", "apiKeyInQuery"] },
  "aws-credentials": { types: ["AwsCredentialsSource"] },
  "aws-region": { values: ["awsRegion"] },
  "aws-retries": { values: ["awsRetries"] },
  "aws-signer": { values: ["createAwsSigner"] },
  "fetch-transport": { values: ["createFetchTransport"] },
  "header-parameters": { values: ["headerJson", "headerText", "toHeaders"] },
  http: { types: ["HttpResponse", "HttpStatus", "OperationRequest", "StatusOfClass", "Transport"] },
  "http-authentication": {
    values: ["authorization", "basic", "bearer"],
    types: ["BasicCredentials"],
  },
  "mock-transport": { values: ["createMockTransport"], types: ["MockHandlers", "MockTransport"] },
  "multipart-body": { values: ["joinLists", "toFormData"] },
  oauth2: { values: ["oauth2"], types: ["ClientCredentials", "RefreshToken"] },
  "path-parameters": { values: ["label", "matrix", "simple"] },
  "query-parameters": {
    values: [
      ...(["andQuery", "toCookies", "toQuery", "toUrlEncoded"] as const),
      ...(["asCookie", "asJson", "commaDelimited", "deepObject", "exploded"] as const),
      ...(["pipeDelimited", "scalar", "spaceDelimited", "tabDelimited"] as const),
      ...(["withObjects", "withReserved"] as const),
    ],
  },
  "whole-query": { values: ["andWholeQuery", "jsonQuery", "toQueryText", "wholeQuery"] },
  "read-xml": { values: ["readXml"] },
  "write-xml": { values: ["writeXml"] },
  "xml-type": { types: ["XmlType"] },
  "http-retries": { values: ["httpRetries"] },
  security: { values: ["createAuthenticator"], types: ["Provided", "Secret"] },
  "send-by-operation": { values: ["sendByOperation"] },
  "server-variables": {
    values: [
      ...(["hostLabel", "serverHost", "serverPath", "serverPort"] as const),
      ...(["serverRootPath", "serverScheme"] as const),
    ],
  },
  shape: { types: ["JsonShape"] },
  shapes: {
    values: [
      ...(["allShapes", "eachItem", "eitherShape", "int64", "itemsAt", "knownTexts"] as const),
      ...([
        "mapOf",
        "namedShape",
        "orAbsent",
        "orNothing",
        "orNull",
        "orOther",
        "tupleOf",
      ] as const),
    ],
  },
  "transport-options": { types: ["TransportOptions"] },
} as const satisfies RuntimeExports;

/** The exports of the runtime that the module of a schema uses. */
export const schemaRuntime = {
  "json-schema": { types: ["JsonSchema", "ObjectSchema"] },
  shape: { types: ["JsonShape"] },
  shapes: {
    values: [
      ...(["byKind", "eachItem", "itemsAt", "knownTexts", "mapOf", "namedShape"] as const),
      ...(["nonEmpty", "orNull", "orUndefined", "present", "tupleOf"] as const),
    ],
  },
} as const satisfies RuntimeExports;

/** The exports of the runtime that the index re-exports, for applications. */
export const indexRuntime: RuntimeExports = {
  "check-response": { values: ["UnexpectedResponseError"] },
  errors: {
    values: [
      ...["MissingValueError", "StepFailedError", "StepLimitError", "TransportError"],
      ...["UnexpectedInputError", "UnexpectedValueError", "WorkflowError"],
    ],
    types: ["StepFailure"],
  },
  http: { types: ["HttpRequest", "HttpResponse", "Transport"] },
  "mock-transport": { types: ["MockHandlers", "MockTransport"] },
  observe: { types: ["StepAttempt", "StepEvent"] },
  run: { types: ["RunOptions"] },
  "step-errors": { values: ["PrerequisiteError", "StepTimeoutError"] },
};

type NamesIn<File> =
  | (File extends { readonly values: readonly (infer Name)[] } ? Name : never)
  | (File extends { readonly types: readonly (infer Name)[] } ? Name : never);
type NamesOf<Exports> = NamesIn<Exports[keyof Exports]>;

/** The name of an export of the runtime that generated code uses. */
export type RuntimeName =
  | NamesOf<typeof workflowRuntime>
  | NamesOf<typeof apiRuntime>
  | NamesOf<typeof schemaRuntime>;

export function namesOf(exports: RuntimeExports): readonly string[] {
  return Object.values(exports).flatMap(({ values = [], types = [] }) => [...values, ...types]);
}
