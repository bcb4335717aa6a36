import { isDeepStrictEqual } from "node:util";
import { isObject } from "./description.js";
import type { Fault } from "./fault.js";

/** A value that did not fit where it was sent, and one that would have. */
export interface Replacement {
  readonly sent: unknown;
  readonly better: unknown;
}

/** What would have helped against faults. */
export function replacementsFor(faults: readonly Fault[]): readonly Replacement[] {
  return faults.flatMap(({ sent, better }) =>
    sent === undefined || sent === "" || better === undefined ? [] : [{ sent, better }],
  );
}

/** The same value with better ones in it; a text stays a text. */
export function replaceIn(value: unknown, replacements: readonly Replacement[]): unknown {
  const better = replacements
    .filter(({ sent }) => isDeepStrictEqual(sent, value) || isTextOf(sent, value))
    .map((found) => (typeof value === "string" ? textOf(found.better) : found.better))
    .find((found) => typeof found === typeof value || value === null);
  if (better !== undefined) return better;
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, replacements));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => {
    return [key, replaceIn(member, replacements)];
  });
  return Object.fromEntries(entries);
}

/** What is sent in a path, a query or a form is text. */
function isTextOf(sent: unknown, value: unknown): boolean {
  return typeof value !== "object" && sent === String(value);
}

function textOf(value: unknown): unknown {
  return typeof value === "object" ? value : String(value);
}
