/** The errors of what Arazzo 1.1 adds to steps. */

import { PrintableError } from "./errors.js";

/**
 * A step took longer than its `timeout`, and was aborted. It is the `cause` of a `StepFailedError`.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#step-object
 */
export class StepTimeoutError extends PrintableError {
  override readonly name = "StepTimeoutError";
  /** In milliseconds. */
  readonly timeout: number;

  constructor(timeout: number) {
    super(`took longer than ${timeout} ms`, undefined);
    this.timeout = timeout;
  }
}
