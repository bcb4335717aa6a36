import type { LoadedSource } from "../1-load/loaded.js";
import type { Located } from "../source/located.js";
import type { Place } from "../source/source-text.js";

/** What phase 2 gives: workflows whose every name is bound to the thing it names. */
export interface LinkedDescriptions {
  readonly workflows: readonly LinkedWorkflow[];
  /** The sources whose operations the workflows use. */
  readonly apis: readonly LinkedApi[];
  /** Follows a Reference Object to the value it means, through other files too; reports failure. */
  readonly resolve: (located: Located) => Located | undefined;
}

/** One OpenAPI description under the name that the workflows give it. */
export interface LinkedApi {
  readonly source: LoadedSource;
  readonly operations: readonly LinkedOperation[];
}

export interface LinkedWorkflow {
  readonly workflowId: string;
  readonly at: Located;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** The JSON Schema of the inputs. */
  readonly inputs: Located | undefined;
  readonly steps: readonly LinkedStep[];
  readonly outputs: readonly LinkedOutput[];
}

export interface LinkedStep {
  readonly stepId: string;
  readonly at: Located;
  readonly description: string | undefined;
  readonly source: LoadedSource;
  readonly operation: LinkedOperation;
  readonly parameters: readonly LinkedParameter[];
  readonly requestBody: LinkedRequestBody | undefined;
  readonly successCriteria: readonly LinkedCriterion[];
  readonly onSuccess: readonly LinkedAction[];
  readonly outputs: readonly LinkedOutput[];
}

/** An OpenAPI Operation Object with its references followed. */
export interface LinkedOperation {
  readonly operationId: string;
  readonly at: Located;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly DeclaredParameter[];
  readonly requestBody: DeclaredBody | undefined;
  /** By status (`200`), class of statuses (`4XX`) or `default`. */
  readonly responses: ReadonlyMap<string, DeclaredResponse>;
}

export type ParameterPlace = "path" | "query" | "header" | "cookie";

export interface DeclaredParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly required: boolean;
  readonly at: Located;
  readonly schema: Located | undefined;
}

export interface DeclaredBody {
  readonly required: boolean;
  /** The schema of each media type; undefined where the description gives none. */
  readonly content: ReadonlyMap<string, Located | undefined>;
}

export interface DeclaredResponse {
  readonly at: Located;
  readonly content: ReadonlyMap<string, Located | undefined>;
}

export interface LinkedParameter {
  readonly name: string;
  readonly in: ParameterPlace;
  readonly at: Located;
  readonly value: Template;
}

export interface LinkedRequestBody {
  readonly at: Located;
  readonly contentType: string;
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
  /** The index of a step of the same workflow. */
  | { readonly kind: "step"; readonly index: number };

/** A value of the document in which runtime expressions are holes. */
export type Template =
  | { readonly kind: "literal"; readonly value: Scalar; readonly at: Located }
  | { readonly kind: "expression"; readonly expression: Expression; readonly at: Located }
  | { readonly kind: "object"; readonly entries: readonly TemplateEntry[]; readonly at: Located }
  | { readonly kind: "array"; readonly items: readonly Template[]; readonly at: Located };

export interface TemplateEntry {
  readonly name: string;
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
};

export type ExpressionMeaning =
  | { readonly kind: "input"; readonly name: string; readonly pointer: readonly string[] }
  | {
      readonly kind: "step-output";
      readonly stepId: string;
      readonly name: string;
      readonly pointer: readonly string[];
    }
  | { readonly kind: "response-body"; readonly pointer: readonly string[] }
  | { readonly kind: "status-code" };

export type Condition =
  | Comparison
  | { readonly kind: "and" | "or"; readonly conditions: readonly Condition[] }
  | { readonly kind: "not"; readonly condition: Condition };

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
