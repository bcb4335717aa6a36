/** Checks the arguments of a workflow's function before the first request. */

import { UnexpectedInputError, type WorkflowPlace } from "./errors.js";
import { type JsonShape, readAs, type Unexpected } from "./shape.js";

/**
 * Checks an argument of a workflow's function. Members that the shape does not have are ignored.
 * @param input the name of the argument in errors
 * @throws UnexpectedInputError for the first part that does not have the shape
 */
export function checkInput(
  run: WorkflowPlace,
  input: string,
  value: unknown,
  shape: JsonShape,
): void {
  const report = (unexpected: Unexpected) => {
    throw new UnexpectedInputError(run, { input, ...unexpected });
  };
  readAs(shape, value, report, []);
}
