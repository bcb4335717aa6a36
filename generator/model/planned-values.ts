import type { Place } from "../source/source-text.js";
import type { ValueKind } from "../typescript/program.js";
import type { ComparisonOperator, Expression, Scalar } from "./linked.js";
import type { TypeNode } from "./type-node.js";
import type { Absence, PropertyAccess } from "./typed.js";
import type { XmlResult } from "./xml-result.js";

/** A value that is sent, read or returned. */
export type PlannedValue =
  | PlannedLiteral
  | PlannedIfGiven
  | PlannedIfStatus
  | PlannedRead
  | PlannedText
  | PlannedChecked
  | PlannedObject
  | PlannedArray
  | PlannedChangedArray
  | PlannedChangedUnknown;

export interface PlannedLiteral {
  readonly kind: "literal";
  readonly value: Scalar | undefined;
  readonly place: Place;
}

/** Reads a variable or one of its properties. */
export interface PlannedRead {
  readonly kind: "read";
  readonly variable: string;
  readonly path: readonly PropertyAccess[];
  /** The keys that follow the path, through values of type `unknown`. */
  readonly unknownPath: readonly string[];
  /** The runtime expression as written in the document; empty for a read that the document does not contain. */
  readonly expression: string;
  readonly place: Place;
  /** What a Selector Object selects of the value. */
  readonly selection?: PlannedSelection;
  /** The text of an XML body instead of its value; the variable is the response. */
  readonly isXmlText?: true;
}

/** What a Selector Object selects. */
export type PlannedSelection = {
  readonly query: readonly (string | PlannedRead | PlannedLiteral | PlannedQueryText)[];
} & (
  | {
      /** The array of all values that a JSONPath query finds. */
      readonly kind: "nodes";
      /** The type of the values. */
      readonly type: TypeNode;
    }
  /** The result of an XPath expression. */
  | { readonly kind: XmlResult | "only-text" }
);

/** A property that only some members of its owner's union type have. */
export interface PlannedIfGiven {
  readonly kind: "if-given";
  readonly owner: PlannedRead;
  readonly key: string;
  readonly value: PlannedRead;
  readonly place: Place;
}

/** A value that only responses with some statuses have. */
export interface PlannedIfStatus {
  readonly kind: "if-status";
  readonly response: string;
  readonly statuses: readonly number[];
  readonly value: PlannedRead;
  readonly place: Place;
}

/** A string that contains values. */
export interface PlannedText {
  readonly kind: "text";
  readonly parts: readonly (string | PlannedTextPart)[];
  readonly place: Place;
}

export interface PlannedTextPart {
  readonly value: PlannedRead | PlannedChecked;
  /** Whether the value is a string; other values are converted to strings. */
  readonly isText: boolean;
  /** The kind of the whole string, which the value must not change; undefined for a plain string. */
  readonly within: Expression["within"];
}

/** A value of type `unknown`, whose kind is checked at run time. */
export interface PlannedChecked {
  readonly kind: "checked";
  readonly value: PlannedRead;
  /** The variable of the step that needs the value. */
  readonly step: string;
  readonly kinds: readonly ValueKind[];
  readonly place: Place;
}

export interface PlannedObject {
  readonly kind: "object";
  /** An object whose properties come before the entries. */
  readonly base?: PlannedRead;
  readonly entries: readonly PlannedEntry[];
  readonly place: Place;
}

export interface PlannedEntry {
  /** A value if the name is known only when the workflow runs. */
  readonly name: string | PlannedTextPart;
  readonly namePlace: Place;
  readonly value: PlannedValue;
  /** Set if the entry is omitted when its value is absent. */
  readonly isLeftOutWhen: Absence | undefined;
}

export interface PlannedArray {
  readonly kind: "array";
  readonly items: readonly PlannedValue[];
  readonly place: Place;
}

/** A copy of an array with other elements. */
export interface PlannedChangedArray {
  readonly kind: "changed-array";
  readonly base: PlannedRead;
  readonly isBaseOptional: boolean;
  /** In ascending order. */
  readonly replaced: readonly { readonly index: number; readonly value: PlannedValue }[];
  readonly added: readonly PlannedValue[];
  readonly place: Place;
}

/** A copy of an object or array of unknown type with other properties or elements. */
export interface PlannedChangedUnknown {
  readonly kind: "changed-unknown";
  /** The variable of the step that needs the value. */
  readonly step: string;
  readonly base: PlannedRead;
  readonly members: PlannedObject;
  readonly place: Place;
}

export type PlannedCondition =
  | PlannedComparison
  | { readonly kind: "and" | "or"; readonly conditions: readonly PlannedCondition[] }
  | { readonly kind: "not"; readonly condition: PlannedCondition }
  /** A comparison by the rules of the standard, where TypeScript's operators do not follow them. */
  | {
      readonly kind: "loose-comparison";
      readonly left: PlannedOperand;
      readonly operator: ComparisonOperator;
      readonly right: PlannedOperand;
    }
  | { readonly kind: "absent"; readonly operand: PlannedOperand; readonly isNegated: boolean }
  | { readonly kind: "truth"; readonly operand: PlannedOperand }
  | {
      readonly kind: "regex";
      /** The variable of the step whose criterion it is. */
      readonly step: string;
      readonly operand: PlannedOperand;
      readonly pattern: readonly (string | PlannedValue)[];
      readonly flags: string;
    }
  | {
      readonly kind: "jsonpath" | "xpath";
      /** The variable of the step whose criterion it is. */
      readonly step: string;
      readonly operand: PlannedOperand;
      readonly query: readonly (string | PlannedValue | PlannedQueryText)[];
    }
  /** The response has a 2xx status. */
  | { readonly kind: "successful"; readonly response: string }
  /** There is a response. */
  | { readonly kind: "responded"; readonly response: string }
  /** The called workflow ended because a step of it failed. */
  | { readonly kind: "ended-in-failure"; readonly result: string }
  /** Holds after a pause, unless the retries of an action are used up. */
  | {
      readonly kind: "retry";
      /** The variable of the step. */
      readonly step: string;
      readonly action: string;
      /** Undefined for a step that runs a workflow. */
      readonly response: string | undefined;
      readonly after: number;
      readonly limit: number;
    };

/** A string literal of a query, which contains values. */
export interface PlannedQueryText {
  readonly kind: "query-text";
  readonly parts: readonly (string | PlannedValue)[];
}

export interface PlannedComparison {
  readonly kind: "comparison";
  readonly left: PlannedOperand;
  readonly operator: "===" | "!==" | "<" | "<=" | ">" | ">=";
  readonly right: PlannedOperand;
}

export interface PlannedOperand {
  readonly value: PlannedValue;
  /** Whether the operand is the length of the value; `unknown` if the value may have no length. */
  readonly ofLength: boolean | "unknown";
  readonly absence: Absence;
}
