import type { Located } from "../source/located.js";
import type { ValueKind } from "../typescript/program.js";
import type { BodyRead } from "./body-read.js";
import type {
  Expression,
  LinkedApi,
  LinkedGroup,
  LinkedStep,
  LinkedWorkflow,
  Template,
  WorkflowReference,
} from "./linked.js";
import type { LinkedOperation, ParameterPlace } from "./linked-operation.js";
import type { TypeNode } from "./type-node.js";
import type { XmlComponent, XmlType } from "./xml-type.js";

/** The result of phase 3: the types of everything that the workflows of a document group send and read. */
export interface TypedGroup {
  readonly linked: LinkedGroup;
  readonly apis: readonly TypedApi[];
  /** What the workflows read of responses. */
  readonly reads: readonly BodyRead[];
  /** A component comes after the components that it calls. */
  readonly components: readonly CallComponent[];
}

/** Workflows that call each other in a cycle, or a single workflow. */
export interface CallComponent {
  readonly workflows: readonly TypedWorkflow[];
  /** The workflows can call themselves, directly or not. */
  readonly isCyclic: boolean;
}

export interface NamedType {
  readonly name: string;
  readonly type: TypeNode;
  readonly description: string | undefined;
  /** Its schema; undefined if the type has no schema of its own. */
  readonly at: Located | undefined;
}

/** The names of an API in the generated code. */
export interface ApiName {
  /** The name of the transport, such as `sagemakerApi`. */
  readonly name: string;
  /** The part that the names of its types and functions share, such as `SagemakerApi`. */
  readonly typeName: string;
  /** The name under which workflows import the module, such as `sagemakerOperations`. */
  readonly namespace: string;
  /** The file name without extension, such as `sagemaker-api`. */
  readonly moduleName: string;
}

/** The names of a workflow in the generated code. */
export interface WorkflowName {
  /** The file name without extension, such as `register-latest-completed-training`. */
  readonly moduleName: string;
  /** Such as `registerLatestCompletedTraining`. */
  readonly functionName: string;
  /** The prefix of its types, such as `RegisterLatestCompletedTraining`. */
  readonly typeName: string;
  /** The function that tests for errors of the workflow's failed steps. */
  readonly failureTestName: string;
  /** The JSON Schema of its inputs, such as `registerLatestCompletedTrainingInputsSchema`. */
  readonly inputsSchemaName: string;
  /** A workflow of another document has the same `workflowId`. */
  readonly isIdShared: boolean;
}

export interface TypedApi extends ApiName {
  readonly api: LinkedApi;
  readonly schemas: readonly NamedType[];
  readonly operations: readonly TypedOperation[];
  /** How the components that XML bodies refer to are written. */
  readonly xmlComponents: readonly XmlComponent[];
}

export interface TypedOperation {
  readonly operation: LinkedOperation;
  /** Such as `listTrainingJobs`. */
  readonly functionName: string;
  /** Such as `ListTrainingJobsResponses`. */
  readonly responsesName: string;
  /** Such as `ListTrainingJobsErrors`. */
  readonly errorsName: string;
  /** The declared parameters, then the undeclared ones that steps send. */
  readonly parameters: readonly TypedParameter[];
  /** Undefined if no step sends a body. */
  readonly body: TypedBody | undefined;
  readonly responses: readonly TypedResponse[];
}

export interface TypedParameter {
  /** The key in its group of the request. */
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly isDeprecated: boolean;
  /** The declaration or, for an undeclared parameter, the position in a step that sends it. */
  readonly at: Located;
  readonly type: TypeNode;
  readonly style: ParameterStyle;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly kind: ParameterKind;
  /** The value is always a string, so a header needs no conversion. */
  readonly isText: boolean;
  /** The fields of a form that have their own encoding; only for a whole query. */
  readonly fields: readonly FormField[];
}

/** `scalar`: strings, numbers and booleans. `array`: scalars and arrays of scalars. */
export type ParameterKind = "scalar" | "array" | "any";

/** A style of OpenAPI, or `json` for a parameter whose `content` is JSON. */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  /** `collectionFormat: tsv` of OpenAPI 2.0. */
  | "tabDelimited"
  | "deepObject"
  | "cookie"
  | "json";

export interface TypedBody {
  readonly required: boolean;
  /** One for each media type. If there are several, a request names one of them in its `contentType`. */
  readonly contents: readonly TypedContent[];
}

export interface TypedContent {
  /** The value of the `content-type` header, as the steps declare it. */
  readonly contentType: string;
  readonly kind: RequestBodyKind;
  readonly type: TypeNode;
  /** Only the properties of a form that have their own encoding. */
  readonly fields: readonly FormField[];
  /** Only for XML. */
  readonly xml: XmlType | undefined;
}

export type RequestBodyKind = "json" | "form" | "multipart" | "xml" | "text" | "bytes";

/**
 * A property of a form and its Encoding Object.
 * @see https://spec.openapis.org/oas/v3.1.1.html#encoding-object
 */
export interface FormField {
  readonly name: string;
  /** The property is written like a query parameter of this style. */
  readonly style: ParameterStyle | undefined;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** The media type of the part; undefined if it depends on the value. */
  readonly contentType: string | undefined;
}

export interface TypedResponse {
  /** The key in the description: `200`, `4XX` or `default`. */
  readonly status: string;
  readonly kind: ResponseBodyKind;
  /** The value of the `accept` header; undefined without content. */
  readonly accept: string | undefined;
  readonly type: TypeNode;
  /** Only for XML. */
  readonly xml: XmlType | undefined;
}

/** `unknown`: decided by the `content-type` of the response. */
export type ResponseBodyKind = "json" | "form" | "xml" | "text" | "bytes" | "none" | "unknown";

export interface TypedWorkflow {
  readonly workflow: LinkedWorkflow;
  readonly name: WorkflowName;
  readonly inputs: TypedInputs;
  /** The APIs whose operations it calls, directly or through other workflows. */
  readonly apis: readonly TypedApi[];
  /** The workflows whose results it needs, directly or for the workflows that it runs. */
  readonly awaited: readonly AwaitedWorkflow[];
  readonly success: ReadonlyMap<LinkedStep, SuccessTest>;
  readonly expressions: ReadonlyMap<Expression, TypedExpression>;
  /** By the template of the expression. */
  readonly holes: ReadonlyMap<Template, Hole>;
}

export interface AwaitedWorkflow {
  readonly reference: WorkflowReference;
  /** Whether expressions also read its inputs. */
  readonly areInputsRead: boolean;
}

export interface TypedInputs {
  /** Undefined if the workflow has no inputs. */
  readonly at: Located | undefined;
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
  /** The value of an absent input. */
  readonly default: unknown;
  readonly description: string | undefined;
  readonly isDeprecated: boolean;
}

/** The test that decides whether a step has succeeded. */
export type SuccessTest =
  /** The status is one of these, and the body is of one of their declared responses. */
  | { readonly kind: "statuses"; readonly statuses: readonly number[] }
  /** Any 2xx status. */
  | { readonly kind: "successful" }
  /** The success criteria hold. */
  | { readonly kind: "criteria" };

/** The value that a payload, parameter or input expects at the position of an expression. */
export interface Hole {
  readonly mayBeOmitted: boolean;
  readonly allowsNull: boolean;
  /** The kinds of JSON value that are allowed; empty if all are. */
  readonly kinds: readonly ValueKind[];
  /** Every string is allowed, and nothing else. */
  readonly isText: boolean;
  /** A request has strings in the place of parameters, whatever their types. */
  readonly isParameter: boolean;
}

/** How the code reads the value of an expression, and its type. */
export interface TypedExpression {
  /** The properties from the variable to the value. */
  readonly path: readonly PropertyAccess[];
  /** The rest of the path, through values that no type describes. */
  readonly unknownPath: readonly string[];
  /** Without `undefined` and `null`. */
  readonly type: TypeNode;
  readonly kind: ValueKind;
  /** The kinds of JSON value except null that the declared responses allow; empty if nothing is known. */
  readonly kinds: readonly ValueKind[];
  /** The possible values, apart from null and undefined; undefined if the type is not a union of literals. */
  readonly literals: readonly (string | number | boolean)[] | undefined;
  /** A property of a union of objects, so that a comparison of the property with `===` narrows the union. */
  readonly isOfUnion: boolean;
  /** The value or a property on its path is optional. */
  readonly mayBeAbsent: boolean;
  /** The absence of the named value, then of the value at each key of the pointer if the value before it is present. */
  readonly absences: readonly Absence[];
  readonly allowsNull: boolean;
  /** The statuses of the responses that have the value; undefined if all have it. */
  readonly statuses: readonly number[] | undefined;
}

/** Whether a value may be `undefined` or `null`. */
export interface Absence {
  readonly undefined: boolean;
  readonly null: boolean;
}

export interface PropertyAccess {
  readonly key: string;
  readonly isIndex: boolean;
  /** Declared by an index signature, and so read with brackets. */
  readonly isBracketed: boolean;
  /** The value that the property is read from may be absent. */
  readonly isOptional: boolean;
}
