import { longestPrefix } from "./longest-prefix.js";

/** A name that says in which source description it is to be looked up. */
export interface QualifiedName {
  readonly sourceName: string;
  /** What follows the name of the source and its dot; a fragment keeps its `#`. */
  readonly rest: string;
  /** Whether it starts with `$sourceDescriptions.`, as the standard asks. */
  readonly isStandard: boolean;
}

const prefix = "$sourceDescriptions.";

/**
 * Reads `$sourceDescriptions.<name>.<rest>`, and `<name>.<rest>` where there is a source of that
 * name; undefined for a name without qualification. A source that is not known ends at the dot.
 */
export function readQualifiedName(
  text: string,
  sourceNames: readonly string[],
): QualifiedName | undefined {
  const isStandard = text.startsWith(prefix);
  const body = isStandard ? text.slice(prefix.length) : text;
  const known = longestPrefix(body, new Set(sourceNames), ".#");
  if (known === undefined && !isStandard) return undefined;
  const sourceName = known ?? /^[^.#]*/.exec(body)?.[0] ?? "";
  const rest = body.slice(sourceName.length).replace(/^\./, "");
  return rest === "" && !isStandard ? undefined : { sourceName, rest, isStandard };
}

export function qualify(sourceName: string, name: string): string {
  return `${prefix}${sourceName}.${name}`;
}
