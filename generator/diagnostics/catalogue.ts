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
  /** Set for what the types of a description do not allow: `--on-type-error warn` lets it pass. */
  readonly isTypeError?: true;
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
  "source-unused": entry<{ name: string; problem: string }>({
    severity: "warning",
    message: ({ name, problem }) =>
      `the source description ${quote(name)} cannot be read, and no workflow needs it: ${problem}`,
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
  "fields-exclusive": entry<{ object: string; fields: readonly string[] }>({
    severity: "error",
    message: ({ object, fields }) => `${object} has more than one of ${listNames(fields)}`,
    why: "Only one of them can be meant.",
    fix: () => "remove all but one",
    standard: arazzo("schema"),
  }),
  "field-unknown": entry<UnknownName & { object: string }>({
    severity: "warning",
    message: ({ name, object }) => `${object} has no field ${quote(name)}`,
    why: "It is ignored, which is hardly what was meant.",
    fix: ({ nearest }) => (nearest === undefined ? "remove it" : `did you mean ${quote(nearest)}?`),
    standard: arazzo("schema"),
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
  "qualification-missing": entry<{ name: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ name }) =>
      `${quote(name)} does not name its source description as the standard asks`,
    why: "Other tools may not find what it names.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("step-object"),
  }),
  "operation-path-syntax": entry<{ operationPath: string; problem: string }>({
    severity: "error",
    message: ({ operationPath, problem }) =>
      `${quote(operationPath)} is no operation path: ${problem}`,
    why: "The step has nothing to call.",
    fix: () => "write, say, {$sourceDescriptions.name.url}#/paths/~1pets~1{petId}/get",
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
  "workflow-circle": entry<{ workflowIds: readonly string[] }>({
    severity: "error",
    message: ({ workflowIds }) =>
      `these workflows need each other: ${workflowIds.map(quote).join(" → ")}`,
    why: "None of them could ever come to its end.",
    fix: () => "repeat steps with goto or retry inside of one workflow",
    standard: arazzo("workflow-object"),
  }),
  "workflow-not-awaited": entry<{ workflowId: string }>({
    severity: "warning",
    message: ({ workflowId }) =>
      `the workflow ${quote(workflowId)} is read here, but neither called nor depended on`,
    why: "It is taken as a dependency, so that there is something to read.",
    fix: ({ workflowId }) => `add dependsOn: [${workflowId}]`,
    standard: arazzo("workflow-object"),
  }),
  "call-input-undeclared": entry<UnknownName & { workflowId: string }>({
    severity: "warning",
    message: ({ name, workflowId }) =>
      `the workflow ${quote(workflowId)} has no input ${quote(name)}; it is not passed on`,
    why: "The workflow could not read it.",
    fix: suggestion,
    standard: arazzo("parameter-object"),
  }),
  "call-input-missing": entry<{ name: string; workflowId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, workflowId }) =>
      `the workflow ${quote(workflowId)} requires the input ${quote(name)}`,
    why: "The workflow could not run without it.",
    fix: ({ name }) => `add a parameter with name ${quote(name)}`,
    standard: arazzo("parameter-object"),
  }),
  "component-not-found": entry<UnknownName & { section: string }>({
    severity: "error",
    message: ({ name, section }) => `components.${section} has no ${quote(name)}`,
    why: "The reference leads nowhere.",
    fix: suggestion,
    standard: arazzo("components-object"),
  }),
  "component-reference": entry<{ reference: string; section: string }>({
    severity: "error",
    message: ({ reference, section }) =>
      `${quote(reference)} does not refer to a ${section} component`,
    why: "Only an object of the components section of this document can be used again.",
    fix: ({ section }) => `write $components.${section}.<name>`,
    standard: arazzo("reusable-object"),
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
      `${operationId} takes ${quote(declared)}, not ${quote(name)}; the payload is read as that`,
    why: "Both are JSON, and the operation declares no other type.",
    fix: ({ declared }) => `write contentType: ${declared}`,
    standard: arazzo("request-body-object"),
  }),
  "payload-syntax": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => `the payload is no JSON: ${problem}`,
    why: "A JSON template is read when the code is generated.",
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
  "expression-deviation": entry<{ expression: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ expression, standard }) => `${quote(expression)} is read as ${standard}`,
    why: "The standard has no such expression, and other tools may refuse it.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("runtime-expressions"),
  }),
  "expression-unbraced": entry<{ expression: string }>({
    severity: "info",
    deviation: true,
    message: ({ expression }) => `${expression} is read as an expression inside the text`,
    why: "The standard asks for braces there, and other tools may send the letters as they are.",
    fix: ({ expression }) => `write {${expression}}`,
    standard: arazzo("runtime-expressions"),
  }),
  "expression-as-name": entry<{ expression: string }>({
    severity: "error",
    message: ({ expression }) => `${quote(expression)} stands where the name of a property belongs`,
    why: "The standard evaluates values only; the letters themselves would be sent as the name.",
    fix: () => "write the name, or take the whole object from an input",
    standard: arazzo("runtime-expressions"),
  }),
  "output-empty": entry<{ name: string }>({
    severity: "info",
    deviation: true,
    message: ({ name }) => `the output ${quote(name)} is always null`,
    why: "The standard wants a runtime expression there.",
    fix: () => "write a runtime expression, or remove the output",
    standard: arazzo("step-object"),
  }),
  "request-parameter-not-found": entry<UnknownName & { in: string }>({
    severity: "error",
    message: ({ name, in: place }) => `this step sends no ${place} parameter ${quote(name)}`,
    why: "The expression would never have a value.",
    fix: suggestion,
    standard: arazzo("runtime-expressions"),
  }),
  "step-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `this workflow has no step ${quote(name)}`,
    why: "Nothing can be read from it and nothing can go to it.",
    fix: suggestion,
    standard: arazzo("step-object"),
  }),
  "output-not-found": entry<UnknownName & { owner: string }>({
    severity: "error",
    message: ({ name, owner }) => `${owner} has no output ${quote(name)}`,
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
    isTypeError: true,
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
  "criterion-context": entry<{ type: string }>({
    severity: "error",
    message: ({ type }) => `a ${type} criterion needs a context`,
    why: "The context says what the condition is applied to.",
    fix: () => "add context: $response.body",
    standard: arazzo("criterion-object"),
  }),
  "context-ignored": entry<Record<never, never>>({
    severity: "info",
    message: () => "the context has no meaning in a simple condition",
    why: "The operands of a simple condition say themselves what they are.",
    fix: () => "remove it, or say type: jsonpath or type: regex if that is meant",
    standard: arazzo("criterion-object"),
  }),
  "condition-deviation": entry<{ condition: string; problem: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ condition, problem }) => `${quote(condition)}: ${problem}`,
    why: "The standard does not allow it, and other tools may refuse it.",
    fix: ({ standard }) => `write ${standard}`,
    standard: arazzo("criterion-object"),
  }),
  "criterion-ignored": entry<{ condition: string }>({
    severity: "warning",
    message: ({ condition }) => `${quote(condition)} means nothing in a step that calls a workflow`,
    why: "A workflow has no response; the step succeeds when the workflow does.",
    fix: () => "remove the criterion",
    standard: arazzo("criterion-object"),
  }),
  "regex-syntax": entry<{ pattern: string; problem: string }>({
    severity: "error",
    message: ({ pattern, problem }) => `${quote(pattern)} is no regular expression: ${problem}`,
    why: "A pattern that cannot be read can neither match nor fail.",
    fix: () => "mend the pattern; it is read as JavaScript reads it",
    standard: arazzo("criterion-object"),
  }),
  "jsonpath-syntax": entry<{ query: string; problem: string }>({
    severity: "error",
    message: ({ query, problem }) => `${quote(query)} is no JSONPath query: ${problem}`,
    why: "A query that cannot be read can find nothing.",
    fix: () => "write it as RFC 9535 says, for example $[?@.status == 'done']",
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "action-type": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `there is no action of the type ${quote(name)} here`,
    why: "What should happen is unknown.",
    fix: suggestion,
    standard: arazzo("success-action-object"),
  }),
  "action-target": entry<Record<never, never>>({
    severity: "error",
    message: () => "the goto says neither a step nor a workflow to go to",
    why: "There is nowhere to go.",
    fix: () => "add stepId or workflowId",
    standard: arazzo("success-action-object"),
  }),
  "retry-on-success": entry<{ stepId: string }>({
    severity: "warning",
    message: ({ stepId }) => `retry is no success action; it is read as a goto to ${quote(stepId)}`,
    why: "The standard knows retry only for a step that failed.",
    fix: () => "write type: goto, or criteria that make the step fail and a retry under onFailure",
    standard: arazzo("success-action-object"),
  }),
  "retry-of-itself": entry<{ stepId: string }>({
    severity: "info",
    deviation: true,
    message: ({ stepId }) =>
      `a retry of ${quote(stepId)} that names itself is read as a plain retry`,
    why: "The standard would run the step once more before each retry.",
    fix: () => "remove stepId",
    standard: arazzo("failure-action-object"),
  }),
  "jsonpath-comparison": entry<{ condition: string; standard: string }>({
    severity: "info",
    deviation: true,
    message: ({ condition }) => `${quote(condition)} is not RFC 9535; it is read as a comparison`,
    why: "Other tools may refuse it or never find it true.",
    fix: ({ standard }) => `the standard's way is: ${standard}`,
    standard: "https://www.rfc-editor.org/rfc/rfc9535",
  }),
  "function-renamed": entry<{ workflowId: string; functionName: string }>({
    severity: "warning",
    message: ({ workflowId, functionName }) =>
      `the function of the workflow ${quote(workflowId)} is called ${functionName}`,
    why: "Its own name is taken by another workflow or by something else that is exported.",
    fix: () => "rename the workflow, or compile the documents into folders of their own",
  }),
  "step-unreachable": entry<{ stepId: string }>({
    severity: "warning",
    message: ({ stepId }) => `no path leads to the step ${quote(stepId)}`,
    why: "It never runs, and no code is generated for it.",
    fix: () => "let an action go to it, or remove it",
    standard: arazzo("step-object"),
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
    isTypeError: true,
    message: ({ problem }) => problem,
    why: "The API's description refuses this value.",
    fix: () => "give a value of the declared type",
    standard: arazzo("request-body-object"),
  }),
  "property-unknown": entry<UnknownName>({
    severity: "error",
    isTypeError: true,
    message: ({ name }) => `${quote(name)} is not declared at this place`,
    why: "The API's description does not know it, so it is probably misspelt.",
    fix: suggestion,
    standard: arazzo("request-body-object"),
  }),
  "property-missing": entry<{ names: readonly string[] }>({
    severity: "error",
    isTypeError: true,
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
