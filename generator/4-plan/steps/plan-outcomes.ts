import type { Outcome, OutcomeOutput, ReturnStatement } from "../../model/planned.js";
import { workflowModuleNames } from "../../model/reserved-names.js";
import { union } from "../../model/type-node.js";
import type { WorkflowName } from "../../model/typed.js";
import { takeName, toTypeName } from "../../source/identifiers.js";
import { allStatements, type FlowStatement } from "../flow/flow-statement.js";

/** The outcomes that the statements return; `completed` comes first. */
export function planOutcomes(
  statements: readonly FlowStatement[],
  { typeName }: WorkflowName,
): readonly Outcome[] {
  const typeNames = new Set([
    ...workflowModuleNames,
    ...["Inputs", "Apis", "Result", "Dependencies", "Failure"].map((suffix) => typeName + suffix),
  ]);
  const outcomes = new Map<string, Outcome>();
  for (const end of allStatements(statements)) {
    if (end.kind !== "return") continue;
    const known = outcomes.get(end.outcome);
    const name = known?.typeName ?? takeName(typeName + toTypeName(end.outcome), typeNames);
    outcomes.set(end.outcome, known ? withEnd(known, end) : outcomeOf(end, name));
  }
  return [...outcomes.values()].sort(
    (a, b) => Number(b.name === "completed") - Number(a.name === "completed"),
  );
}

function outcomeOf(
  { outcome, declared, failure, goto }: ReturnStatement,
  typeName: string,
): Outcome {
  return {
    name: outcome,
    typeName,
    outputs: declared,
    failure: failure ? "always" : "never",
    failedSteps: failure ? [failure.stepId] : [],
    result: goto?.workflow,
  };
}

/** Adds an end to an outcome. An output that only some of its ends have becomes optional. */
function withEnd(known: Outcome, end: ReturnStatement): Outcome {
  const other = outcomeOf(end, known.typeName);
  return {
    ...known,
    outputs: mergeOutputs(known.outputs, other.outputs),
    failure: known.failure === other.failure ? known.failure : "sometimes",
    failedSteps: [...new Set([...known.failedSteps, ...other.failedSteps])],
    result: other.result ?? known.result,
  };
}

function mergeOutputs(
  a: readonly OutcomeOutput[],
  b: readonly OutcomeOutput[],
): readonly OutcomeOutput[] {
  const names = [...new Set([...a, ...b].map(({ name }) => name))];
  return names.flatMap((name) => {
    const both = [a, b].map((outputs) => outputs.find((output) => output.name === name));
    const [first, second] = both.filter((output) => output !== undefined);
    const isOptional = both.some((output) => !output || output.isOptional);
    const mayBeAbsent = isOptional || both.some((output) => output?.mayBeAbsent);
    const allowsNull = both.some((output) => output?.allowsNull);
    if (!first) return [];
    const type = second ? union([first.type, second.type]) : first.type;
    return [{ ...first, type, isOptional, mayBeAbsent, allowsNull }];
  });
}
