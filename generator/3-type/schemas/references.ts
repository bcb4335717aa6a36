import type { Resolve } from "../../model/linked.js";
import type { SchemaUse } from "../../model/schema-use.js";
import type { Located } from "../../source/located.js";
import type { Components } from "./components.js";

/** How a schema that is being copied refers to other schemas. */
export interface References {
  /** The name of the referenced schema in the copies; undefined if the reference is dangling. */
  readonly nameOf: (reference: Located, use: SchemaUse) => string | undefined;
  readonly resolve: Resolve;
  readonly components: Components;
  /** True if the schema describes the parts of objects or arrays, and also allows values of other kinds. */
  readonly allowsOtherKinds: (schema: Located) => boolean;
}
