import type { ValueFault } from "../typescript/argument-faults.js";
import type { TypeScriptError } from "../typescript/program.js";

/** `other` means that no value of a document causes the error. */
export type TypeErrorMeaning =
  | ValueFault
  | { readonly kind: "comparison"; readonly left: string; readonly right: string }
  | { readonly kind: "other"; readonly problem: string };

/** Interprets an error by its code and the first line of its message. */
export function readTypeError({ code, message }: TypeScriptError): TypeErrorMeaning {
  const [problem = ""] = message.split("\n");
  const [first = "", second = ""] = quotedIn(problem);
  switch (code) {
    // Object literal may only specify known properties, and '…' does not exist in type '…'.
    case 2353:
    // Object literal may only specify known properties, but '…' does not exist in type '…'. Did you mean …
    case 2561:
      return { kind: "unknown", name: unquoted(first) };
    // Property '…' is missing in type '…' but required in type '…'.
    case 2741:
      return { kind: "missing", names: [unquoted(first)] };
    // Type '…' is missing the following properties from type '…': …, ….
    case 2739:
    case 2740: {
      const list = /properties from type .*: (.*)$/.exec(problem)?.[1] ?? "";
      return { kind: "missing", names: list.split(", ") };
    }
    // Expected 1 arguments, but got 0.
    case 2554:
      return { kind: "missing", names: ["parameters"] };
    // This comparison appears to be unintentional because the types '…' and '…' have no overlap.
    case 2367:
      return { kind: "comparison", left: first, right: second };
    // Type '…' is not assignable to type '…'. Also for arguments, optional properties and so on.
    case 2322:
    case 2345:
    case 2375:
    case 2379:
    case 2412:
    case 2559:
    case 2820:
      return { kind: "mismatch", given: first, expected: second };
    default:
      return { kind: "other", problem };
  }
}

/** The parts of a message in single quotes. */
function quotedIn(message: string): readonly string[] {
  return [...message.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(([, quoted = ""]) => quoted);
}

function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1) : name;
}
