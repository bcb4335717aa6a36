import type {
  Expression,
  LinkedApi,
  LinkedOperation,
  LinkedWorkflow,
  ParameterPlace,
  Template,
} from "../2-link/linked.js";
import type { Located } from "../source/located.js";
import type { ValueKind } from "../typescript/program.js";

/** What phase 3 gives: TypeScript's types for everything that the workflows send and read. */
export interface TypedDescriptions {
  readonly apis: readonly TypedApi[];
  readonly workflows: readonly TypedWorkflow[];
}

/** TypeScript code of a type, printed from a syntax tree and so free of foreign code. */
export interface TypeText {
  readonly typeText: string;
}

export interface NamedType {
  readonly name: string;
  readonly type: TypeText;
  readonly description: string | undefined;
}

/** The module of one API: its names, and the types that its used operations reach. */
export interface TypedApi {
  readonly api: LinkedApi;
  /** The name of the transport, such as `sagemakerApi`. */
  readonly name: string;
  /** The name under which workflows import the module, such as `SagemakerApi`. */
  readonly namespace: string;
  /** The file's name without its ending, such as `sagemaker-api`. */
  readonly moduleName: string;
  readonly schemas: readonly NamedType[];
  readonly operations: readonly TypedOperation[];
}

export interface TypedOperation {
  readonly operation: LinkedOperation;
  /** Such as `listTrainingJobs`. */
  readonly functionName: string;
  /** Such as `ListTrainingJobsResponses`. */
  readonly responsesName: string;
  readonly parameters: readonly TypedParameter[];
  readonly body: TypedBody | undefined;
  readonly responses: readonly TypedResponse[];
}

export interface TypedParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly at: Located;
  readonly type: TypeText;
}

export interface TypedBody {
  readonly contentType: string;
  readonly required: boolean;
  readonly type: TypeText;
}

export interface TypedResponse {
  /** As the description writes it: `200`, `4XX` or `default`. */
  readonly status: string;
  readonly kind: "json" | "text" | "none";
  readonly type: TypeText;
}

export interface TypedWorkflow {
  readonly workflow: LinkedWorkflow;
  /** The type of the function's first parameter. */
  readonly inputs: TypeText;
  /** The APIs whose operations its steps call. */
  readonly apis: readonly TypedApi[];
  /** What every expression of the workflow is, by the expression itself. */
  readonly expressions: ReadonlyMap<Expression, TypedExpression>;
  /** The holes of payloads and parameters whose place may be left empty. */
  readonly optionalHoles: ReadonlySet<Template>;
}

/** How a value is read, and what TypeScript knows of it. */
export interface TypedExpression {
  /** The properties that lead from the expression's root to the value. */
  readonly path: readonly PropertyAccess[];
  /** Without `undefined` and `null`. */
  readonly type: TypeText;
  readonly kind: ValueKind;
  /** The value can be `undefined`: it, or something on the way to it, can be left out. */
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
}

export interface PropertyAccess {
  readonly key: string;
  readonly isIndex: boolean;
  /** The value that the property is read from may be absent. */
  readonly isOptional: boolean;
}
