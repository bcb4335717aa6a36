import { closest, distance } from "fastest-levenshtein";

/** The name that was probably meant: few letters away, and half of them at most, whatever their case. */
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

/** What a diagnostic needs to say that a name is unknown. */
export function unknownName(name: string, known: readonly string[]) {
  return { name, known: [...new Set(known)], nearest: nearestName(name, known) };
}
