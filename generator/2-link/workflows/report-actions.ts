import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedAction } from "../../model/linked.js";
import { child, itemsOf, placeAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";

/** Reports actions that come after one that always applies. A retry applies only until its limit. */
export function reportUnreachable(
  actions: readonly LinkedAction[],
  diagnostics: Diagnostics,
): void {
  let always: { readonly name: string; readonly place: Place } | undefined;
  for (const { at, name, target } of actions) {
    const place = placeAt(at, "name");
    if (always) {
      const related = [
        { message: `${JSON.stringify(always.name)} always applies`, place: always.place },
      ];
      diagnostics.report("action-unreachable", place, { name, always: always.name }, related);
    } else if (target.kind !== "retry" && itemsOf(child(at, "criteria")).length === 0) {
      always = { name, place };
    }
  }
}

/** Reports a failure action that runs its own step again, which only the limit of steps ends while the step fails. */
export function reportRepetition(
  actions: readonly LinkedAction[],
  index: number,
  diagnostics: Diagnostics,
): void {
  for (const { at, name, target } of actions) {
    if (target.kind !== "step" || target.index !== index) continue;
    diagnostics.report("failure-repeats-step", placeAt(at, "type"), { name });
  }
}
