import type { Expression } from "../../model/linked.js";
import type { PropertyAccess } from "../../model/typed.js";
import { accessTo } from "./read-variable.js";

/** The path to a value in the response of a step, or in the result of a called workflow. */
export function pathInResponse(expression: Expression): readonly PropertyAccess[] | undefined {
  switch (expression.kind) {
    case "status-code":
      return [accessTo("status")];
    case "url":
      return [accessTo("url")];
    case "response-body":
      return [accessTo("body")];
    case "response-header":
      return [
        accessTo("headers"),
        { ...accessTo(expression.name.toLowerCase()), isBracketed: true },
      ];
    case "call-output":
      return [accessTo("outputs"), accessTo(expression.name)];
    default:
      return undefined;
  }
}
