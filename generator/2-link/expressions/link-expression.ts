import type { Expression, Template } from "../../model/linked.js";
import { rulesOf } from "../../model/versions.js";
import { child, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { inputNamesOf } from "../documents/schema-names.js";
import type { Scope } from "../workflows/scope.js";
import { type NamedRoot, parseExpression } from "./parse-expression.js";
import { splitName } from "./read-loose-path.js";
import { resolveComponent } from "./resolve-component.js";
import { resolveMessage } from "./resolve-message.js";
import { resolveOutput } from "./resolve-output.js";
import { resolveSource } from "./resolve-source.js";
import { resolveStepOutput } from "./resolve-step-output.js";
import { resolveWorkflowName } from "./resolve-workflow-name.js";
import { type Resolver, withPath } from "./resolved-read.js";

/** Links one runtime expression; faulty if an error has been reported. */
export function linkExpression(text: string, place: Place, scope: Scope): Expression {
  const { diagnostics } = scope;
  const parsed = parseExpression(text);
  if (parsed.kind === "problem") {
    const { problem, offset, nearest } = parsed;
    const faulty = { ...place, start: Math.min(place.start + offset, place.end) };
    if (isOfMessage(text, scope)) {
      const construct = "the message of an AsyncAPI operation";
      diagnostics.report("unsupported", place, { construct });
    } else {
      diagnostics.report("expression-syntax", faulty, { expression: text, problem, nearest });
    }
    return { kind: "faulty", text, place };
  }
  const options = { expression: text, place, scope, link: linkExpression };
  const resolved =
    parsed.kind === "named"
      ? resolvers[parsed.root](parsed.names, parsed.pointer, options)
      : resolveMessage(parsed, options);
  if (!resolved) return { kind: "faulty", text, place };
  const { meaning, standard } = resolved;
  if (standard !== undefined && standard !== text) {
    diagnostics.report("expression-deviation", place, { expression: text, standard });
  }
  return { ...meaning, text: standard ?? text, place };
}

/** Arazzo 1.1 reads messages of AsyncAPI, which are not supported. */
function isOfMessage(text: string, { arazzo }: Scope): boolean {
  return text.startsWith("$message.") && rulesOf(arazzo.document).hasMessages;
}

/** Stands for a value with a reported error. */
export function faultyTemplate(at: Located): Template {
  const expression = { kind: "faulty", text: "", place: placeOf(at) } as const;
  return { kind: "expression", expression, at };
}

const resolveInput: Resolver = (names, rest, { scope }) => {
  const inputs = child(scope.workflow.at, "inputs");
  if (inputs && scope.diagnostics.hasFaultWithin(placeOf(inputs))) return undefined;
  const known = inputNamesOf(scope.workflow.at, scope.resolve);
  const { name, path } = splitName(names, known);
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
