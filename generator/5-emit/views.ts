import type { Code } from "../code/code.js";

/** What the templates see: code to print, flags to branch on, lists to repeat. */

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
  readonly steps: readonly Code[];
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

/** The errors of the steps, and the function that tells them from others. */
export interface FailureView {
  readonly typeDoc: Code;
  readonly typeDeclaration: Code;
  readonly doc: Code;
  readonly signature: Code;
  readonly test: Code;
}

/** Exactly one of the kinds is given; the others are false. */
export interface StatementView {
  readonly send: SendView | false;
  /** A statement without statements in it. */
  readonly line: Code | false;
  /** Whether a blank line comes before it. */
  readonly isApart: boolean;
  readonly block: BlockView | false;
}

export interface SendView {
  readonly comment: Code | false;
  readonly assertions: readonly Code[];
  readonly line: Code;
}

/** Statements in braces; the head says when and how often they run. */
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
  /** The declaration of the options, where it is a choice. */
  readonly choices: Code | false;
  readonly apiDoc: Code;
  readonly apiDeclaration: Code;
  readonly createDoc: Code;
  readonly createName: Code;
  readonly optionsParameter: Code;
  readonly region: Code | false;
  /** The value of what several transports have in common. */
  readonly authenticator: Code | false;
  /** Makes the transport to one of several servers. */
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

export interface IndexView {
  readonly header: Code;
  readonly exports: readonly Code[];
}
