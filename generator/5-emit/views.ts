import type { Code } from "../code/code.js";

/** The data of the templates: code to print, flags to branch on, arrays to repeat. */

export interface WorkflowView {
  readonly header: Code;
  readonly imports: Code;
  readonly schemas: readonly SchemaView[];
  readonly inputsDoc: Code;
  readonly inputsDeclaration: Code;
  readonly apisDoc: Code;
  readonly apisName: Code;
  readonly apis: readonly { readonly doc: Code; readonly member: Code }[];
  readonly dependenciesDoc: Code;
  readonly dependenciesName: Code;
  readonly dependencies: readonly { readonly name: Code; readonly type: Code }[];
  readonly resultDoc: Code;
  readonly resultName: Code;
  readonly outcomes: readonly OutcomeView[];
  readonly resultDeclaration: Code;
  readonly failure: FailureView | false;
  readonly doc: Code;
  readonly functionName: Code;
  readonly inputsParameter: Code;
  readonly apisParameter: Code;
  readonly optionsParameter: Code;
  readonly run: Code;
  /** Check the arguments that the workflow reads. */
  readonly checks: readonly Code[];
  readonly steps: readonly Code[];
  readonly results: readonly Code[];
  readonly defaults: readonly Code[];
  readonly statements: readonly StatementView[];
}

export interface OutcomeView {
  readonly doc: Code;
  readonly typeName: Code;
  readonly outcome: Code;
  readonly outputs: readonly Code[];
  readonly hasOutputs: boolean;
  readonly failure: Code | false;
  readonly result: Code | false;
}

/** The type of the errors of the steps, and the function that recognizes them. */
export interface FailureView {
  readonly typeDoc: Code;
  readonly typeDeclaration: Code;
  readonly doc: Code;
  readonly signature: Code;
  readonly test: Code;
}

/** Exactly one of `send`, `line` and `block` is set; the others are false. */
export interface StatementView {
  readonly send: SendView | false;
  readonly line: Code | false;
  /** A blank line comes before the statement. */
  readonly isApart: boolean;
  readonly block: BlockView | false;
}

export interface SendView {
  readonly comment: Code | false;
  readonly assertions: readonly Code[];
  readonly line: Code;
}

/** Statements in braces, after a head such as `if (…)`. */
export interface BlockView {
  readonly head: Code;
  readonly statements: readonly StatementView[];
}

export interface ApiView {
  readonly header: Code;
  readonly imports: Code;
  readonly transportOptions: Code;
  readonly apiName: Code;
  readonly optionsDoc: Code;
  readonly optionsName: Code;
  readonly options: readonly { readonly doc: Code; readonly member: Code }[];
  readonly choicesDoc: Code;
  /** The union type of the options, if there is a choice of credentials. */
  readonly choices: Code | false;
  readonly apiDoc: Code;
  readonly apiDeclaration: Code;
  readonly createDoc: Code;
  readonly createName: Code;
  readonly optionsParameter: Code;
  readonly region: Code | false;
  /** The authenticator that several transports share. */
  readonly authenticator: Code | false;
  /** Creates the transport to one of several servers. */
  readonly connect: Code | false;
  readonly transport: Code;
  readonly mockDoc: Code;
  readonly mockName: Code;
  readonly mockParameter: Code;
  readonly mockType: Code;
  readonly createMock: Code;
  readonly operationsDoc: Code;
  readonly operationsName: Code;
  readonly operationMembers: readonly Code[];
  readonly operations: readonly OperationView[];
  readonly xmlTypes: readonly Code[];
  readonly shapes: readonly Code[];
  readonly schemas: readonly SchemaView[];
}

export interface OperationView {
  readonly doc: Code;
  readonly functionName: Code;
  readonly requestParameter: Code;
  readonly requestType: Code;
  readonly responsesDoc: Code;
  readonly request: Code;
  readonly responsesDeclaration: Code;
  readonly errorsDoc: Code;
  readonly errorsDeclaration: Code;
}

export interface SchemaView {
  readonly doc: Code | false;
  readonly declaration: Code;
}

export interface InputsSchemaView {
  readonly header: Code;
  readonly imports: Code;
  readonly namedShapes: readonly Code[];
  readonly shape: Code | false;
  readonly doc: Code;
  readonly declaration: Code;
}

export interface IndexView {
  readonly header: Code;
  readonly exports: readonly Code[];
}
