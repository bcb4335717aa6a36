/**
 * Repeats a step until its result stays the same.
 *
 * @param step returns everything that the next round depends on
 * @param facts the number of facts. Each round except the last must establish a fact, and no round may withdraw a fact.
 * @throws if the result still changes after that many rounds, which is a bug in the step
 */
export function reachFixpoint(step: () => string, facts: number): void {
  let before: string | undefined;
  for (let round = 0; round < facts + 2; round += 1) {
    const now = step();
    if (now === before) return;
    before = now;
  }
  throw new Error(`internal error: no fixpoint after ${facts + 2} rounds`);
}
