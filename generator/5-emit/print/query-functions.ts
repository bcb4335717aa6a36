/** The functions of the runtime for queries: what tests one, and what writes a value as one does. */
export const queryFunctions = {
  jsonpath: { test: "hasMatch", literal: "asLiteral" },
  xpath: { test: "holdsInXml", literal: "asXPathLiteral" },
} as const;
