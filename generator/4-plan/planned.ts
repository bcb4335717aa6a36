import type { Scalar } from "../2-link/linked.js";
import type { NamedType, PropertyAccess, TypedOperation, TypeText } from "../3-type/typed.js";
import type { Place } from "../source/source-text.js";

/** What phase 4 gives: everything decided, nothing printed. */
export interface Plan {
  readonly workflows: readonly WorkflowPlan[];
  readonly apis: readonly ApiPlan[];
}

/** A module of one workflow. */
export interface WorkflowPlan {
  /** Without its ending, such as `register-latest-completed-training`. */
  readonly moduleName: string;
  /** The document that it comes from, as it is shown. */
  readonly sourceName: string;
  readonly workflowId: string;
  /** Such as `registerLatestCompletedTraining`. */
  readonly functionName: string;
  /** What the names of its types start with, such as `RegisterLatestCompletedTraining`. */
  readonly typeName: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly inputs: TypeText;
  readonly readsInputs: boolean;
  readonly apis: readonly ApiName[];
  readonly outcomes: readonly Outcome[];
  readonly statements: readonly Statement[];
}

export interface ApiName {
  /** The name of the transport, such as `sagemakerApi`. */
  readonly name: string;
  /** The name under which its module is imported, such as `SagemakerApi`. */
  readonly namespace: string;
  readonly moduleName: string;
}

/** One way in which a workflow can end. */
export interface Outcome {
  /** `completed`, or the name of the action that ends the workflow. */
  readonly name: string;
  readonly typeName: string;
  /** The step after which the action ends the workflow; undefined for `completed`. */
  readonly stepId: string | undefined;
  readonly outputs: readonly OutcomeOutput[];
}

export interface OutcomeOutput {
  readonly name: string;
  readonly type: TypeText;
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
}

export type Statement =
  | SendStatement
  | CheckStatement
  | OutputStatement
  | BranchStatement
  | ReturnStatement;

/** Sends the request of a step. */
export interface SendStatement {
  readonly kind: "send";
  readonly stepId: string;
  readonly description: string | undefined;
  /** What must be present before the request can be made. */
  readonly assertions: readonly Assertion[];
  /** The name of the response. */
  readonly variable: string;
  readonly api: ApiName;
  readonly functionName: string;
  readonly request: PlannedObject;
}

/** Ends the workflow with an error if a success criterion does not hold. */
export interface CheckStatement {
  readonly kind: "check";
  readonly stepId: string;
  /** As it is written in the document; undefined for the rule that a 2xx status is success. */
  readonly criterion: string;
  readonly fails: PlannedCondition;
  readonly response: string;
}

export interface OutputStatement {
  readonly kind: "output";
  readonly variable: string;
  readonly value: PlannedRead;
}

/** Ends the workflow with an error if a value that is needed from here on is absent. */
export interface Assertion {
  /** The step that needs the value. */
  readonly stepId: string;
  readonly value: PlannedRead;
}

export interface BranchStatement {
  readonly kind: "branch";
  /** The name of the action. */
  readonly action: string;
  readonly condition: PlannedCondition;
  readonly statements: readonly Statement[];
}

export interface ReturnStatement {
  readonly kind: "return";
  readonly outcome: string;
  readonly outputs: readonly PlannedEntry[];
}

export type PlannedValue = PlannedLiteral | PlannedRead | PlannedObject | PlannedArray;

export interface PlannedLiteral {
  readonly kind: "literal";
  readonly value: Scalar;
  readonly place: Place;
}

/** Reads a variable, or a property that is reached from it. */
export interface PlannedRead {
  readonly kind: "read";
  readonly variable: string;
  readonly path: readonly PropertyAccess[];
  /** The runtime expression, as it is written in the document. */
  readonly expression: string;
  readonly place: Place;
}

export interface PlannedObject {
  readonly kind: "object";
  readonly entries: readonly PlannedEntry[];
  readonly place: Place;
}

export interface PlannedEntry {
  readonly name: string;
  readonly namePlace: Place;
  readonly value: PlannedValue;
  /** Set if the entry is left out when its value is absent. */
  readonly isLeftOutWhen: Absence | undefined;
}

export interface Absence {
  readonly undefined: boolean;
  readonly null: boolean;
}

export interface PlannedArray {
  readonly kind: "array";
  readonly items: readonly PlannedValue[];
  readonly place: Place;
}

export type PlannedCondition =
  | PlannedComparison
  | { readonly kind: "and" | "or"; readonly conditions: readonly PlannedCondition[] }
  | { readonly kind: "not"; readonly condition: PlannedCondition };

export interface PlannedComparison {
  readonly kind: "comparison";
  readonly left: PlannedOperand;
  readonly operator: "===" | "!==" | "<" | "<=" | ">" | ">=";
  readonly right: PlannedOperand;
}

export interface PlannedOperand {
  readonly value: PlannedLiteral | PlannedRead;
  readonly ofLength: boolean;
  readonly mayBeAbsent: boolean;
}

/** The module of one API. */
export interface ApiPlan extends ApiName {
  readonly sourceName: string;
  readonly title: string | undefined;
  readonly server: ServerPlan | undefined;
  readonly schemas: readonly NamedType[];
  readonly operations: readonly OperationPlan[];
}

export interface OperationPlan {
  readonly typed: TypedOperation;
  readonly summary: string | undefined;
  readonly responses: readonly ResponsePlan[];
}

/** Statuses that are answered with the same body. */
export interface ResponsePlan {
  readonly statuses: StatusSet;
  readonly type: TypeText;
}

export type StatusSet =
  | { readonly kind: "listed"; readonly statuses: readonly number[] }
  /** A class of statuses, such as 4 for `4XX`, but those that are described by themselves. */
  | { readonly kind: "class"; readonly class: number; readonly except: readonly number[] }
  /** Every status but those that are described, by themselves or by their class. */
  | {
      readonly kind: "others";
      readonly except: readonly number[];
      readonly exceptClasses: readonly number[];
    };

export interface ServerPlan {
  /** Texts, and the names of options between them. */
  readonly url: readonly (string | { readonly variable: string })[];
  readonly variables: readonly ServerVariable[];
  readonly aws: AwsPlan | undefined;
}

export interface ServerVariable {
  readonly name: string;
  /** The name of the option that gives it. */
  readonly optionName: string;
  readonly default: string;
  readonly values: readonly string[];
  readonly description: string | undefined;
}

export interface AwsPlan {
  /** The name of the service in a signature's scope, such as `sagemaker`. */
  readonly signingName: string;
  /** The option that holds the region, or the region itself. */
  readonly region: { readonly variable: string } | string;
}
