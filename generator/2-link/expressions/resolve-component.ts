import { unknownName } from "../../diagnostics/nearest-name.js";
import { child, rootOf } from "../../source/located.js";
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
  const parameters = child(rootOf(scope.workflow.at.document), "components", "parameters");
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
