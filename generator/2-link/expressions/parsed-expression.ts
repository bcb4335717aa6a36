/** The syntax of an expression; the meaning of its names depends on the scope. */
export type ParsedExpression =
  | { readonly kind: "status-code" | "url" | "method" }
  | { readonly kind: "self" }
  /** `names` is the string between the dot after the root and the pointer. */
  | {
      readonly kind: "named";
      readonly root: NamedRoot;
      readonly names: string;
      readonly pointer: readonly string[];
      /** False if the expression deviates from the grammar of the standard. */
      readonly isStandard: boolean;
    }
  | MessagePart
  | ExpressionProblem;

export type MessageName = "request" | "response" | "message";

/** A part of a request or response, or of the message of an AsyncAPI operation. */
export type MessagePart =
  | {
      readonly kind: "body";
      readonly of: MessageName;
      /** How the expression names the body. */
      readonly word: "body" | "payload";
      readonly pointer: readonly string[];
      readonly isStandard: boolean;
    }
  | {
      readonly kind: "header";
      readonly of: MessageName;
      readonly name: string;
      readonly isStandard: boolean;
    }
  | {
      readonly kind: "parameter";
      readonly of: MessageName;
      readonly in: "query" | "path";
      readonly name: string;
    };

export type NamedRoot =
  | "inputs"
  | "outputs"
  | "steps"
  | "workflows"
  | "sourceDescriptions"
  | "components";

export interface ExpressionProblem {
  readonly kind: "problem";
  readonly problem: string;
  /** The offset of the faulty part in the expression. */
  readonly offset: number;
  /** The probable correction of the faulty part. */
  readonly nearest?: string | undefined;
  /** True if the expression is valid in version 1.1. */
  readonly isLater?: boolean;
}

export function problemAt(offset: number, problem: string): ExpressionProblem {
  return { kind: "problem", problem, offset };
}

export function pointerProblem(fragment: string, offset: number): ExpressionProblem {
  const tilde = fragment.search(/~(?![01])/);
  return tilde === -1
    ? problemAt(offset, "a JSON Pointer must start with a slash")
    : problemAt(offset + tilde, "in a JSON Pointer, write ~0 for ~ and ~1 for a slash in a name");
}

/** The rules `identifier` and `identifier-strict` of the grammar of version 1.1. */
const name = "[A-Za-z0-9._-]+";
const strictName = "[A-Za-z0-9_-]+";
const standardNames: Readonly<Record<NamedRoot, RegExp>> = {
  inputs: RegExp(`^${name}$`),
  outputs: RegExp(`^${name}$`),
  steps: RegExp(`^${strictName}\\.outputs\\.${name}$`),
  workflows: RegExp(`^${strictName}\\.(?:inputs|outputs)\\.${name}$`),
  sourceDescriptions: RegExp(`^${strictName}\\..`, "s"),
  components: RegExp(`^(?:parameters|successActions|failureActions)\\.${name}$`),
};

/** True if the names after a root follow the grammar of version 1.1. */
export function isStandardName(root: NamedRoot, names: string): boolean {
  if (root === "sourceDescriptions" && unescapeName(names) === undefined) return false;
  return standardNames[root].test(names);
}

/**
 * A string of the rule `CHAR`, in which escapes are those of JSON; undefined for any other string.
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-7
 */
export function unescapeName(text: string): string | undefined {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return undefined;
  }
}
