import type { Diagnostic } from "../../generator/diagnostics/diagnostics.js";
import { type Position, positionAt } from "../../generator/source/source-text.js";

/** The line and column of a diagnostic. */
export function positionOf({ place }: Diagnostic): Position | undefined {
  return place && positionAt(place.source, place.start);
}
