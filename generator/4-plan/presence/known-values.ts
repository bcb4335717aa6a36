import { addToList } from "../../source/add-to-list.js";
import type { FactSet } from "../flow/fact-set.js";
import type { WorkflowContext } from "../values/value-scope.js";
import type { Alternatives, FoundValue } from "./alternatives.js";
import { absencesAlong, type KnownPath, knownPath } from "./known-path.js";
import { type OutputPath, outputPaths } from "./output-paths.js";
import { prefixesOf, presenceOf } from "./value-path.js";

/** The values that the expressions of a workflow read, whose presence is a fact. */
export class KnownValues {
  readonly #outputs: readonly OutputPath[];
  readonly #facts = new Set<string>();
  readonly #ofResponses = new Set<string>();
  readonly #ofSteps = new Map<string, string[]>();
  readonly #nullable = new Set<string>();
  readonly #elements = new Map<string, { readonly index: number; readonly fact: string }[]>();

  constructor(context: Pick<WorkflowContext, "typed" | "workflowNames">) {
    const { expressions } = context.typed;
    this.#outputs = outputPaths(context);
    for (const [expression, typed] of expressions) {
      const known = knownPath(expression, typed);
      if (known) this.#add(known);
    }
    for (const { source } of this.#outputs) this.#add(source);
  }

  #add({ path, parts }: KnownPath): void {
    for (const [depth, prefix] of prefixesOf(path).entries()) {
      const [fact, part] = [presenceOf(prefix), parts[depth]];
      if (part?.absence.null) this.#nullable.add(fact);
      if (this.#facts.has(fact)) continue;
      this.#facts.add(fact);
      const [kind, stepId = ""] = prefix.root;
      if (kind === "response") this.#ofResponses.add(fact);
      if (kind === "steps") addToList(this.#ofSteps, stepId, fact);
      if (!part?.isElement) continue;
      const array = presenceOf({ ...prefix, pointer: prefix.pointer.slice(0, -1) });
      addToList(this.#elements, array, { index: Number(prefix.pointer.at(-1)), fact });
    }
  }

  /** The names of all facts. */
  get facts(): readonly string[] {
    return [...this.#facts];
  }

  /** The facts about responses and results, which belong to one step. */
  get ofResponses(): readonly string[] {
    return [...this.#ofResponses];
  }

  /** The facts about the outputs of a step. */
  ofOutputs(stepId: string): readonly string[] {
    return this.#ofSteps.get(stepId) ?? [];
  }

  /** The facts that hold if a condition has found the values of one of the alternatives. */
  foundIn([first = [], ...others]: Alternatives): readonly string[] {
    const facts = others.map((values) => new Set(this.#factsOf(values)));
    return this.#factsOf(first).filter((fact) => facts.every((each) => each.has(fact)));
  }

  #factsOf(values: readonly FoundValue[]): readonly string[] {
    return values.flatMap((value) => {
      const [fact, ...outer] = prefixesOf(value).map(presenceOf).reverse();
      if (fact === undefined) return [];
      const elements = (this.#elements.get(fact) ?? []).filter(({ index }) => index < value.length);
      return [fact, ...elements.map((each) => each.fact)]
        .filter((each) => !this.#nullable.has(each) || (each === fact && !value.mayBeNull))
        .concat(outer);
    });
  }

  /**
   * The facts about the outputs of a step that follow from facts about the values that the step reads them from.
   * @param isWhole only about whole outputs
   */
  ofOutputsIn(known: FactSet, stepId: string, isWhole: boolean): readonly string[] {
    return this.#outputs.flatMap(({ stepId: each, path, source }) => {
      if (each !== stepId) return [];
      const prefixes = prefixesOf(path);
      const absences = absencesAlong(source, known).slice(-prefixes.length);
      return (isWhole ? prefixes.slice(0, 1) : prefixes).flatMap((prefix, depth) => {
        const absence = absences[depth];
        return !absence || absence.undefined || absence.null ? [] : [presenceOf(prefix)];
      });
    });
  }
}
