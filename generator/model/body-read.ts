import type { LinkedOperation } from "./linked-operation.js";

/** A part of a response that a workflow reads. */
export interface BodyRead {
  readonly operation: LinkedOperation;
  /** The statuses of the responses that have the part. */
  readonly statuses: readonly number[];
  /** The keys that lead from the body to the part. */
  readonly pointer: readonly string[];
  /**
   * A criterion tests whether the value at this prefix of the pointer is absent or null, so the document plans for its
   * absence.
   */
  readonly tested: readonly string[] | undefined;
  /** The part becomes an output or is sent; otherwise a condition reads it. */
  readonly isDelivered: boolean;
}
