import { closest, distance } from "fastest-levenshtein";

/** The known name that is probably intended. It differs by a few edits and at most half of the letters. Ignores case. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(
    name.toLowerCase(),
    known.map((other) => other.toLowerCase()),
  );
  const nearest = known.find((other) => other.toLowerCase() === candidate);
  const mayDiffer = Math.max(2, Math.floor(name.length * 0.4));
  const differs = distance(name.toLowerCase(), candidate);
  const isNear = differs <= mayDiffer && differs * 2 <= Math.max(name.length, candidate.length);
  return isNear ? nearest : undefined;
}

export function unknownName(name: string, known: readonly string[]) {
  return { name, known: [...new Set(known)], nearest: nearestName(name, known) };
}
