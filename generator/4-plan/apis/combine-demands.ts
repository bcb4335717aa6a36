/** Sets of names, any one of which suffices. */
export type Alternatives = readonly (readonly string[])[];

/** More would be a puzzle in the types of options. */
const most = 4;

/**
 * The smallest sets that meet every demand; `[[]]` if nothing is demanded, or if there are so many that
 * only a request can tell.
 */
export function combineDemands(demands: readonly Alternatives[]): Alternatives {
  let combined: Alternatives = [[]];
  for (const demand of demands) {
    combined = withoutSupersets(
      combined.flatMap((names) => demand.map((more) => [...new Set([...names, ...more])])),
    );
    if (combined.length > most) return [[]];
  }
  return combined;
}

function withoutSupersets(sets: Alternatives): Alternatives {
  const isWithin = (a: readonly string[], b: readonly string[]) =>
    a.every((name) => b.includes(name));
  return sets.filter((set, index) =>
    sets.every((other, at) => {
      if (at === index || !isWithin(other, set)) return true;
      // Of equal sets the first stays.
      return isWithin(set, other) && index < at;
    }),
  );
}
