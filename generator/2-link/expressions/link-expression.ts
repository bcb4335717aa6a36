import type { Expression, Template } from "../../model/linked.js";
import { laterVersionFor, rulesOf } from "../../model/versions.js";
import { child, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { inputNamesOf } from "../documents/schema-names.js";
import type { Scope } from "../workflows/scope.js";
import { parseExpression } from "./parse-expression.js";
import { isStandardName, type NamedRoot } from "./parsed-expression.js";
import { splitName } from "./read-loose-path.js";
import { resolveComponent } from "./resolve-component.js";
import { resolveMessage } from "./resolve-message.js";
import { resolveOutput } from "./resolve-output.js";
import { resolveSelf } from "./resolve-self.js";
import { resolveSource } from "./resolve-source.js";
import { resolveStepOutput } from "./resolve-step-output.js";
import { resolveWorkflowName } from "./resolve-workflow-name.js";
import { type Resolver, reportMember, withPath } from "./resolved-read.js";

/** Links one runtime expression; faulty if an error has been reported. */
export function linkExpression(text: string, place: Place, scope: Scope): Expression {
  const { diagnostics, arazzo } = scope;
  const rules = rulesOf(arazzo.document);
  const parsed = parseExpression(text, rules);
  if (parsed.kind === "problem") {
    const { problem, offset, nearest, isLater } = parsed;
    const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
    const since = isLater ? laterVersionFor(arazzo.document) : undefined;
    diagnostics.report("expression-syntax", faulty, { expression: text, problem, nearest, since });
    return { kind: "faulty", text, place };
  }
  const options = { expression: text, place, scope, rules, link: linkExpression };
  const resolved =
    parsed.kind === "named"
      ? resolvers[parsed.root](parsed.names, parsed.pointer, options)
      : parsed.kind === "self"
        ? resolveSelf(options)
        : resolveMessage(parsed, options);
  if (!resolved) return { kind: "faulty", text, place };
  const { meaning, standard } = resolved;
  if (standard !== undefined && standard !== text) {
    diagnostics.report("expression-deviation", place, { expression: text, standard });
  }
  return { ...meaning, text: standard ?? text, place };
}

/** Stands for a value with a reported error. */
export function faultyTemplate(at: Located): Template {
  const expression = { kind: "faulty", text: "", place: placeOf(at) } as const;
  return { kind: "expression", expression, at };
}

const resolveInput: Resolver = (names, rest, options) => {
  const { scope, place, rules } = options;
  const inputs = child(scope.workflow.at, "inputs");
  if (inputs && scope.diagnostics.hasFaultWithin(placeOf(inputs))) return undefined;
  const known = inputNamesOf(scope.workflow.at, scope.resolve);
  const { name, path } = splitName(names, known, rules);
  const isKnown = known.includes(name);
  if (!isKnown && reportMember(names, known, "$inputs.", rest, options)) return undefined;
  if (isKnown && rules.hasNarrowNames && !isStandardName("inputs", name)) {
    scope.diagnostics.report("name-deviation", place, { what: "an input in an expression", name });
  }
  const pointer = [...path, ...rest];
  return withPath({ kind: "input", name, pointer }, `$inputs.${name}`, path);
};

const resolvers: Readonly<Record<NamedRoot, Resolver>> = {
  inputs: resolveInput,
  outputs: resolveOutput,
  steps: resolveStepOutput,
  workflows: resolveWorkflowName,
  sourceDescriptions: resolveSource,
  components: resolveComponent,
};
