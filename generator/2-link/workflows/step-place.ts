import { child, type Located, placeOf } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";

/** Where a step is named. */
export function stepPlace(step: Located): Place {
  return placeOf(child(step, "stepId") ?? step);
}
