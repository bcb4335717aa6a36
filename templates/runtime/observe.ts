/** Calls the observer of a run with the requests and responses of its steps, without secrets. */

import type { StepPlace } from "./errors.js";
import type { HttpRequest, HttpResponse } from "./http.js";

/** One attempt at a step. `attempt` counts from 1 in each run of the workflow. */
export interface StepAttempt extends StepPlace {
  readonly attempt: number;
}

export interface StepEvent extends StepAttempt {
  /** The request before authentication. The values of headers that contain secrets are `***`. */
  readonly request: HttpRequest;
  /** `undefined` if there is no readable response. The values of headers that contain secrets are `***`. */
  readonly response: HttpResponse | undefined;
  /** The reason why there is no response: a `TransportError` or the reason of the abort. */
  readonly error: unknown;
  /** In milliseconds, until the response was read. */
  readonly duration: number;
  /**
   * Set only in the additional event of a criterion that could not be evaluated, and has therefore failed. The event has
   * no response, and its duration is 0. If the step runs a workflow, the fields of the request are empty.
   */
  readonly criterion?: CriterionProblem;
}

/** Why a criterion could not be evaluated. Contains no values of inputs or responses. */
export interface CriterionProblem {
  /** As written in the document, with `{…}` in place of each expression in it. */
  readonly condition: string;
  readonly problem: string;
}

/** Sends, and calls the observer with the result. Without an observer, the clock is not read. */
export async function observe(
  step: StepAttempt,
  request: HttpRequest,
  send: () => Promise<HttpResponse>,
  onStep: ((event: StepEvent) => void) | undefined,
): Promise<HttpResponse> {
  if (onStep === undefined) return send();
  const start = performance.now();
  const report = (response: HttpResponse | undefined, error: unknown) => {
    const duration = performance.now() - start;
    const shown = response && withoutSecrets(response);
    const event = { ...step, request: shownRequest(request), response: shown, error, duration };
    // The promise catches both a thrown error and a rejection.
    new Promise((resolve) => resolve(onStep(event))).catch(() => {});
  };
  try {
    const response = await send();
    report(response, undefined);
    return response;
  } catch (error) {
    report(undefined, error);
    throw error;
  }
}

export function shownRequest(request: HttpRequest): HttpRequest {
  // `given` may contain secrets, and `reads` functions. The request contains all sent values.
  const { given: _, reads: __, ...sent } = request;
  return withoutSecrets(sent);
}

const secretHeader = /^(proxy-)?authorization$|^(set-)?cookie$|token|secret|api-?key/i;

function withoutSecrets<Message extends Pick<HttpRequest, "headers">>(message: Message): Message {
  const headers = Object.entries(message.headers).map(([name, value]) => [
    name,
    secretHeader.test(name) ? "***" : value,
  ]);
  return { ...message, headers: Object.fromEntries(headers) };
}
