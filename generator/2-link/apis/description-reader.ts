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
    pathItems: readonly Located[],
    operation: Located,
    description: Located,
    resolve: Resolve,
  ) => {
    readonly parameters: readonly DeclaredParameter[];
    readonly body: DeclaredBody | undefined;
  };
  readonly readResponse: (
    response: Located,
    operation: Located,
    description: Located,
    resolve: Resolve,
  ) => DeclaredResponse;
}
