import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Resolve } from "../../model/linked.js";
import type { SchemaUse } from "../../model/schema-use.js";
import { child, type Located, placeOf, textAt } from "../../source/located.js";
import type { Components } from "./components.js";

/** How a schema that is being copied refers to other schemas. */
export interface References {
  /** The name of the referenced schema in the copies; undefined if the reference is dangling. */
  readonly nameOf: (reference: Located, use: SchemaUse) => string | undefined;
  readonly resolve: Resolve;
  readonly components: Components;
  /** Undefined for schemas that were checked. */
  readonly diagnostics: Diagnostics | undefined;
  /** True if the schema describes the parts of objects or arrays, and also allows values of other kinds. */
  readonly allowsOtherKinds: (schema: Located) => boolean;
}

/** Reports a dynamic reference beside another reference, which is not followed. */
export function reportDynamic(at: Located, { diagnostics }: References): void {
  const reference = textAt(at, "$dynamicRef");
  if (reference === undefined || reference === textAt(at, "$ref")) return;
  diagnostics?.report("dynamic-reference", placeOf(child(at, "$dynamicRef") ?? at), { reference });
}
