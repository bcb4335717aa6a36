import { unknownName } from "../../diagnostics/nearest-name.js";
import type { LoadedSource, UnusableSource } from "../../model/loaded.js";
import { formatJsonPointer } from "../../source/json-pointer.js";
import { entriesOf, textAt } from "../../source/located.js";
import { longestPrefix } from "../apis/longest-prefix.js";
import { unescapeName } from "./parsed-expression.js";
import { leadingName } from "./read-loose-path.js";
import { resolveWorkflowField } from "./resolve-workflow-name.js";
import {
  type ResolvedRead,
  type Resolver,
  type ResolverOptions,
  reportLaterExpression,
  reportMisplaced,
  reportSyntax,
} from "./resolved-read.js";

/**
 * Resolves `$sourceDescriptions.<name>.<field>`, and `$sourceDescriptions.<name>.<workflowId>.outputs.<output>`, which published
 * documents write for `$workflows.<workflowId>.outputs.<output>`. Before version 1.1, only the field `url` has a value.
 */
export const resolveSource: Resolver = (names, pointer, options) => {
  const { scope, place, rules } = options;
  const { sources, workflowSources, unusableSources } = scope.arazzo;
  const all = [...sources, ...workflowSources, ...unusableSources];
  const known = all.map((each) => each.name);
  const sourceName = leadingName(names, new Set(known), rules, "anything");
  const source = all.find(({ name }) => name === sourceName);
  if (sourceName === undefined || !source) {
    const wanted = rules.readsSourceFields ? /^[^.]*/.exec(names)?.[0] : undefined;
    const name = wanted ?? names.replace(/\.url$/, "");
    scope.diagnostics.report("source-not-found", place, unknownName(name, known));
    return undefined;
  }
  const reference = names.slice(sourceName.length + 1);
  const workflowSource = workflowSources.find((each) => each === source);
  if (workflowSource && /\.(?:in|out)puts\./.test(reference)) {
    return resolveWorkflow(workflowSource, reference, pointer, options);
  }
  if (rules.readsSourceFields) return resolveField(source, reference, options);
  const value = reference === "url" ? textAt(source.entry, "url") : undefined;
  if (value !== undefined) return { meaning: { kind: "constant", value } };
  const isLater = textAt(source.entry, reference) !== undefined;
  if (isLater) return reportLaterExpression(options);
  return reportSyntax(
    options,
    "only the url of a source description can be read, and outputs of the workflows in it",
  );
};

/**
 * The name of an operation or workflow takes precedence over a field, but has no value.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#source-description-expression-resolution
 */
function resolveField(
  source: LoadedSource | UnusableSource,
  written: string,
  options: ResolverOptions,
): ResolvedRead | undefined {
  const { scope, place, expression } = options;
  const name = unescapeName(written) ?? written;
  const { sources, workflowSources } = scope.arazzo;
  const description = sources.find((each) => each === source);
  if (description && scope.apis.hasOperation(description, name)) {
    return reportMisplaced(options, `an operation of this name takes precedence, and has no value`);
  }
  const arazzo = workflowSources.find((each) => each === source);
  const workflows = arazzo ? scope.workflows.ofSource(arazzo) : [];
  if (workflows.some(({ reference }) => reference.workflowId === name)) {
    const problem =
      "it is a workflow; read one of its outputs with $workflows.<workflowId>.outputs.<name>";
    return reportMisplaced(options, problem);
  }
  const value = textAt(source.entry, name);
  if (value !== undefined) return { meaning: { kind: "constant", value } };
  const fields = entriesOf(source.entry).filter(([, at]) => typeof at.value === "string");
  const known = unknownName(
    name,
    fields.map(([field]) => field),
  );
  scope.diagnostics.report("source-field-not-found", place, {
    ...known,
    source: source.name,
    expression,
  });
  return undefined;
}

function resolveWorkflow(
  source: LoadedSource,
  rest: string,
  pointer: readonly string[],
  options: ResolverOptions,
): ResolvedRead | undefined {
  const { scope, place } = options;
  const workflows = scope.workflows.ofSource(source);
  const ids = workflows.map(({ reference }) => reference.workflowId);
  const workflowId = longestPrefix(rest, new Set(ids), ".");
  const found = workflows.find(({ reference }) => reference.workflowId === workflowId);
  if (!found || workflowId === undefined) {
    const wanted = /^(.*?)\.(?:in|out)puts\./s.exec(rest)?.[1] ?? rest;
    scope.diagnostics.report("workflow-not-found", place, unknownName(wanted, ids));
    return undefined;
  }
  const resolved = resolveWorkflowField(found, rest.slice(workflowId.length), pointer, options);
  const fragment = pointer.length === 0 ? "" : `#${formatJsonPointer(pointer)}`;
  return resolved && { standard: `$workflows.${rest}${fragment}`, ...resolved };
}
