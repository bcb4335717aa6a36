import type { LinkedOperation } from "./linked-operation.js";

/** In a pointer: every element of an array, or every member of an object. */
export const everyChild = { children: "all" } as const;

/** A query with more paths is read as if it found values of unknown type. */
export const mostPaths = 64;

export type ReadKey = string | typeof everyChild;

/** A part of a response that a workflow reads. */
export interface BodyRead {
  readonly operation: LinkedOperation;
  /** The statuses of the responses that have the part. */
  readonly statuses: readonly number[];
  /** The keys that lead from the body to the part. */
  readonly pointer: readonly ReadKey[];
  /**
   * A criterion tests whether the value at this prefix of the pointer is absent or null, so the document plans for its
   * absence.
   */
  readonly tested: readonly ReadKey[] | undefined;
  /** The part becomes an output or is sent; otherwise a condition reads it. */
  readonly isDelivered: boolean;
}
