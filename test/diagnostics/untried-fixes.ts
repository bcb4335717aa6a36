/** Cases whose fix a test cannot apply to the documents, with the reason. */
export const untried: Readonly<Record<string, string>> = {
  "aws-host-unlisted":
    "It is applied where the generated function is called, or nothing is to change.",
  "reference-not-mapped":
    "It is an option of the command line; test/compile/self.test.ts tries it.",
};

/**
 * Errors that a fix brings to light, by case: what cannot be read or resolved hides what is wrong with it.
 */
export const revealed: Readonly<Record<string, readonly string[]>> = {
  "component-not-found": ["duplicate-id"],
  "component-reference": ["duplicate-id"],
  "jsonpath-comparison": ["pointer-not-found"],
  "jsonpath-outside-filter": ["comparison-impossible", "output-not-available"],
  "jsonpath-syntax": ["input-not-found"],
  "operation-not-found": ["parameter-missing", "request-body-missing"],
  "operation-not-found.and-more": ["property-missing", "property-unknown"],
  "output-not-found": ["payload-type"],
  "parameter-undeclared": ["duplicate-id"],
  "pointer-syntax": ["pointer-not-found"],
  "step-not-found": ["output-not-found"],
  "xpath-syntax": ["input-not-found"],
};
