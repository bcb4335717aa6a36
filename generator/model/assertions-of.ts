import type { Assertion, Statement } from "./planned.js";

/** The values that must be present before a statement runs, without its nested statements. */
export function assertionsOf(
  statement: Statement | { readonly kind: "goto" },
): readonly Assertion[] {
  switch (statement.kind) {
    case "send":
    case "call":
    case "run-first":
      return statement.assertions;
    case "return":
      return statement.goto?.assertions ?? [];
    default:
      return [];
  }
}
