import { unknownName } from "../../diagnostics/nearest-name.js";
import { child, type Located, rootOf } from "../../source/located.js";
import type { Scope } from "../workflows/scope.js";
import { followValue } from "./follow-value.js";
import { type Resolver, reportMisplaced } from "./resolved-read.js";

/** Resolves `$components.parameters.<name>` to the value of the parameter. */
export const resolveComponent: Resolver = (names, pointer, options) => {
  const { scope, place } = options;
  const [, parameterName] = /^parameters\.(.+)$/s.exec(names) ?? [];
  if (parameterName === undefined) {
    const problem =
      "only parameters of the components have a value, such as $components.parameters.id";
    return reportMisplaced(options, problem);
  }
  const parameters = parametersOf(scope);
  const at = child(parameters, parameterName, "value");
  if (!at) {
    const known = Object.keys(Object(parameters?.value));
    const unknown = { section: "parameters", ...unknownName(parameterName, known) } as const;
    scope.diagnostics.report("component-not-found", place, unknown);
    return undefined;
  }
  const cycle = "the parameters form a cycle";
  return followValue({ at, name: `$components.${names}`, scope, pointer, cycle }, options);
};

/** The value that `$components.parameters.<name>` stands for, if it is an object, an array or a string with expressions. */
export function componentWithParts(
  text: string,
  scope: Scope,
): { readonly at: Located; readonly scope: Scope } | undefined {
  const [, name] = /^\$components\.parameters\.([^#{}]+)$/s.exec(text) ?? [];
  const { followed = [] } = scope;
  // Components in components could grow without bound.
  const isNested = followed.some((each) => each.startsWith("$components."));
  if (name === undefined || isNested) return undefined;
  const at = child(parametersOf(scope), name, "value");
  const hasParts =
    typeof at?.value === "string"
      ? /\{\$/.test(at.value) && !/^\{\$[^{}]*\}$/s.test(at.value)
      : Object(at?.value) === at?.value;
  return at && hasParts ? { at, scope: { ...scope, followed: [...followed, text] } } : undefined;
}

function parametersOf({ workflow }: Scope): Located | undefined {
  return child(rootOf(workflow.at.document), "components", "parameters");
}
