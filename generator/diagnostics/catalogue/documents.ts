import {
  arazzo,
  deviation,
  error,
  info,
  type LaterVersion,
  listNames,
  putInQuotes,
  quote,
  replaceName,
  replaceVersion,
  suggestion,
  type UnknownName,
  useVersion,
  warning,
} from "../catalogue-entry.js";

interface WrongKind {
  readonly field: string;
  readonly expected: string;
  readonly given?: string | undefined;
}

/** The elements of fields that are arrays. */
const exampleElements: ReadonlyMap<string, string> = new Map([
  ["sourceDescriptions", "{ name: pets, url: ./openapi.yaml, type: openapi }"],
  ["workflows", "{ workflowId: findPet, steps: […] }"],
  ["steps", "{ stepId: find, operationId: findPets }"],
  ["parameters", "{ name: id, in: query, value: $inputs.id }"],
  ["replacements", "{ target: /name, value: $inputs.name }"],
  ["successCriteria", "{ condition: $statusCode == 200 }"],
  ["criteria", "{ condition: $statusCode == 200 }"],
  ["onSuccess", "{ name: done, type: end }"],
  ["successActions", "{ name: done, type: end }"],
  ["onFailure", "{ name: again, type: retry, retryAfter: 1, retryLimit: 3 }"],
  ["failureActions", "{ name: again, type: retry, retryAfter: 1, retryLimit: 3 }"],
]);

const exampleObjects: ReadonlyMap<string, string> = new Map([
  ["info", "{ title: Pets, version: 1.0.0 }"],
  ["inputs", "{ type: object, properties: { id: { type: string } } }"],
  ["outputs", "{ id: $response.body#/id }"],
  ["requestBody", "{ payload: { name: $inputs.name } }"],
]);

/** What to write for a value of the wrong kind: the value in another form if it is known, or else an example. */
function exampleFor({ field, expected, given }: WrongKind): string {
  const [, list = field, isElement] = /^(\w+)(\[\d+\])?$/.exec(field) ?? [];
  const ownUnit = field === "timeout" ? "ms" : "s";
  const [, amount, unit = ownUnit] =
    /^(\d+(?:\.\d+)?) ?(ms|s|sec|seconds?)?$/.exec(given ?? "") ?? [];
  // Without an amount, these are NaN.
  const milliseconds = Number(amount) * (unit === "ms" ? 1 : 1000);
  const number = ownUnit === "ms" ? milliseconds : milliseconds / 1000;
  const fits = expected.endsWith("integer") ? Number.isInteger(number) : Number.isFinite(number);
  if (fits && /number|integer/.test(expected)) return String(number);
  if (field === "dependsOn" && given !== undefined) return `[${given}]`;
  const isCriterion = /riteria$/.test(list);
  if (isElement && isCriterion && given !== undefined) return `{ condition: ${given} }`;
  const element = exampleElements.get(list);
  if (element !== undefined && isElement) return `${expected}, such as ${element}`;
  if (element !== undefined && expected.startsWith("an array")) {
    return `${expected}, such as [${element}]`;
  }
  const object = expected === "an object" ? exampleObjects.get(field) : undefined;
  return object === undefined ? expected : `${expected}, such as ${object}`;
}

/** Messages about reading files, and about objects that violate the standard. */
export const documents = {
  "file-not-readable": error<{ name: string; problem: string }>({
    message: ({ name, problem }) => `${name} cannot be read: ${problem}`,
    why: "Code can be generated only from a readable file.",
    fix: () => "check the path",
  }),
  "no-description": error<{ name: string }>({
    message: ({ name }) => `${name} contains no Arazzo description`,
    why: "Only a document with the field `arazzo` describes workflows.",
    fix: () => "pass an Arazzo document, or a folder that contains one",
    standard: arazzo("arazzo-specification-object"),
  }),
  "yaml-syntax": error<{ problem: string }>({
    message: ({ problem }) => problem,
    why: "A document with a syntax error may be read incorrectly.",
    fix: () => "correct the YAML or JSON here",
    standard: arazzo("format"),
  }),
  "missing-field": error<{ object: string; fields: readonly string[] }>({
    message: ({ object, fields }) =>
      fields.length === 1
        ? `${object} needs the field ${listNames(fields)}`
        : `${object} needs one of the fields ${listNames(fields)}`,
    why: "The standard requires this field.",
    fix: ({ fields }) => `add ${fields.length > 1 ? "one of " : ""}${listNames(fields)}`,
    standard: arazzo("schema"),
  }),
  "version-unsupported": error<{ version: string }>({
    message: ({ version }) => `${quote(version)} is not a supported version of Arazzo`,
    why: "The fields of this version are unknown to the compiler.",
    fix: () => "write arazzo: 1.1.0, and use only the fields of that version",
    replace: ({ version }) => ({ from: version, to: "1.1.0" }),
    standard: arazzo("versions"),
  }),
  "version-later": warning<{ version: string }>({
    message: ({ version }) =>
      `Arazzo ${quote(version)} is read as version 1.1, the latest that is supported`,
    why: "What a later version adds or changes is unknown to the compiler.",
    fix: () => "write arazzo: 1.1.0, and use only the fields of that version",
    replace: ({ version }) => ({ from: version, to: "1.1.0" }),
    standard: arazzo("versions"),
  }),
  "wrong-kind": error<{
    field: string;
    expected: string;
    /** The value, if it is a string. */
    given?: string | undefined;
    nearest?: string | undefined;
    /** The value as it stands in the file, if quotes make it right. */
    unquoted?: string | undefined;
  }>({
    message: ({ field, expected, given }) =>
      `${quote(field)} must be ${expected}${given === undefined ? "" : `, not ${quote(given)}`}`,
    why: "The standard defines the type of each field.",
    fix: ({ nearest, unquoted, ...wrong }) => {
      if (unquoted !== undefined) return putInQuotes(unquoted);
      return nearest === undefined
        ? `write ${exampleFor(wrong)}`
        : `did you mean ${quote(nearest)}?`;
    },
    replace: ({ given = "", nearest, unquoted }) =>
      replaceName({ name: unquoted ?? given, nearest: unquoted ?? nearest }),
    standard: arazzo("schema"),
  }),
  "fields-exclusive": error<{ object: string; fields: readonly string[] }>({
    message: ({ object, fields }) => `${object} has more than one of ${listNames(fields)}`,
    why: "The compiler cannot decide which of them to use.",
    fix: () => "remove all but one",
    standard: arazzo("schema"),
  }),
  "field-unknown": warning<
    UnknownName & {
      object: string;
      /** The version that adds the field; undefined if no version has it. */
      since: LaterVersion | undefined;
    }
  >({
    message: ({ name, object, since }) =>
      since === undefined
        ? `${object} has no field ${quote(name)}`
        : `${object} has no field ${quote(name)} before version ${since.version} of Arazzo`,
    why: "The field is ignored, which is probably a mistake.",
    fix: ({ name, nearest, since }) => {
      if (since !== undefined) return `${useVersion(since)}, or remove the field`;
      if (name === "$ref")
        return "write reference: $components.<section>.<name>, or the object itself";
      return nearest === undefined ? "remove it" : `did you mean ${quote(nearest)}?`;
    },
    replace: ({ since, ...unknown }) => (since ? replaceVersion(since) : replaceName(unknown)),
    standard: arazzo("schema"),
  }),
  "schema-keyword": warning<{ name: string; expected: string; nearest: string | undefined }>({
    message: ({ name, expected }) => `${quote(name)} of a JSON Schema must be ${expected}`,
    why: "The keyword is ignored, which is probably a mistake.",
    fix: ({ name, expected, nearest }) => {
      if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
      return name === "required"
        ? "write required: [<name>, …] beside properties, with the names of the required properties"
        : `write ${expected}`;
    },
    standard: arazzo("workflow-object"),
    deviation: true,
  }),
  "dynamic-reference": warning<{ reference: string }>({
    message: ({ reference }) => `the values of the $dynamicRef ${quote(reference)} are unknown`,
    why: "Which schema a dynamic reference leads to depends on the schemas that refer to its own.",
    fix: () => "write $ref if it always leads to the same schema",
    standard: "https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2",
  }),
  "schema-keyword-unknown": warning<{ name: string; nearest: string | undefined }>({
    message: ({ name, nearest }) =>
      nearest === undefined
        ? `the property ${quote(name)} is outside "properties"`
        : `JSON Schema has no keyword ${quote(name)}`,
    why: "The field is ignored, which is probably a mistake.",
    fix: ({ name, nearest }) =>
      nearest === undefined
        ? `put ${quote(name)} under properties`
        : `did you mean ${quote(nearest)}?`,
    replace: replaceName,
    standard: arazzo("workflow-object"),
  }),
  "inputs-not-schema": error<{ name: string }>({
    message: ({ name }) =>
      `inputs must be a JSON Schema: ${quote(name)} belongs under "properties"`,
    why: "The inputs are the properties of the schema.",
    fix: ({ name }) => `write properties: { ${name}: { type: string } }`,
    standard: arazzo("workflow-object"),
  }),
  "required-undeclared": warning<UnknownName>({
    message: ({ name }) => `required names ${quote(name)}, which is not declared in properties`,
    why: "The property is required, but has no type.",
    fix: (parameters) =>
      parameters.nearest === undefined
        ? `declare ${quote(parameters.name)} in properties, or remove the name`
        : suggestion(parameters),
    replace: replaceName,
    standard: arazzo("workflow-object"),
  }),
  "duplicate-id": error<{ what: string; id: string }>({
    message: ({ what, id }) => `duplicate ${what} ${quote(id)}`,
    why: "The compiler cannot decide which of them to use.",
    fix: () => "rename or remove one of the two",
    standard: arazzo("workflow-object"),
  }),
  unused: info<{ what: string; name: string }>({
    message: ({ what, name }) => `the ${what} ${quote(name)} is not used`,
    why: "Nothing in the document reads it, so it may be misspelt or left over.",
    fix: () => "use it, or remove it",
  }),
  "name-deviation": deviation<{ what: string; name: string }>({
    message: ({ what, name }) =>
      `the standard does not allow ${quote(name)} as the name of ${what}`,
    why: "Other tools may not resolve a name with other characters than letters, digits, dots, hyphens and underscores.",
    fix: () => "use only letters, digits, dots, hyphens and underscores",
    standard: arazzo("components-object"),
  }),
  "name-discouraged": info<{ what: string; name: string }>({
    message: ({ what, name }) => `the standard advises against ${quote(name)} as ${what}`,
    why: "Other tools may not parse an expression that contains this name.",
    fix: () => "use only letters, digits, hyphens and underscores",
    standard: arazzo("step-object"),
  }),
  "component-not-found": error<UnknownName & { section: string }>({
    message: ({ name, section }) => `components.${section} has no ${quote(name)}`,
    why: "The reference has no target.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("components-object"),
  }),
  "component-reference": error<{ reference: string; section: string }>({
    message: ({ reference, section }) =>
      `${quote(reference)} does not refer to an object of components.${section}`,
    why: "A reference can only point to the `components` section of the same document.",
    fix: ({ section }) => `write $components.${section}.<name>`,
    standard: arazzo("reusable-object"),
  }),
  "reference-not-found": warning<{ reference: string }>({
    message: ({ reference }) => `${quote(reference)} does not refer to anything`,
    why: "A value without a schema has the type `unknown`.",
    fix: () => "correct the reference",
  }),
  unsupported: error<{ construct: string }>({
    message: ({ construct }) => `${construct} is not supported`,
    why: "Generated code that ignored it would not do what the document says.",
    fix: () => "rewrite the workflow without it",
  }),
};
