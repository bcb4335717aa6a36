import type { ParametersOf } from "../diagnostics/catalogue.js";
import type { Place } from "../source/source-text.js";
import type { LinkedGroup } from "./linked.js";
import type { ApiPlan } from "./planned-api.js";
import type { FlowPlan } from "./planned-flow.js";
import type {
  PlannedCondition,
  PlannedEntry,
  PlannedObject,
  PlannedRead,
  PlannedValue,
} from "./planned-values.js";
import type { NamedShape, Shape } from "./shape.js";
import type { TypeNode } from "./type-node.js";
import type { ApiName, TypedInputs, WorkflowName } from "./typed.js";

/** The result of phase 4: everything is decided, nothing is printed. */
export interface Plan {
  readonly linked: LinkedGroup;
  readonly workflows: readonly WorkflowPlan[];
  readonly apis: readonly ApiPlan[];
}

/** The module of a workflow. */
export interface WorkflowPlan extends WorkflowName {
  /** The name of its document in generated files. */
  readonly sourceName: string;
  readonly workflowId: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly inputs: TypedInputs;
  readonly neededInputs: NeededInputs;
  /** The JSON Schema of the inputs, as plain data; undefined without inputs. */
  readonly inputsSchema: Readonly<Record<string, unknown>> | undefined;
  /** The shape that the inputs must have; undefined if they are not checked. */
  readonly inputsShape: InputsShape | undefined;
  readonly readsInputs: boolean;
  /** The inputs in an example of a call; undefined if the inputs are not an object with known properties. */
  readonly example: readonly ExampleInput[] | undefined;
  readonly apis: readonly ApiName[];
  /** The variables of the transports that the statements use, by the name of the API. */
  readonly transports: ReadonlyMap<string, string>;
  /** The steps that the function runs. */
  readonly steps: readonly StepPlan[];
  /** The inputs that have a default and are read. */
  readonly defaults: readonly InputDefault[];
  readonly dependencies: readonly DependencyPlan[];
  /** The workflows that the function runs. */
  readonly calls: readonly WorkflowName[];
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly FailurePlan[];
  readonly statements: readonly Statement[];
  readonly flow: FlowPlan;
}

export interface InputsShape {
  readonly shape: Shape;
  /** The shapes with names, in the order of their declarations. */
  readonly named: readonly NamedShape[];
}

export interface StepPlan {
  readonly stepId: string;
  readonly variable: string;
  /** Undefined for a step that runs a workflow. */
  readonly api: ApiName | undefined;
  /** The time limit of each request, in milliseconds; undefined for no limit, and for a step that runs a workflow. */
  readonly timeout: number | undefined;
}

/** The optional inputs without which a workflow never ends, with the first place that needs each of them. */
export type NeededInputs = ReadonlyMap<string, Place>;

export interface ExampleInput {
  readonly name: string;
  readonly variable: string;
}

/** A workflow whose result the caller passes in `options.completed`. */
export interface DependencyPlan extends WorkflowName {
  /** Whether the caller must also pass the inputs of that workflow. */
  readonly areInputsRead: boolean;
  /** The outputs that are read, and that only some of its outcomes have. */
  readonly partialOutputs: readonly string[];
  /** The variable of its latest result, if the workflow also runs before a retry; otherwise undefined. */
  readonly variable: string | undefined;
}

export interface InputDefault {
  /** The variable that holds the input or its default. */
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
  /** Whether the paths to this outcome contain a failed step. */
  readonly failure: "always" | "sometimes" | "never";
  /** The steps whose failure leads here. */
  readonly failedSteps: readonly string[];
  /** The workflow that runs last, whose result is part of the outcome. */
  readonly result: WorkflowName | undefined;
}

/** A step whose error can end the workflow. */
export interface FailurePlan {
  readonly stepId: string;
  /** The responses to a failed step; undefined for a step that runs a workflow. */
  readonly responses: FailedResponses | undefined;
}

/** The responses of a type, except those with certain statuses. */
export interface FailedResponses {
  readonly api: ApiName;
  readonly name: string;
  readonly except: readonly number[];
}

export interface OutcomeOutput {
  readonly name: string;
  /** True if the output does not exist on some paths to the outcome. */
  readonly isOptional: boolean;
  readonly type: TypeNode;
  readonly mayBeAbsent: boolean;
  readonly allowsNull: boolean;
}

export type Statement =
  | SendStatement
  | CallStatement
  | StepStatement
  | RunFirstStatement
  | IfStatement
  | OutputStatement
  | DeclareStatement
  | DeclareNextStatement
  | FailStatement
  | ReturnStatement
  | LoopStatement
  | BlockStatement
  | JumpStatement;

/** Sends the request of a step. */
export interface SendStatement {
  readonly kind: "send";
  readonly stepId: string;
  readonly description: string | undefined;
  /** The steps that the step depends on, and that may not have succeeded. */
  readonly prerequisites: readonly string[];
  readonly assertions: readonly Assertion[];
  /** The name of the response. */
  readonly variable: string;
  readonly api: ApiName;
  readonly functionName: string;
  /** The type of the response, such as `ListTrainingJobsResponses`. */
  readonly responsesName: string;
  /** The type of all responses except the declared 2xx responses, such as `ListTrainingJobsErrors`. */
  readonly errorsName: string;
  /** Whether the type of the response must be written, because TypeScript cannot infer it. */
  readonly isTypeWritten: boolean;
  readonly request: PlannedObject;
  /** Whether the workflow continues when there is no response. */
  readonly mayLackResponse: boolean;
}

/** Waits before a step runs again, or notes that a step has succeeded, for the steps that depend on it. */
export interface StepStatement {
  readonly kind: "pause" | "complete";
  readonly stepId: string;
}

export interface WorkflowRun {
  readonly stepId: string;
  readonly workflow: WorkflowName;
  readonly assertions: readonly Assertion[];
  readonly inputs: PlannedObject;
  readonly apis: readonly ApiName[];
  /** Whether it takes the results of other workflows. */
  readonly isDependent: boolean;
}

/** Runs another workflow. */
export interface CallStatement extends WorkflowRun {
  readonly kind: "call";
  readonly description: string | undefined;
  readonly prerequisites: SendStatement["prerequisites"];
  /** The name of the result. */
  readonly variable: string;
  readonly isTypeWritten: boolean;
  readonly isResultRead: boolean;
  /** Whether the workflow continues, or reports the step, when the called workflow fails. */
  readonly mayFail: boolean;
  readonly limit: CallLimit | undefined;
}

export interface CallLimit {
  /** In milliseconds. */
  readonly timeout: number;
  /** The variable of the options with the limited signal. */
  readonly options: string;
}

/** Runs another workflow before a step is retried. */
export interface RunFirstStatement extends WorkflowRun {
  readonly kind: "run-first";
  /** The name of the result; undefined if no step has run the same workflow. */
  readonly variable: string | undefined;
  /** Whether the other workflow can fail, which is then a failure of this workflow. */
  readonly mayFail: boolean;
}

/** Throws if a value that is needed from here on is absent. */
export interface Assertion {
  /** The step that needs the value. */
  readonly stepId: string;
  readonly value: PlannedRead;
  /** The kind of value that may be absent; undefined if the absence has been reported. */
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
  /** Whether the statement only assigns to the variable, which is declared elsewhere. */
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

/** Declares the variable of a dispatch node, which names the next step. */
export interface DeclareNextStatement {
  readonly kind: "declare-next";
  readonly variable: string;
  /** The possible values of the variable. */
  readonly steps: readonly string[];
}

/** Ends the workflow with the error of a step that has failed. */
export interface FailStatement {
  readonly kind: "fail";
  readonly failure: PlannedFailure;
}

export interface PlannedFailure {
  readonly stepId: string;
  /** As in the document; undefined if the step has no success criteria. */
  readonly criterion: string | undefined;
  readonly response: string;
}

export interface ReturnStatement {
  readonly kind: "return";
  readonly outcome: string;
  readonly outputs: readonly PlannedEntry[];
  /** The types of these outputs. */
  readonly declared: readonly OutcomeOutput[];
  readonly failure: PlannedFailure | undefined;
  /** The workflow that runs last. */
  readonly goto: WorkflowRun | undefined;
}

export interface LoopStatement {
  readonly kind: "loop";
  readonly label: string | undefined;
  readonly statements: readonly Statement[];
}

/** Statements that a `break` can leave. */
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
