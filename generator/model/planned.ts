import type { ParametersOf } from "../diagnostics/catalogue.js";
import type { ApiPlan } from "./planned-api.js";
import type { FlowPlan } from "./planned-flow.js";
import type {
  PlannedCondition,
  PlannedEntry,
  PlannedObject,
  PlannedRead,
  PlannedValue,
} from "./planned-values.js";
import type { TypeNode } from "./type-node.js";
import type { ApiName, TypedInputs, WorkflowName } from "./typed.js";

/** What phase 4 gives: everything decided, nothing printed. */
export interface Plan {
  readonly workflows: readonly WorkflowPlan[];
  readonly apis: readonly ApiPlan[];
}

/** A module of one workflow. */
export interface WorkflowPlan extends WorkflowName {
  /** The document that it comes from, as it is shown. */
  readonly sourceName: string;
  readonly workflowId: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly inputs: TypedInputs;
  readonly readsInputs: boolean;
  /** The inputs that an example of a call gives; undefined if only a whole type is known of them. */
  readonly example: readonly ExampleInput[] | undefined;
  readonly apis: readonly ApiName[];
  /** The inputs that have a default, and the variables that hold what they are. */
  readonly defaults: readonly InputDefault[];
  readonly dependencies: readonly DependencyPlan[];
  /** The workflows that it runs. */
  readonly calls: readonly WorkflowName[];
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly FailurePlan[];
  readonly statements: readonly Statement[];
  readonly flow: FlowPlan;
}

export interface ExampleInput {
  readonly name: string;
  /** The variable that holds the value. */
  readonly variable: string;
}

/** A workflow whose result is given in `options.completed`. */
export interface DependencyPlan extends WorkflowName {
  /** Whether it has to be said there, too, what that workflow was given. */
  readonly areInputsRead: boolean;
}

export interface InputDefault {
  readonly variable: string;
  readonly input: string;
  /** A JSON value. */
  readonly value: unknown;
}

/** One way in which a workflow can end. */
export interface Outcome {
  /** `completed`, or the name of the action that ends the workflow. */
  readonly name: string;
  readonly typeName: string;
  readonly outputs: readonly OutcomeOutput[];
  /** Whether a failed step leads here: on every path, on some, or on none. */
  readonly failure: "always" | "sometimes" | "never";
  /** The steps whose failure leads here. */
  readonly failedSteps: readonly string[];
  /** The workflow that runs in the end, whose result is part of this one. */
  readonly result: WorkflowName | undefined;
}

/** The error of a step that a workflow can end with. */
export interface FailurePlan {
  readonly stepId: string;
  /** What a failed step was answered; undefined for one that runs a workflow. */
  readonly responses: FailedResponses | undefined;
}

/** The responses of an operation without those that are a success. */
export interface FailedResponses {
  readonly api: ApiName;
  readonly name: string;
  readonly except: readonly number[];
  /** Without all that have a 2xx status. */
  readonly exceptSuccessful: boolean;
}

export interface OutcomeOutput {
  readonly name: string;
  /** Whether some of the paths to the outcome do not give it. */
  readonly isOptional: boolean;
  readonly type: TypeNode;
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
}

export type Statement =
  | SendStatement
  | CallStatement
  | RunFirstStatement
  | IfStatement
  | OutputStatement
  | DeclareStatement
  | DeclareNextStatement
  | FailStatement
  | ReturnStatement
  | PauseStatement
  | LoopStatement
  | BlockStatement
  | JumpStatement;

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
  /** The type of the response, such as `ListTrainingJobsResponses`. */
  readonly responsesName: string;
  /** Whether the type is written down, because TypeScript cannot infer it here. */
  readonly isTypeWritten: boolean;
  readonly request: PlannedObject;
  /** Whether the workflow goes on when there is no response. */
  readonly mayLackResponse: boolean;
}

/** The running of another workflow by a step. */
export interface WorkflowRun {
  readonly stepId: string;
  readonly workflow: WorkflowName;
  readonly inputs: PlannedObject;
  readonly apis: readonly ApiName[];
}

/** Runs another workflow. */
export interface CallStatement extends WorkflowRun {
  readonly kind: "call";
  readonly description: string | undefined;
  readonly assertions: readonly Assertion[];
  /** The name of the result. */
  readonly variable: string;
  readonly isTypeWritten: boolean;
  readonly isResultRead: boolean;
  /** Whether the workflow goes on, or tells of the step, when the other one fails. */
  readonly mayFail: boolean;
}

/** Runs another workflow before a step is tried again. */
export interface RunFirstStatement extends WorkflowRun {
  readonly kind: "run-first";
  /** Whether the other one can end in a failure, which then is one of this workflow. */
  readonly mayFail: boolean;
}

/** Makes sure that a value is present that is needed from here on. */
export interface Assertion {
  /** The step that needs the value. */
  readonly stepId: string;
  readonly value: PlannedRead;
  /** What part of a description does not promise the value; undefined if that was reported otherwise. */
  readonly of: ParametersOf<"value-asserted">["of"] | undefined;
}

export interface IfStatement {
  readonly kind: "if";
  readonly condition: PlannedCondition;
  readonly statements: readonly Statement[];
}

export interface OutputStatement {
  readonly kind: "output";
  readonly variable: string;
  readonly value: PlannedValue;
  /** Whether the variable was declared before, so that this only assigns to it. */
  readonly isDeclared: boolean;
}

/** Declares a variable that several paths assign to. */
export interface DeclareStatement {
  readonly kind: "declare";
  readonly variable: string;
  readonly type: TypeNode;
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
}

/** Declares what says which step comes next where a loop is entered at several. */
export interface DeclareNextStatement {
  readonly kind: "declare-next";
  readonly variable: string;
  /** The texts that it can be. */
  readonly steps: readonly string[];
}

/** Ends the workflow with the error of a step that has failed. */
export interface FailStatement {
  readonly kind: "fail";
  readonly failure: PlannedFailure;
}

export interface PlannedFailure {
  readonly stepId: string;
  /** As it is written in the document. */
  readonly criterion: string;
  readonly response: string;
}

export interface ReturnStatement {
  readonly kind: "return";
  readonly outcome: string;
  readonly outputs: readonly PlannedEntry[];
  /** The same outputs as this end of the workflow declares them. */
  readonly declared: readonly OutcomeOutput[];
  readonly failure: PlannedFailure | undefined;
  /** The workflow that runs in the end. */
  readonly goto: WorkflowRun | undefined;
}

/** Waits before a step runs again. */
export interface PauseStatement {
  readonly kind: "pause";
  readonly stepId: string;
}

export interface LoopStatement {
  readonly kind: "loop";
  readonly label: string | undefined;
  readonly statements: readonly Statement[];
}

/** Statements that a jump can leave early. */
export interface BlockStatement {
  readonly kind: "block";
  readonly label: string;
  readonly statements: readonly Statement[];
}

export interface JumpStatement {
  readonly kind: "jump";
  readonly how: "break" | "continue";
  readonly label: string | undefined;
}
