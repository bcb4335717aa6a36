import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { entriesOf, keyPlaceOf, type Located } from "../source/located.js";

/** Reports the keys of an object that the standard does not allow as names of outputs and components. */
export function checkNames(
  object: Located,
  what: "an output" | "a component",
  diagnostics: Diagnostics,
): void {
  for (const [name, at] of entriesOf(object)) {
    if (/^[a-zA-Z0-9.\-_]+$/.test(name) || name.startsWith("x-")) continue;
    diagnostics.report("name-deviation", keyPlaceOf(at), { what, name });
  }
}
