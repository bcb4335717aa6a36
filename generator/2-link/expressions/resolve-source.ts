import { unknownName } from "../../diagnostics/nearest-name.js";
import { textAt } from "../../source/located.js";
import { type Resolver, reportSyntax } from "./resolved-read.js";

/** Resolves `$sourceDescriptions.<name>.url`. */
export const resolveSource: Resolver = (names, _pointer, options) => {
  const { scope, place } = options;
  const { sources, workflowSources, unusableSources } = scope.arazzo;
  const all = [...sources, ...workflowSources, ...unusableSources];
  const source = all.find(({ name }) => names === `${name}.url`);
  const value = textAt(source?.entry, "url");
  if (value !== undefined) return { meaning: { kind: "constant", value } };
  const name = names.replace(/\.url$/, "");
  if (all.some((each) => each.name === name.split(".")[0])) {
    return reportSyntax(options, "only the url of a source description can be read");
  }
  const known = all.map((each) => each.name);
  scope.diagnostics.report("source-not-found", place, unknownName(name, known));
  return undefined;
};
