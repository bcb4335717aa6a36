import type { Located } from "../source/located.js";
import type { ValueKind } from "../typescript/program.js";
import type { Expression, LinkedApi, LinkedStep, LinkedWorkflow, Template } from "./linked.js";
import type { LinkedOperation, ParameterPlace } from "./linked-operation.js";
import type { TypeNode } from "./type-node.js";

/** What phase 3 gives of a cluster: TypeScript's types for everything that the workflows send and read. */
export interface TypedCluster {
  readonly apis: readonly TypedApi[];
  /** In an order in which each comes after those that it calls. */
  readonly groups: readonly WorkflowGroup[];
}

/** Workflows that call each other in a circle, or one by itself. */
export interface WorkflowGroup {
  readonly workflows: readonly TypedWorkflow[];
  /** Whether they can come to run themselves again. */
  readonly isCyclic: boolean;
}

export interface NamedType {
  readonly name: string;
  readonly type: TypeNode;
  readonly description: string | undefined;
}

/** What the generated code calls an API. */
export interface ApiName {
  /** The name of the transport, such as `sagemakerApi`. */
  readonly name: string;
  /** The name in the names of its types and functions, such as `SagemakerApi`. */
  readonly typeName: string;
  /** The name under which workflows import the module, such as `sagemakerOperations`. */
  readonly namespace: string;
  /** The file's name without its ending, such as `sagemaker-api`. */
  readonly moduleName: string;
}

/** What the generated code calls a workflow. */
export interface WorkflowName {
  /** The file's name without its ending, such as `register-latest-completed-training`. */
  readonly moduleName: string;
  /** Such as `registerLatestCompletedTraining`. */
  readonly functionName: string;
  /** What the names of its types start with, such as `RegisterLatestCompletedTraining`. */
  readonly typeName: string;
  /** The name of the function that tells the errors of its failed steps from others. */
  readonly failureTestName: string;
  /** Whether a workflow of another document has the same `workflowId`. */
  readonly isIdShared: boolean;
}

export interface TypedApi extends ApiName {
  readonly api: LinkedApi;
  readonly schemas: readonly NamedType[];
  readonly operations: readonly TypedOperation[];
}

export interface TypedOperation {
  readonly operation: LinkedOperation;
  /** Such as `listTrainingJobs`. */
  readonly functionName: string;
  /** Such as `ListTrainingJobsResponses`. */
  readonly responsesName: string;
  /** Such as `ListTrainingJobsErrors`. */
  readonly errorsName: string;
  /** Those that are declared, then those that workflows send without that. */
  readonly parameters: readonly TypedParameter[];
  /** What workflows send; undefined if they send none. */
  readonly body: TypedBody | undefined;
  readonly responses: readonly TypedResponse[];
}

export interface TypedParameter {
  /** The key in its group of the request; names of headers are equal whatever their case. */
  readonly name: string;
  readonly in: ParameterPlace;
  /** Whether a request must hold it. */
  readonly required: boolean;
  readonly isDeprecated: boolean;
  /** Its declaration; for one that is not declared, where a step sends it. */
  readonly at: Located;
  readonly type: TypeNode;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly kind: ParameterKind;
  /** The value is always a string, so that a header can hold it as it is. */
  readonly isText: boolean;
}

/** The values that a parameter takes: strings, numbers and booleans; arrays of them too; or any value. */
export type ParameterKind = "scalar" | "array" | "any";

/** A style of OpenAPI, or `json` for a parameter whose `content` is of that media type. */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "cookie"
  | "json";

export interface TypedBody {
  /** Whether a request must hold it. */
  readonly required: boolean;
  /** By media type; if there are several, a request says in its `contentType` which one it holds. */
  readonly contents: readonly TypedContent[];
}

export interface TypedContent {
  /** What travels, and the `contentType` of a request: as the steps say it. */
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly type: TypeNode;
  /** How the properties of a form are written that differ from the rule. */
  readonly fields: readonly FormField[];
}

export type RequestBodyKind = "json" | "form" | "multipart" | "text" | "bytes";

/**
 * A property of a form and its Encoding Object.
 * @see https://spec.openapis.org/oas/v3.1.1.html#encoding-object
 */
export interface FormField {
  readonly name: string;
  /** Given if the property is written as a query parameter of this style would be. */
  readonly style: ParameterStyle | undefined;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The media type of the part; undefined if its value decides. */
  readonly contentType: string | undefined;
}

export interface TypedResponse {
  /** As the description writes it: `200`, `4XX` or `default`. */
  readonly status: string;
  readonly kind: ResponseBodyKind;
  /** The media type that is read, as the header `accept` has it; undefined without content. */
  readonly accept: string | undefined;
  readonly type: TypeNode;
}

/** `unknown` for what is read as it comes. */
export type ResponseBodyKind = "json" | "form" | "text" | "bytes" | "none" | "unknown";

export interface TypedWorkflow {
  readonly workflow: LinkedWorkflow;
  readonly name: WorkflowName;
  readonly inputs: TypedInputs;
  /** The APIs whose operations its steps call. */
  readonly apis: readonly TypedApi[];
  /** By step. */
  readonly success: ReadonlyMap<LinkedStep, SuccessTest>;
  /** What every expression of the workflow is, by the expression itself. */
  readonly expressions: ReadonlyMap<Expression, TypedExpression>;
  /** What the places ask for that expressions fill, by the template of the expression. */
  readonly holes: ReadonlyMap<Template, Hole>;
}

export interface TypedInputs {
  /** Undefined if the inputs need not be an object; empty if only `type` lists their properties. */
  readonly properties: readonly TypedInput[] | undefined;
  readonly type: TypeNode;
  /** The schemas that the inputs refer to. */
  readonly schemas: readonly NamedType[];
}

export interface TypedInput {
  readonly name: string;
  readonly type: TypeNode;
  readonly allowsNull: boolean;
  readonly isOptional: boolean;
  /** The value that an absent input has. */
  readonly default: unknown;
  readonly description: string | undefined;
  readonly isDeprecated: boolean;
}

/** What decides that a step has succeeded. */
export type SuccessTest =
  /** One of these statuses, whose declared responses its body then has. */
  | { readonly kind: "statuses"; readonly statuses: readonly number[] }
  /** Any 2xx status. */
  | { readonly kind: "successful" }
  /** The criteria as they are written. */
  | { readonly kind: "criteria" };

/** The place of a payload or parameter that an expression fills. */
export interface Hole {
  readonly mayBeOmitted: boolean;
  readonly allowsNull: boolean;
  /** Every kind of JSON value that it takes; none if it takes all. */
  readonly kinds: readonly ValueKind[];
}

/** How a value is read, and what TypeScript knows of it. */
export interface TypedExpression {
  /** The properties that lead from the expression's root to the value. */
  readonly path: readonly PropertyAccess[];
  /** What leads on from there, through values that no type describes. */
  readonly unknownPath: readonly string[];
  /** Without `undefined` and `null`. */
  readonly type: TypeNode;
  readonly kind: ValueKind;
  /** The texts that it can be; none if it can be others. */
  readonly texts: readonly string[];
  /** The value can be `undefined`: it, or something on the way to it, can be left out. */
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
  /** The statuses of the responses that it is read of, absent from all others; undefined if it is read of all. */
  readonly statuses: readonly number[] | undefined;
}

export interface PropertyAccess {
  readonly key: string;
  readonly isIndex: boolean;
  /** Read with brackets, because an index signature gives it. */
  readonly isBracketed: boolean;
  /** The value that the property is read from may be absent. */
  readonly isOptional: boolean;
}
