import { longestPrefix } from "./longest-prefix.js";

/** A name in a source description, such as `$sourceDescriptions.pets.listPets`. */
export interface QualifiedName {
  readonly sourceName: string;
  /** The string after the source name, without the dot; a fragment keeps its `#`. */
  readonly rest: string;
  /** True if the name starts with `$sourceDescriptions.`, as the standard requires. */
  readonly isStandard: boolean;
}

const prefix = "$sourceDescriptions.";

/**
 * Reads `$sourceDescriptions.<name>.<rest>`, or `<name>.<rest>` if there is a source of that name;
 * undefined for any other name. An unknown source name ends at the first `.` or `#`.
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
