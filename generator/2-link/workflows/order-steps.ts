import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { stepOf } from "../../model/actions.js";
import type { ActionTarget, LinkedAction, LinkedStep } from "../../model/linked.js";
import { type Prerequisite, prerequisitesOf } from "../../model/step-prerequisites.js";
import { addToList } from "../../source/add-to-list.js";

/** One step needs another, by their indexes in the document. */
interface Need extends Prerequisite {
  readonly by: number;
  readonly on: number;
}

/**
 * The steps in an order in which each comes after the steps that it depends on, and otherwise in the order of the
 * document. Without a `dependsOn`, this is the order of the document. Reports cycles.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#step-dependencies-and-execution-order
 */
export function orderSteps(
  steps: readonly LinkedStep[],
  diagnostics: Diagnostics,
): { readonly steps: readonly LinkedStep[]; readonly hasCycle: boolean } {
  const indexes = new Map(steps.map(({ stepId }, index) => [stepId, index]));
  const needs = steps.map((step, by) =>
    prerequisitesOf(step).flatMap((each): readonly Need[] => {
      const on = indexes.get(each.stepId);
      return on === undefined ? [] : [{ ...each, by, on }];
    }),
  );
  if (!needs.flat().some(({ isDeclared }) => isDeclared)) return { steps, hasCycle: false };
  const sorter = new StepSorter(needs);
  const canJump = steps.some(({ onSuccess, onFailure }) =>
    [...onSuccess, ...onFailure].some(stepOf),
  );
  let hasCycle = false;
  for (let cycle = sorter.sort(); cycle.length > 0; cycle = sorter.sort()) {
    const implied = cycle.filter(({ isDeclared }) => !isDeclared);
    // With jumps, a step can read an output of an earlier round. Phase 4 reports a read that no path allows.
    if (implied.length === 0 || !canJump) {
      reportCycle(cycle, steps, diagnostics);
      hasCycle = true;
    }
    sorter.ignore(implied.length === 0 ? cycle : implied);
  }
  return { steps: inOrder(steps, sorter.order), hasCycle };
}

/** Sorts topologically; of several steps that could be next, the first of the document is. */
class StepSorter {
  readonly order: number[] = [];
  readonly #needs: readonly (readonly Need[])[];
  readonly #dependents = new Map<number, number[]>();
  readonly #sorted = new Set<number>();
  readonly #ignored = new Set<Need>();

  constructor(needs: readonly (readonly Need[])[]) {
    this.#needs = needs;
    for (const { by, on } of needs.flat()) addToList(this.#dependents, on, by);
  }

  /** Sorts as many steps as possible. Returns the needs of a cycle among the others, if there are any. */
  sort(): readonly Need[] {
    for (const step of this.#needs.keys()) {
      const ready = [step];
      for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
        if (this.#sorted.has(next) || this.#firstUnmet(next)) continue;
        this.#sorted.add(next);
        this.order.push(next);
        const earlier = (this.#dependents.get(next) ?? []).filter((each) => each < step);
        ready.push(...earlier);
        ready.sort((a, b) => b - a);
      }
    }
    const left = [...this.#needs.keys()].find((step) => !this.#sorted.has(step));
    return left === undefined ? [] : this.#findCycle(left);
  }

  ignore(needs: readonly Need[]): void {
    for (const need of needs) this.#ignored.add(need);
  }

  #firstUnmet(step: number): Need | undefined {
    return this.#needs[step]?.find(
      (need) => !this.#sorted.has(need.on) && !this.#ignored.has(need),
    );
  }

  /** Every step that is left needs another one that is left, so following these needs leads to a cycle. */
  #findCycle(start: number): readonly Need[] {
    const path: Need[] = [];
    const positions = new Map<number, number>();
    for (let step = start; ; ) {
      const position = positions.get(step);
      const need = this.#firstUnmet(step);
      if (position !== undefined || !need) return path.slice(position ?? path.length);
      positions.set(step, path.push(need) - 1);
      step = need.on;
    }
  }
}

function reportCycle(
  cycle: readonly Need[],
  steps: readonly LinkedStep[],
  diagnostics: Diagnostics,
): void {
  const idOf = (index: number) => steps[index]?.stepId ?? "";
  // Nothing says that an output of a later step is meant to be read.
  const isUnexpected = ({ by, on, isDeclared }: Need) => !isDeclared && on > by;
  const unexpected = cycle.findIndex(isUnexpected);
  const start = unexpected === -1 ? cycle.findIndex(({ isDeclared }) => isDeclared) : unexpected;
  const [first, ...others] = [...cycle.slice(start), ...cycle.slice(0, start)];
  if (!first) return;
  const stepIds = [first, ...others, first].map(({ by }) => idOf(by));
  const related = others.map(({ by, on, place, isDeclared }) => {
    const how = isDeclared ? "depends on" : "reads an output of";
    return { message: `"${idOf(by)}" ${how} "${idOf(on)}"`, place };
  });
  diagnostics.report(
    "step-circle",
    first.place,
    { stepIds, readsOutput: !first.isDeclared },
    related,
  );
}

/** Changes the targets of actions, which are indexes, with the order. */
function inOrder(steps: readonly LinkedStep[], order: readonly number[]): readonly LinkedStep[] {
  const positions = new Map(order.map((index, position) => [index, position]));
  const moved = (target: ActionTarget): ActionTarget => {
    if (target.kind === "step") {
      return { ...target, index: positions.get(target.index) ?? target.index };
    }
    if (target.kind !== "retry" || target.first?.kind !== "step") return target;
    const { first } = target;
    return { ...target, first: { ...first, index: positions.get(first.index) ?? first.index } };
  };
  const movedActions = (actions: readonly LinkedAction[]) =>
    actions.map((action) => ({ ...action, target: moved(action.target) }));
  return order.flatMap((index) => {
    const step = steps[index];
    if (!step) return [];
    const { onSuccess, onFailure } = step;
    return [{ ...step, onSuccess: movedActions(onSuccess), onFailure: movedActions(onFailure) }];
  });
}
