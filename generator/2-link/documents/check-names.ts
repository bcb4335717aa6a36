import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { entriesOf, keyPlaceOf, type Located, placeAt, textAt } from "../../source/located.js";

/** Reports the keys of an object that do not match the pattern of the standard. */
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

/** Reports a name that does not match the pattern that the standard recommends. */
export function checkId(
  object: Located,
  field: "name" | "workflowId" | "stepId",
  diagnostics: Diagnostics,
): void {
  const name = textAt(object, field);
  if (name === undefined || /^[A-Za-z0-9_-]+$/.test(name)) return;
  const what = field === "name" ? "the name of a source description" : `a ${field}`;
  diagnostics.report("name-discouraged", placeAt(object, field), { what, name });
}
