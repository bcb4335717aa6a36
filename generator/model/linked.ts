import type { Diagnostics } from "../diagnostics/diagnostics.js";
import type { Located } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import type { LinkedOperation, ParameterPlace } from "./linked-operation.js";
import type { DocumentGroup, LoadedSource } from "./loaded.js";
import type { StepDependency, WorkflowReference } from "./references.js";

export type { StepDependency, WorkflowReference };

import type { XmlSelection } from "./xml-result.js";

/** The result of phase 2: every name is bound to the workflow, step or operation that it refers to. */
export interface LinkedGroup extends DocumentGroup {
  readonly workflows: readonly LinkedWorkflow[];
  /** The sources whose operations the workflows use. */
  readonly apis: readonly LinkedApi[];
  readonly resolve: Resolve;
  /** Collects the diagnostics of this group in all phases. */
  readonly diagnostics: Diagnostics;
}

/**
 * Follows a Reference Object, also into other files; returns any other value unchanged. Reports a reference without a
 * target, unless it may dangle, and returns undefined.
 */
export type Resolve = (located: Located, mayDangle?: "may dangle") => Located | undefined;

/** An OpenAPI description under its name in the workflows. */
export interface LinkedApi {
  readonly source: LoadedSource;
  readonly operations: readonly LinkedOperation[];
}

export interface LinkedWorkflow {
  readonly reference: WorkflowReference;
  /** False for a workflow that is compiled only because another workflow needs it. */
  readonly isEntry: boolean;
  readonly at: Located;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** The JSON Schema of the inputs. */
  readonly inputs: Located | undefined;
  /** Declared dependencies first, then workflows that expressions read without declaring them. */
  readonly dependsOn: readonly WorkflowReference[];
  readonly steps: readonly LinkedStep[];
  readonly outputs: readonly LinkedOutput[];
  /** False if a call or action has an error, so that the order of the steps is unknown. */
  readonly isFlowKnown: boolean;
}

export interface LinkedStep {
  readonly stepId: string;
  readonly at: Located;
  readonly description: string | undefined;
  /** The steps that must have succeeded before, as declared. */
  readonly dependsOn: readonly StepDependency[];
  /** In milliseconds; undefined for no limit. */
  readonly timeout: number | undefined;
  readonly call: OperationCall | WorkflowCall;
  readonly successCriteria: readonly LinkedCriterion[];
  /** The actions of the step, then the actions of the workflow that the step does not override. */
  readonly onSuccess: readonly LinkedAction[];
  readonly onFailure: readonly LinkedAction[];
  /** Declared outputs first, then outputs that expressions read without a declaration. */
  readonly outputs: readonly LinkedOutput[];
}

export interface OperationCall {
  readonly kind: "operation";
  readonly source: LoadedSource;
  readonly operation: LinkedOperation;
  /** The parameters of the step, then the parameters of the workflow that the step does not override. */
  readonly parameters: readonly LinkedParameter[];
  readonly requestBody: LinkedRequestBody | undefined;
}

/** A call of another workflow, with the parameters of the step as inputs. */
export interface WorkflowCall {
  readonly kind: "workflow";
  /** Refers to an existing workflow; otherwise an error has been reported. */
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
  /** The media type that is sent; never a range such as `text/*`. */
  readonly contentType: string;
  /** The key of `DeclaredBody.content`. */
  readonly declaredContentType: string;
  readonly payload: Template;
}

export interface LinkedOutput {
  readonly name: string;
  readonly at: Located;
  readonly expression: Expression;
  /** Set if the value is replaced when an action runs the called workflow again. */
  readonly isLatest?: true;
}

export interface LinkedCriterion {
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
      /** In seconds; 0 by default. */
      readonly after: number;
      /** The maximum number of retries; 1 by default. */
      readonly limit: number;
      /** Runs before the step is retried. */
      readonly first: StepTarget | WorkflowTarget | undefined;
    };

export interface StepTarget {
  readonly kind: "step";
  /** The index of a step of the same workflow. */
  readonly index: number;
  /** For a `retry` in `onSuccess`, which is a `goto` with these limits. */
  readonly limits?: { readonly after: number; readonly limit: number };
}

export interface WorkflowTarget {
  readonly kind: "workflow";
  readonly workflow: WorkflowReference;
  /** The parameters of the action; undefined if it has none, and passes the inputs that both workflows declare. */
  readonly inputs: readonly TemplateEntry[] | undefined;
}

/** A value of the document that may contain runtime expressions. */
export type Template =
  | { readonly kind: "literal"; readonly value: Scalar; readonly at: Located }
  | {
      readonly kind: "expression";
      readonly expression: Expression;
      /** Written in braces, so that its number or boolean becomes a string where a string is allowed. */
      readonly isEmbedded?: true;
      readonly at: Located;
    }
  /** A string with expressions in it, such as `Bearer {$inputs.token}`. */
  | {
      readonly kind: "text";
      readonly parts: readonly (string | Expression)[];
      readonly at: Located;
    }
  /** An object or array of an expression, with some of its properties or elements replaced. */
  | {
      readonly kind: "changed";
      readonly base: Expression;
      /** By property name or index; `-` is the end of an array. */
      readonly entries: readonly TemplateEntry[];
      /** The first replacement in the value. */
      readonly target: ReplacementTarget;
      readonly at: Located;
    }
  | { readonly kind: "object"; readonly entries: readonly TemplateProperty[]; readonly at: Located }
  | { readonly kind: "array"; readonly items: readonly Template[]; readonly at: Located };

export interface ReplacementTarget {
  readonly text: string;
  readonly place: Place;
}

export interface TemplateEntry {
  readonly name: string;
  readonly value: Template;
}

export interface TemplateProperty {
  /** An expression if the name is only known at run time. */
  readonly name: string | Expression;
  readonly value: Template;
}

export type Scalar = string | number | boolean | null;

/** @see https://spec.openapis.org/arazzo/v1.0.1.html#runtime-expressions */
export type Expression = ExpressionMeaning & {
  readonly text: string;
  readonly place: Place;
  /** The keys of the pointer that the selector of a Selector Object gives, and the span of that selector. */
  readonly selected?: { readonly place: Place; readonly start: number; readonly end: number };
  /** Set if the expression is in a string of XML, a query or a form, which its value must not change. */
  readonly within?: "xml" | "query";
  /** Set if the expression is in a string where null, objects and arrays become JSON. */
  readonly becomesJson?: true;
};

/** A `pointer` leads from the named value to a part of the value; empty for the value itself. */
export type ExpressionMeaning =
  | { readonly kind: "input"; readonly name: string; readonly pointer: readonly string[] }
  | {
      readonly kind: "step-output";
      readonly stepId: string;
      readonly name: string;
      readonly pointer: readonly string[];
      /** An output that the step does not declare. It is added to the step for this expression. */
      readonly implied: LinkedOutput | undefined;
    }
  /** An output or input of a workflow that this workflow depends on. */
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
  /** The transport decides the `url` of a request. `response-text` is the body of a response before it is parsed. */
  | { readonly kind: "status-code" | "url" | "response-text" }
  /** A value that is known at compile time, such as the URL of a source; undefined for no value. */
  | { readonly kind: "constant"; readonly value: Scalar | undefined }
  /** The array of all values that a JSONPath query finds in a value; empty if the value is absent. */
  | { readonly kind: "json-nodes"; readonly context: Expression; readonly query: LinkedQuery }
  /** What an XPath expression gives for a value that is XML. */
  | XmlSelection<Expression, LinkedQuery>
  /** Has a reported error. It is valid everywhere, so that no other error follows. */
  | { readonly kind: "faulty" };

export type Condition =
  | Comparison
  | { readonly kind: "and" | "or"; readonly conditions: readonly Condition[] }
  | { readonly kind: "not"; readonly condition: Condition }
  /** Holds unless the value is absent, null, false, 0 or empty. */
  | { readonly kind: "truth"; readonly operand: Operand }
  /** Holds for a string that contains a match of the pattern. */
  | {
      readonly kind: "regex";
      readonly operand: Operand;
      /** Each expression in it matches the text of its value. */
      readonly pattern: readonly (string | Expression)[];
      /** The flags of a JavaScript `RegExp`, with which the pattern is valid. */
      readonly flags: string;
    }
  /** A query of RFC 9535 that finds a value, or an XPath expression that is true for an XML document. */
  | {
      readonly kind: "jsonpath" | "xpath";
      readonly operand: Operand;
      readonly query: LinkedQuery;
    };

/** A query. An expression in it stands for its value as a literal. */
export type LinkedQuery = readonly (string | Expression | QueryText)[];

/** A string literal of a query, with expressions in it. */
export interface QueryText {
  readonly kind: "text";
  readonly parts: readonly (string | Expression)[];
}

export interface Comparison {
  readonly kind: "comparison";
  readonly operator: ComparisonOperator;
  readonly left: Operand;
  readonly right: Operand;
  /** True in simple conditions, false in jsonpath. */
  readonly ignoresCase: boolean;
}

export type ComparisonOperator = "==" | "!=" | "<" | "<=" | ">" | ">=";

export type Operand =
  | { readonly kind: "literal"; readonly value: Scalar }
  | {
      readonly kind: "expression";
      readonly expression: Expression;
      /** True if the operand is `.length` of the array or string. */
      readonly ofLength: boolean;
    };
