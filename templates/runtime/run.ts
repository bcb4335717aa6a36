/** One run of one workflow: sends its steps, tells the observer, and turns what goes wrong into errors. */

import { StepFailedError, type StepFailure, type StepPlace } from "./errors.js";
import type { HttpRequest, HttpResponse, OperationRequest, Transport } from "./http.js";

/** A step that is sent; `attempt` counts from 1 how often the run has come to it. */
export interface StepAttempt extends StepPlace {
  readonly attempt: number;
}

/** A step that was sent and has ended. */
export interface StepEvent extends StepAttempt {
  /** The request before authentication. Headers that hold secrets are shown as `***`. */
  readonly request: HttpRequest;
  /** `undefined` when none came that can be read. Headers that hold secrets are shown as `***`. */
  readonly response: HttpResponse | undefined;
  /** Why there is no response: a `TransportError` or the reason of the abort. */
  readonly error: unknown;
  /** In milliseconds, until the response was read. */
  readonly duration: number;
}

/** How to run a workflow. The same for every workflow; every field is optional. */
export interface RunOptions {
  /**
   * Stops the workflow: the request on its way is aborted, no other is sent, and the workflow rejects
   * with the signal's own reason. A response that has already been read is not thrown away.
   * @example AbortSignal.timeout(60_000)
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * An observer for logs, progress and traces. It is called once for every request that was sent, after
   * it has ended. What it throws is ignored; it is not waited for.
   * @example ({ stepId, response, duration }) => console.log(stepId, response?.status, duration)
   */
  readonly onStep?: ((event: StepEvent) => void) | undefined;
  /**
   * Wraps the sending of each step, so that a durable-execution engine can record the response, which is
   * plain JSON data, and replay it without calling `send`.
   * @example ({ stepId, attempt }, send) => engine.run(`${stepId} ${attempt}`, send)
   */
  readonly runStep?:
    | ((step: StepAttempt, send: () => Promise<HttpResponse>) => Promise<HttpResponse>)
    | undefined;
}

/** One run of a workflow, as the generated functions use it. */
export interface Run {
  readonly workflowId: string;

  /**
   * Sends a step and resolves with its response, whatever the status.
   *
   * Rejects with the signal's own reason after an abort, and with a `StepFailedError` without `response`
   * when there is none that can be read.
   */
  send<Response extends HttpResponse>(
    stepId: string,
    transport: Transport,
    request: OperationRequest<Response>,
  ): Promise<Response>;

  /** The error for a response that does not meet `criterion`, which is as the document has it. */
  failure(stepId: string, criterion: string, response: HttpResponse): StepFailedError;
}

/** Begins a run; nothing is sent yet. */
export function startRun(workflowId: string, options: RunOptions = {}): Run {
  const { signal, onStep, runStep } = options;
  const attempts = new Map<string, number>();

  function failed(failure: Omit<StepFailure, "workflowId">): StepFailedError {
    return new StepFailedError({ workflowId, ...failure });
  }

  return {
    workflowId,

    async send<Response extends HttpResponse>(
      stepId: string,
      transport: Transport,
      request: OperationRequest<Response>,
    ): Promise<Response> {
      signal?.throwIfAborted();
      const attempt = (attempts.get(stepId) ?? 0) + 1;
      attempts.set(stepId, attempt);
      const step: StepAttempt = { workflowId, stepId, attempt };
      const send = () => observe(step, request, () => transport.send(request, signal), onStep);
      try {
        const response = await (runStep === undefined ? send() : runStep(step, send));
        // The trust boundary: from here on the API is believed to answer as its description says.
        return response as Response;
      } catch (cause) {
        signal?.throwIfAborted();
        throw failed({ stepId, cause });
      }
    },

    failure: (stepId, criterion, response) => failed({ stepId, criterion, response }),
  };
}

/** Sends, and tells the observer how it ended. The clock is read only for an observer. */
async function observe(
  step: StepAttempt,
  request: HttpRequest,
  send: () => Promise<HttpResponse>,
  onStep: RunOptions["onStep"],
): Promise<HttpResponse> {
  if (onStep === undefined) return send();
  const start = performance.now();
  const tell = (response: HttpResponse | undefined, error: unknown) => {
    const duration = performance.now() - start;
    const shown = response && withoutSecrets(response);
    const event = { ...step, request: withoutSecrets(request), response: shown, error, duration };
    // A promise takes up both what an observer throws and what an asynchronous one rejects with.
    new Promise((resolve) => resolve(onStep(event))).catch(() => {});
  };
  try {
    const response = await send();
    tell(response, undefined);
    return response;
  } catch (error) {
    tell(undefined, error);
    throw error;
  }
}

const secretHeader = /^(proxy-)?authorization$|^(set-)?cookie$|token|secret|api-?key/i;

function withoutSecrets<Message extends Pick<HttpRequest, "headers">>(message: Message): Message {
  const headers = Object.entries(message.headers).map(([name, value]) => [
    name,
    secretHeader.test(name) ? "***" : value,
  ]);
  return { ...message, headers: Object.fromEntries(headers) };
}
