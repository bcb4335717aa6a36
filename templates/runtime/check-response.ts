/** The trust boundary: between the response of an API and the workflow that reads it. */

import { byStatus } from "./by-status.js";
import { type ErrorPlace, hide, StepError } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import { readAs, toPointer, type Unexpected } from "./shape.js";

/** A response that does not match the description of the API. */
export interface UnexpectedResponse extends Unexpected {
  readonly request: Pick<HttpRequest, "method" | "operationId">;
  readonly response: HttpResponse;
}

/**
 * The workflow reads a part of a response that does not have the kind of value that the description of the API
 * promises. The request was sent, and may have succeeded. It is not retried, and actions of the document do not
 * apply.
 *
 * `response` may repeat sent data. It is not in the printed or serialized error.
 */
export class UnexpectedResponseError extends StepError {
  override readonly name = "UnexpectedResponseError";
  /** The `operationId` of the request. */
  readonly operation: string;
  /** A JSON Pointer into the body; empty for the whole body. */
  readonly pointer: string;
  /** The kinds of JSON value, or the texts, that the description allows. */
  readonly expected: readonly string[];
  /** The kind of the value that was found; `undefined` for no value. It is never the value itself. */
  readonly found: string;
  /**
   * True for a new text of an enumeration and for an integer that JavaScript has rounded. Such an error is only
   * passed to `onUnexpectedResponse`, and not thrown.
   */
  readonly isTolerated: boolean;
  readonly response: HttpResponse;

  constructor(place: ErrorPlace, unexpected: UnexpectedResponse) {
    const { request, response, path, expected, found, isTolerated = false } = unexpected;
    const pointer = toPointer(path);
    const problem = `${pointer || "the body"} is ${found} and not ${expected.join(" or ")}`;
    const remedy = "correct the description of the API, or set onUnexpectedResponse";
    super(place, `the API answered ${response.status}, but ${problem}; ${remedy}`, { request });
    this.operation = request.operationId;
    this.pointer = pointer;
    this.expected = expected;
    this.found = found;
    this.isTolerated = isTolerated;
    this.response = response;
    hide(this, "response");
  }
}

/**
 * Checks what the workflows read of a response. Returns the response, without members that are `null` although
 * they may only be absent.
 * @param onUnexpected receives the errors instead of the caller
 * @throws UnexpectedResponseError
 */
export function checkResponse(
  place: ErrorPlace,
  request: HttpRequest,
  response: HttpResponse,
  onUnexpected: ((error: UnexpectedResponseError) => void) | undefined,
): HttpResponse {
  const shape = byStatus(request.reads ?? {}, response.status);
  if (shape === undefined) return response;
  const report = (unexpected: Unexpected) => {
    const error = new UnexpectedResponseError(place, { ...unexpected, request, response });
    // A returned promise is not awaited.
    if (onUnexpected) Promise.resolve(onUnexpected(error)).catch(() => {});
    else if (!error.isTolerated) throw error;
  };
  const body = readAs(shape, response.body, report, []);
  return body === response.body ? response : { ...response, body };
}
