/** Alternative sets of names. */
export type Alternatives = readonly (readonly string[])[];

/** A union of more choices would be hard to read. */
const most = 4;

/**
 * The minimal sets of names that satisfy every demand. If there are too many sets for a type, the result is `[[]]`,
 * which requires nothing; missing credentials are then reported when a request is sent.
 */
export function minimalCombinations(demands: readonly Alternatives[]): Alternatives {
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
      // Of equal sets, keep the first.
      return isWithin(set, other) && index < at;
    }),
  );
}
