import type { Located } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import type { LinkedOperation, ParameterPlace } from "./linked-operation.js";
import type { LoadedSource } from "./loaded.js";

/** What phase 2 gives of a cluster: workflows whose every name is bound to the thing it names. */
export interface LinkedCluster {
  readonly workflows: readonly LinkedWorkflow[];
  /** The sources whose operations the workflows use. */
  readonly apis: readonly LinkedApi[];
  readonly resolve: Resolve;
}

/**
 * Follows a Reference Object, through other files too; any other value is returned as it is. A
 * reference without a target is reported.
 */
export type Resolve = (located: Located) => Located | undefined;

/** One OpenAPI description under the name that the workflows give it. */
export interface LinkedApi {
  readonly source: LoadedSource;
  readonly operations: readonly LinkedOperation[];
}

export interface LinkedWorkflow {
  readonly reference: WorkflowReference;
  /** Whether its document was given; otherwise it is here because another workflow needs it. */
  readonly isEntry: boolean;
  readonly at: Located;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** The JSON Schema of the inputs. */
  readonly inputs: Located | undefined;
  /** Those it declares, then those whose outputs or inputs its expressions read without that. */
  readonly dependsOn: readonly WorkflowReference[];
  readonly steps: readonly LinkedStep[];
  readonly outputs: readonly LinkedOutput[];
  /** Whether every call and action is known; otherwise nothing can be said of the order of the steps. */
  readonly isFlowKnown: boolean;
}

/** A workflow by its document and its `workflowId` there. */
export interface WorkflowReference {
  /** The absolute path of the document. */
  readonly document: string;
  readonly workflowId: string;
}

export interface LinkedStep {
  readonly stepId: string;
  readonly at: Located;
  readonly description: string | undefined;
  readonly call: OperationCall | WorkflowCall;
  readonly successCriteria: readonly LinkedCriterion[];
  /** Those of the step, then those of the workflow that it does not override. */
  readonly onSuccess: readonly LinkedAction[];
  readonly onFailure: readonly LinkedAction[];
  /** Of a step that calls a workflow also those of that one that are read as the step's undeclared. */
  readonly outputs: readonly LinkedOutput[];
}

export interface OperationCall {
  readonly kind: "operation";
  readonly source: LoadedSource;
  readonly operation: LinkedOperation;
  /** Those of the step, then those of the workflow that it does not override. */
  readonly parameters: readonly LinkedParameter[];
  readonly requestBody: LinkedRequestBody | undefined;
}

/** A step that runs another workflow; its parameters are that one's inputs. */
export interface WorkflowCall {
  readonly kind: "workflow";
  /** Of a workflow that there is, unless what the step calls was reported. */
  readonly workflow: WorkflowReference;
  readonly inputs: readonly TemplateEntry[];
}

export interface LinkedParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly at: Located;
  readonly value: Template;
}

export interface LinkedRequestBody {
  readonly at: Located;
  /** What is sent: as the document says it, or the operation's. Never a range such as `text/*`. */
  readonly contentType: string;
  /** The key of `DeclaredBody.content` that it belongs to. */
  readonly declaredContentType: string;
  readonly payload: Template;
}

export interface LinkedOutput {
  readonly name: string;
  readonly at: Located;
  readonly expression: Expression;
}

export interface LinkedCriterion {
  /** As it is written in the document. */
  readonly text: string;
  readonly at: Located;
  readonly condition: Condition;
}

export interface LinkedAction {
  readonly name: string;
  readonly at: Located;
  readonly criteria: readonly LinkedCriterion[];
  readonly target: ActionTarget;
}

export type ActionTarget =
  | { readonly kind: "end" }
  | StepTarget
  | WorkflowTarget
  | {
      readonly kind: "retry";
      /** In seconds; 0 if the document says nothing. */
      readonly after: number;
      /** How often at the most; 1 if the document says nothing. */
      readonly limit: number;
      /** What runs before the step is tried again. */
      readonly first: StepTarget | WorkflowTarget | undefined;
    };

export interface StepTarget {
  readonly kind: "step";
  /** The index of a step of the same workflow. */
  readonly index: number;
  /** Given where the document says `retry` under `onSuccess`: a goto with these limits is meant. */
  readonly limits?: { readonly after: number; readonly limit: number };
}

export interface WorkflowTarget {
  readonly kind: "workflow";
  readonly workflow: WorkflowReference;
}

/** A value of the document in which runtime expressions are holes. */
export type Template =
  | { readonly kind: "literal"; readonly value: Scalar; readonly at: Located }
  | { readonly kind: "expression"; readonly expression: Expression; readonly at: Located }
  /** A text with expressions in it, such as `Bearer {$inputs.token}`. */
  | {
      readonly kind: "text";
      readonly parts: readonly (string | Expression)[];
      readonly at: Located;
    }
  | { readonly kind: "object"; readonly entries: readonly TemplateProperty[]; readonly at: Located }
  | { readonly kind: "array"; readonly items: readonly Template[]; readonly at: Located };

export interface TemplateEntry {
  readonly name: string;
  readonly value: Template;
}

export interface TemplateProperty {
  /** An expression where the name is known only when the workflow runs. */
  readonly name: string | Expression;
  readonly value: Template;
}

export type Scalar = string | number | boolean | null;

/**
 * A runtime expression, with where it stands and its text.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions
 */
export type Expression = ExpressionMeaning & {
  readonly text: string;
  readonly place: Place;
  /** Set if the text that it stands in is XML, which must stay well-formed. */
  readonly isXml?: true;
};

/** A `pointer` leads on from the value; empty for the value itself. */
export type ExpressionMeaning =
  | { readonly kind: "input"; readonly name: string; readonly pointer: readonly string[] }
  | {
      readonly kind: "step-output";
      readonly stepId: string;
      readonly name: string;
      readonly pointer: readonly string[];
      /** An output that the step does not declare; the step has it because of this expression. */
      readonly implied?: LinkedOutput;
    }
  /** An output of a workflow that this one depends on, or an input that it was given. */
  | {
      readonly kind: "workflow-output" | "workflow-input";
      readonly workflow: WorkflowReference;
      readonly name: string;
      readonly pointer: readonly string[];
    }
  /** An output of the workflow that this step has called. */
  | { readonly kind: "call-output"; readonly name: string; readonly pointer: readonly string[] }
  | { readonly kind: "response-body" | "request-body"; readonly pointer: readonly string[] }
  | { readonly kind: "response-header"; readonly name: string }
  | {
      readonly kind: "request-parameter";
      readonly in: ParameterPlace;
      readonly name: string;
    }
  /** The `url` is where the request of this step went, which the transport decides. */
  | { readonly kind: "status-code" | "url" }
  /**
   * What is known when the code is generated, such as the URL of a source description; undefined
   * where it is known that there is no value.
   */
  | { readonly kind: "constant"; readonly value: Scalar | undefined }
  /** What was reported as an error: it fits everywhere, so that no other error follows from it. */
  | { readonly kind: "faulty" };

export type Condition =
  | Comparison
  | { readonly kind: "and" | "or"; readonly conditions: readonly Condition[] }
  | { readonly kind: "not"; readonly condition: Condition }
  /** A value by itself: it holds unless the value is absent, null, false, 0 or empty. */
  | { readonly kind: "truth"; readonly operand: Operand }
  /** A text in which the pattern of a regular expression is found. */
  | {
      readonly kind: "regex";
      readonly operand: Operand;
      readonly pattern: string;
      /** Those of a JavaScript `RegExp`; the pattern compiles with them. */
      readonly flags: string;
    }
  /** A query of RFC 9535 that finds something, or an expression of XPath that is true of an XML text. */
  | {
      readonly kind: "jsonpath" | "xpath";
      readonly operand: Operand;
      /** The query, with expressions where it holds their values as literals. */
      readonly query: readonly (string | Expression)[];
    };

export interface Comparison {
  readonly kind: "comparison";
  readonly operator: ComparisonOperator;
  readonly left: Operand;
  readonly right: Operand;
  /** Whether letters of either case are equal: so in simple conditions, not so in jsonpath. */
  readonly ignoresCase: boolean;
}

export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Operand =
  | { readonly kind: "literal"; readonly value: Scalar }
  | {
      readonly kind: "expression";
      readonly expression: Expression;
      /** `.length` was asked of the value: of an array, or of a text. */
      readonly ofLength: boolean;
    };
