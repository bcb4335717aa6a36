/** The errors of what Arazzo 1.1 adds to steps. */

import { type ErrorPlace, PrintableError, StepError } from "./errors.js";

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

/**
 * A step was reached before a step that it depends on has succeeded. Nothing was sent.
 * @see https://spec.openapis.org/arazzo/v1.1.0.html#step-dependencies-and-execution-order
 */
export class PrerequisiteError extends StepError {
  override readonly name = "PrerequisiteError";
  /** The step that has not succeeded, as the document names it. */
  readonly prerequisite: string;

  constructor(unmet: ErrorPlace & { readonly prerequisite: string }) {
    super(unmet, `the step "${unmet.prerequisite}", which it depends on, has not succeeded`);
    this.prerequisite = unmet.prerequisite;
  }
}
