import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { Resolve } from "../../model/linked.js";
import type {
  DeclaredBody,
  DeclaredParameter,
  DeclaredResponse,
} from "../../model/linked-operation.js";
import type { Located } from "../../source/located.js";

/** How operations of one major version of OpenAPI are read. */
export interface DescriptionReader {
  /** Parameters of the operation override parameters of its path items. */
  readonly readRequest: (
    operation: Located,
    context: ReadContext,
  ) => {
    readonly parameters: readonly DeclaredParameter[];
    readonly body: DeclaredBody | undefined;
  };
  readonly readResponse: (
    response: Located,
    operation: Located,
    context: ReadContext,
  ) => DeclaredResponse;
}

export interface ReadContext {
  readonly pathItems: readonly Located[];
  /** The OpenAPI Object of the entry document. */
  readonly description: Located;
  readonly resolve: Resolve;
  readonly diagnostics: Diagnostics;
}
