import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import { child, isObject, type Located, placeOf, rootOf, textAt } from "../../source/located.js";
import { FieldReader } from "./read-fields.js";

export type ComponentSection = "parameters" | "successActions" | "failureActions";

/** An element of an array, or the component that the element refers to. */
export interface Reused {
  readonly at: Located;
  /** The Reusable Object; undefined if the element is not a reference. */
  readonly reference: Located | undefined;
}

/**
 * Follows a Reusable Object to its component; returns any other element unchanged. Reports a missing component and
 * returns undefined.
 * @see https://spec.openapis.org/arazzo/v1.0.1.html#reusable-object
 */
export function findComponent(
  at: Located,
  section: ComponentSection,
  diagnostics: Diagnostics,
): Reused | undefined {
  const field = child(at, "reference");
  if (!field) return { at, reference: undefined };
  const place = placeOf(field);
  new FieldReader(at, "the Reusable Object", diagnostics).allow(
    section === "parameters" ? ["reference", "value"] : ["reference"],
  );
  const reference = textAt(at, "reference") ?? String(field.value);
  const prefix = `$components.${section}.`;
  if (!reference.startsWith(prefix)) {
    diagnostics.report("component-reference", place, { reference, section });
    return undefined;
  }
  const name = reference.slice(prefix.length);
  const components = child(child(rootOf(at.document), "components") ?? at, section);
  const found = components && child(components, name);
  if (found && isObject(found.value)) return { at: found, reference: at };
  const known = components && isObject(components.value) ? Object.keys(components.value) : [];
  diagnostics.report("component-not-found", place, { section, ...unknownName(name, known) });
  return undefined;
}
