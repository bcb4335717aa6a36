export type Severity = "error" | "warning" | "info";

/** One kind of message: what it says, why it matters, and how to mend it. */
export interface CatalogueEntry<Parameters> {
  readonly severity: Severity;
  readonly message: (parameters: Parameters) => string;
  readonly why: string;
  readonly fix: (parameters: Parameters) => string;
  /** The section of the standard that the rule comes from. */
  readonly standard?: string;
  /** Set for readings of documents that deviate from the standard: `--strict` makes them errors. */
  readonly deviation?: true;
}

const arazzo = (section: string) => `https://spec.openapis.org/arazzo/v1.0.1.html#${section}`;

function entry<Parameters>(definition: CatalogueEntry<Parameters>): CatalogueEntry<Parameters> {
  return definition;
}

interface UnknownName {
  readonly name: string;
  /** The names that there are. */
  readonly known: readonly string[];
  /** The one of them that was probably meant. */
  readonly nearest: string | undefined;
}

const suggestion = ({ nearest, known }: UnknownName): string => {
  if (nearest !== undefined) return `did you mean ${quote(nearest)}?`;
  return known.length === 0 ? "there are none here" : `there are: ${listNames(known)}`;
};

const entries = {
  "file-not-readable": entry<{ name: string; problem: string }>({
    severity: "error",
    message: ({ name, problem }) => `${name} cannot be read: ${problem}`,
    why: "Nothing can be generated from a file that is not there.",
    fix: () => "check the path",
  }),
  "no-description": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `no Arazzo description in ${name}`,
    why: "Only a document with the field `arazzo` describes workflows.",
    fix: () => "name an Arazzo document, or a folder that holds one",
    standard: arazzo("arazzo-specification-object"),
  }),
  "yaml-syntax": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    why: "The rest of the document cannot be trusted when its syntax is broken.",
    fix: () => "mend the YAML or JSON at this place",
    standard: arazzo("format"),
  }),
  "missing-field": entry<{ object: string; field: string }>({
    severity: "error",
    message: ({ object, field }) => `${object} lacks the field ${quote(field)}`,
    why: "The standard requires this field.",
    fix: ({ field }) => `add ${quote(field)}`,
    standard: arazzo("schema"),
  }),
  "wrong-kind": entry<{ field: string; expected: string }>({
    severity: "error",
    message: ({ field, expected }) => `${quote(field)} must be ${expected}`,
    why: "The standard says what kind of value each field holds.",
    fix: ({ expected }) => `write ${expected}`,
    standard: arazzo("schema"),
  }),
  "duplicate-id": entry<{ what: string; id: string }>({
    severity: "error",
    message: ({ what, id }) => `the ${what} ${quote(id)} is given twice`,
    why: "What refers to it would be ambiguous.",
    fix: () => "rename one of the two",
    standard: arazzo("workflow-object"),
  }),
  "source-not-readable": entry<{ name: string; looked: string; problem: string }>({
    severity: "error",
    message: ({ name, looked, problem }) =>
      `the source description ${quote(name)} cannot be read from ${looked}: ${problem}`,
    why: "Without it, the operations of the steps are unknown.",
    fix: () => "correct the url, or say where the file is with --map <url>=<file>",
    standard: arazzo("source-description-object"),
  }),
  "source-kind": entry<{ name: string; expected: string }>({
    severity: "error",
    message: ({ name, expected }) => `the source description ${quote(name)} is no ${expected}`,
    why: "The type of a source description says how it is read.",
    fix: () => "correct the type or the url",
    standard: arazzo("source-description-object"),
  }),
  unsupported: entry<{ construct: string }>({
    severity: "error",
    message: ({ construct }) => `${construct} cannot be compiled yet`,
    why: "Code that ignores a part of the document would do something else than it says.",
    fix: () => "write the workflow without it",
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
  "reference-not-found": entry<{ reference: string }>({
    severity: "warning",
    message: ({ reference }) => `${quote(reference)} refers to nothing`,
    why: "What it should describe has the type `unknown`.",
    fix: () => "correct the reference",
  }),
  "parameter-undeclared": entry<UnknownName & { operationId: string; in: string }>({
    severity: "warning",
    message: ({ name, operationId, in: place }) =>
      `${operationId} declares no ${place} parameter ${quote(name)}`,
    why: "It is sent as the workflow says, but nothing checks its value.",
    fix: suggestion,
    standard: arazzo("parameter-object"),
  }),
  "parameter-missing": entry<{ name: string; in: string; operationId: string }>({
    severity: "error",
    message: ({ name, in: place, operationId }) =>
      `${operationId} requires the ${place} parameter ${quote(name)}`,
    why: "The API would refuse the request.",
    fix: ({ name, in: place }) => `add a parameter with name ${quote(name)} and in ${quote(place)}`,
    standard: arazzo("parameter-object"),
  }),
  "request-body-undeclared": entry<{ operationId: string }>({
    severity: "error",
    message: ({ operationId }) => `${operationId} takes no request body`,
    why: "The API would ignore or refuse it.",
    fix: () => "remove requestBody",
    standard: arazzo("request-body-object"),
  }),
  "request-body-missing": entry<{ operationId: string }>({
    severity: "error",
    message: ({ operationId }) => `${operationId} requires a request body`,
    why: "The API would refuse the request.",
    fix: () => "add requestBody",
    standard: arazzo("request-body-object"),
  }),
  "content-type-undeclared": entry<UnknownName & { operationId: string }>({
    severity: "error",
    message: ({ name, operationId }) => `${operationId} takes no body of type ${quote(name)}`,
    why: "The media type decides what the payload may be.",
    fix: suggestion,
    standard: arazzo("request-body-object"),
  }),
  "expression-syntax": entry<{ expression: string; problem: string }>({
    severity: "error",
    message: ({ expression, problem }) =>
      `${quote(expression)} is no runtime expression: ${problem}`,
    why: "The value it should stand for is unknown.",
    fix: () => "write, say, $inputs.name, $steps.id.outputs.name or $response.body#/pointer",
    standard: arazzo("runtime-expressions"),
  }),
  "expression-misplaced": entry<{ expression: string; problem: string }>({
    severity: "error",
    message: ({ expression, problem }) => `${quote(expression)} has no value here: ${problem}`,
    why: "A value can only be read after it exists.",
    fix: () => "use an expression that has a value at this place",
    standard: arazzo("runtime-expressions"),
  }),
  "step-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `this workflow has no step ${quote(name)}`,
    why: "Nothing can be read from it and nothing can go to it.",
    fix: suggestion,
    standard: arazzo("step-object"),
  }),
  "output-not-found": entry<UnknownName & { stepId: string }>({
    severity: "error",
    message: ({ name, stepId }) => `the step ${quote(stepId)} has no output ${quote(name)}`,
    why: "The expression would never have a value.",
    fix: suggestion,
    standard: arazzo("step-object"),
  }),
  "output-not-available": entry<{ stepId: string; name: string }>({
    severity: "error",
    message: ({ stepId, name }) =>
      `the output ${quote(name)} is read before the step ${quote(stepId)} has run`,
    why: "No path through the workflow gives it a value before this place.",
    fix: () => "move the step that needs it behind the one that gives it",
    standard: arazzo("runtime-expressions"),
  }),
  "input-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `the workflow's inputs do not declare ${quote(name)}`,
    why: "The function's callers could not give it.",
    fix: suggestion,
    standard: arazzo("workflow-object"),
  }),
  "pointer-not-found": entry<UnknownName & { pointer: string; of: string }>({
    severity: "error",
    message: ({ name, pointer, of }) =>
      `${of} has nothing at ${quote(pointer)}: there is no ${quote(name)}`,
    why: "The expression would never have a value.",
    fix: suggestion,
    standard: arazzo("runtime-expressions"),
  }),
  "condition-syntax": entry<{ condition: string; problem: string }>({
    severity: "error",
    message: ({ condition, problem }) => `${quote(condition)} is no condition: ${problem}`,
    why: "A condition that cannot be read can neither hold nor fail.",
    fix: () => "compare a runtime expression with a literal, such as $statusCode == 200",
    standard: arazzo("criterion-object"),
  }),
  "criterion-context": entry<Record<never, never>>({
    severity: "error",
    message: () => "a jsonpath criterion needs a context",
    why: "The context says what the query is applied to.",
    fix: () => "add context: $response.body",
    standard: arazzo("criterion-object"),
  }),
  "jsonpath-comparison": entry<{ condition: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ condition }) => `${quote(condition)} is not RFC 9535; it is read as a comparison`,
    why: "Other tools may refuse it or never find it true.",
    fix: ({ standard }) => `the standard's way is: ${standard}`,
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "reserved-outcome": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `an action cannot be called ${quote(name)}`,
    why: "It is the outcome of a workflow whose last step succeeded.",
    fix: () => "rename the action",
  }),
  "value-asserted": entry<{ expression: string; stepId: string }>({
    severity: "info",
    message: ({ expression, stepId }) =>
      `${expression} may be absent; ${quote(stepId)} stops with a MissingValueError then`,
    why: "The API does not promise the value, and the place it goes to requires one.",
    fix: () => "declare it as required in the API's description if it always is there",
  }),
  "payload-type": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    why: "The API's description refuses this value.",
    fix: () => "give a value of the declared type",
    standard: arazzo("request-body-object"),
  }),
  "property-unknown": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `${quote(name)} is not declared at this place`,
    why: "The API's description does not know it, so it is probably misspelt.",
    fix: suggestion,
    standard: arazzo("request-body-object"),
  }),
  "property-missing": entry<{ names: readonly string[] }>({
    severity: "error",
    message: ({ names }) => `required here and not given: ${listNames(names)}`,
    why: "The API's description requires it.",
    fix: ({ names }) => `add ${listNames(names)}`,
    standard: arazzo("request-body-object"),
  }),
  "generated-code": entry<{ file: string; problem: string }>({
    severity: "error",
    message: ({ file, problem }) => `the code generated for ${file} does not compile: ${problem}`,
    why: "This is a fault of the generator, not of the document.",
    fix: () => "please report it with the document",
  }),
  "output-not-ours": entry<{ file: string }>({
    severity: "error",
    message: ({ file }) => `${file} was not written by arazzo-typescript and would be overwritten`,
    why: "Files that somebody else wrote are left alone.",
    fix: () => "move the file, or choose another folder with --out",
  }),
};

export type DiagnosticCode = keyof typeof entries;

/** What a message needs to be told, by its code. */
export type ParametersOf<Code extends DiagnosticCode> = Parameters<
  (typeof entries)[Code]["message"]
>[0];

/** Every message that the generator can give, by its code. */
export const catalogue: {
  readonly [Code in DiagnosticCode]: CatalogueEntry<ParametersOf<Code>>;
} = entries;

export function quote(name: string): string {
  return JSON.stringify(name);
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(quote).join(", ");
  return names.length > 8 ? `${shown}, …` : shown;
}
