import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LoadedSource } from "../../model/loaded.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { textAt } from "../../source/located.js";
import { longestPrefix } from "../apis/longest-prefix.js";
import { resolveField } from "./resolve-workflow-name.js";
import {
  type ResolvedRead,
  type Resolver,
  type ResolverOptions,
  reportSyntax,
} from "./resolved-read.js";

/**
 * Resolves `$sourceDescriptions.<name>.url`, and `$sourceDescriptions.<name>.<workflowId>.outputs.<output>`, which published
 * documents write for `$workflows.<workflowId>.outputs.<output>`.
 */
export const resolveSource: Resolver = (names, pointer, options) => {
  const { scope, place } = options;
  const { sources, workflowSources, unusableSources } = scope.arazzo;
  const all = [...sources, ...workflowSources, ...unusableSources];
  const source = all.find(({ name }) => names === `${name}.url`);
  const value = textAt(source?.entry, "url");
  if (value !== undefined) return { meaning: { kind: "constant", value } };
  const sourceName = longestPrefix(names, new Set(workflowSources.map((each) => each.name)), ".");
  const workflowSource = workflowSources.find((each) => each.name === sourceName);
  if (workflowSource && /\.(?:in|out)puts\./.test(names)) {
    return resolveWorkflow(workflowSource, names, pointer, options);
  }
  const name = names.replace(/\.url$/, "");
  if (all.some((each) => each.name === name.split(".")[0])) {
    return reportSyntax(
      options,
      "only the url of a source description can be read, and outputs of the workflows in it",
    );
  }
  const known = all.map((each) => each.name);
  scope.diagnostics.report("source-not-found", place, unknownName(name, known));
  return undefined;
};

function resolveWorkflow(
  source: LoadedSource,
  names: string,
  pointer: readonly string[],
  options: ResolverOptions,
): ResolvedRead | undefined {
  const { scope, place } = options;
  const rest = names.slice(source.name.length + 1);
  const workflows = scope.workflows.ofSource(source);
  const ids = workflows.map(({ reference }) => reference.workflowId);
  const workflowId = longestPrefix(rest, new Set(ids), ".");
  const found = workflows.find(({ reference }) => reference.workflowId === workflowId);
  if (!found || workflowId === undefined) {
    const wanted = /^(.*?)\.(?:in|out)puts\./s.exec(rest)?.[1] ?? rest;
    scope.diagnostics.report("workflow-not-found", place, unknownName(wanted, ids));
    return undefined;
  }
  const resolved = resolveField(found, rest.slice(workflowId.length), pointer, options);
  const fragment = pointer.length === 0 ? "" : `#${formatJsonPointer(pointer)}`;
  return resolved && { standard: `$workflows.${rest}${fragment}`, ...resolved };
}
