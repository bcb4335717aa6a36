import type { LinkedOperation } from "./linked-operation.js";
import type { Statuses } from "./status-set.js";

/** A part of a response that a workflow reads. */
export interface BodyRead {
  readonly operation: LinkedOperation;
  /** The statuses of the responses from which it is read. */
  readonly statuses: Statuses;
  /** Leads from the body to the part. */
  readonly pointer: readonly string[];
  /** The part becomes an output or is sent; otherwise a condition reads it. */
  readonly isDelivered: boolean;
}
