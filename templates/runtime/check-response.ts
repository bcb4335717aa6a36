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
 * A part of a response that a workflow reads does not have the kind that the API description declares. The request
 * was sent, and may have succeeded. It is not sent again, and no action of the document handles the error.
 *
 * `response` may repeat sent data. It is not in the printed or serialized error.
 */
export class UnexpectedResponseError extends StepError {
  override readonly name = "UnexpectedResponseError";
  /** The `operationId` of the request. */
  readonly operation: string;
  /** A JSON Pointer into the body; empty for the whole body. */
  readonly pointer: string;
  /** The kinds of JSON value, or the strings, that the description allows. */
  readonly expected: readonly string[];
  /** The kind of the value, never the value itself; `undefined` for an absent value. */
  readonly found: string;
  /**
   * True for a string that the enumeration does not list, and for an integer that `JSON.parse` may have rounded.
   * Such an error is only passed to `onUnexpectedResponse`. It is not thrown by default.
   */
  readonly isTolerated: boolean;
  readonly response: HttpResponse;

  constructor(place: ErrorPlace, unexpected: UnexpectedResponse) {
    const { request, response, path, expected, found, isTolerated = false } = unexpected;
    const pointer = toPointer(path);
    const problem = `${pointer || "the body"} is ${found}, not ${expected.join(" or ")}`;
    const remedy = "correct the API description, or set onUnexpectedResponse";
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
 * Checks what workflows read of a response. Returns the response, without the members of its body that are `null`
 * although they may only be absent.
 * @param onUnexpected receives the errors; without it, they are thrown
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
