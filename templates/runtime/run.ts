/** A run of a workflow: sends its steps, and creates the errors. */

import { checkResponse, type UnexpectedResponseError } from "./check-response.js";
import {
  StepFailedError,
  type StepFailure,
  StepLimitError,
  type StepPlace,
  UnexpectedValueError,
  type WorkflowPlace,
} from "./errors.js";
import type { HttpRequest, HttpResponse, OperationRequest, Transport } from "./http.js";
import { observe, type StepAttempt, type StepEvent } from "./observe.js";
import { findUnfilled } from "./parameter-kind.js";

/** How to run a workflow. All options are optional, and the same for every workflow. */
export interface RunOptions {
  /**
   * Stops the workflow: the current request is aborted, no other request is sent, and the workflow rejects with
   * the signal's own reason. A response that has already been read is kept.
   * @example AbortSignal.timeout(60_000)
   */
  readonly signal?: AbortSignal | undefined;
  /**
   * An observer for logs, progress and traces. It is called once for each sent request, after the request has
   * ended, and again with `criterion` for each criterion that cannot be evaluated. Errors that it throws are ignored,
   * and a returned promise is not awaited.
   * @example ({ stepId, response, duration }) => console.log(stepId, response?.status, duration)
   */
  readonly onStep?: ((event: StepEvent) => void) | undefined;
  /**
   * Wraps the sending of each step, so that a durable-execution engine can record the response, which is plain
   * JSON data, and replay it later without calling `send`.
   * @example ({ stepId, attempt }, send) => engine.run(`${stepId} ${attempt}`, send)
   */
  readonly runStep?:
    | ((step: StepAttempt, send: () => Promise<HttpResponse>) => Promise<HttpResponse>)
    | undefined;
  /**
   * Receives the errors of unexpected responses, which are thrown by default, and errors with `isTolerated`, which
   * are ignored by default. The workflow then continues with the value as it is. An error that the function throws
   * ends the workflow. A returned promise is not awaited, and its rejection is ignored.
   * @example (error) => { if (!error.isTolerated) throw error; console.warn(error.message); }
   */
  readonly onUnexpectedResponse?: ((error: UnexpectedResponseError) => void) | undefined;
  /**
   * The maximum number of requests and called workflows, including those of called workflows. Beyond it, the
   * workflow throws a `StepLimitError`.
   * @default 1000
   */
  readonly maxSteps?: number | undefined;
  /**
   * How long to wait, in milliseconds, before the workflow goes back to a step; `round` counts from 1.
   * @default one second, doubled each round, up to 30 seconds
   */
  readonly loopDelay?: ((round: number) => number) | undefined;
  /** Replaces the timer for waits: for tests, and for durable-execution engines. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** Takes the place of a response if there is none and the workflow continues. */
export interface NoResponse {
  readonly url?: undefined;
  readonly status: undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: undefined;
  /** The reason why there is no response. */
  readonly cause: unknown;
}

/** The result of a workflow that a step has run. */
interface WorkflowResult {
  readonly outcome: string;
}

/** The limit of steps of a workflow and the workflows that it runs. */
interface Budget {
  readonly maxSteps: number;
  left: number;
}

/** A symbol, so that the budget stays with the options when they are copied. */
const budget: unique symbol = Symbol("budget");

/** A result of another workflow, in which the named outputs can be absent because only some outcomes have them. */
export type WithOutputs<
  Result extends { readonly outputs: object },
  Name extends string,
> = Result & {
  readonly outputs: {
    readonly [Each in Name]?:
      | Extract<Result["outputs"], { readonly [Key in Each]: unknown }>[Each]
      | undefined;
  };
};

/** The options of a workflow that another workflow runs. */
interface CalledOptions extends RunOptions {
  readonly [budget]?: Budget;
}

/**
 * Starts a run. Nothing is sent yet.
 * @param functionName set if another workflow has the same `workflowId`
 */
export function startRun(workflowId: string, options: RunOptions = {}, functionName?: string): Run {
  return new Run(workflowId, functionName, options);
}

/** One run of a workflow, as the generated functions use it. */
class Run implements WorkflowPlace {
  readonly workflowId: string;
  readonly functionName: string | undefined;
  readonly options: RunOptions;
  readonly #budget: Budget;

  constructor(workflowId: string, functionName: string | undefined, options: CalledOptions) {
    this.workflowId = workflowId;
    this.functionName = functionName;
    this.options = options;
    const { maxSteps = 1000 } = options;
    this.#budget = options[budget] ?? { maxSteps, left: maxSteps };
  }

  /** A step that sends a request. */
  step<StepId extends string>(stepId: StepId, transport: Transport): SendingStep<StepId> {
    return new SendingStep(this, stepId, transport);
  }

  /** A step that runs another workflow. */
  workflowStep<StepId extends string>(stepId: StepId): Step<StepId> {
    return new Step(this, stepId);
  }

  /** Counts a step, and returns the options for a workflow that the step runs: both share one limit. */
  enter(step: StepPlace): RunOptions {
    this.options.signal?.throwIfAborted();
    const { maxSteps, left } = this.#budget;
    if (left === 0) throw new StepLimitError({ ...step, maxSteps });
    this.#budget.left -= 1;
    const called: CalledOptions = { ...this.options, [budget]: this.#budget };
    return called;
  }
}

/** A step of a run, with counts of its attempts, retries and loops. */
export class Step<StepId extends string = string> implements WorkflowPlace, StepPlace {
  readonly workflowId: string;
  readonly functionName: string | undefined;
  readonly stepId: StepId;
  readonly run: Run;
  /** How often the run has reached the step. */
  attempts = 0;
  /** The last request. */
  request: HttpRequest | undefined;
  /** How often each action has retried the step, by the name of the action. */
  readonly retries: Map<string, number> = new Map();
  /** The attempt after which the step was last retried. */
  retriedAt = -1;
  /** The rounds of the loop that begins with the step. */
  rounds = 0;
  /** The last attempt of that loop. */
  loopedAt = -1;

  constructor(run: Run, stepId: StepId) {
    this.workflowId = run.workflowId;
    this.functionName = run.functionName;
    this.stepId = stepId;
    this.run = run;
  }

  /** The options for a workflow that the step runs. */
  enter(): RunOptions {
    return this.run.enter(this);
  }

  /**
   * Creates the error for a step that failed.
   * @param response the response, or the result of the workflow that the step has run
   * @param criterion the success criterion that the response or result does not meet, as written in the document
   */
  failure<Response extends HttpResponse | NoResponse | WorkflowResult>(
    response: Response,
    criterion?: string,
  ): StepFailure<StepId, Exclude<Response, NoResponse | WorkflowResult>> {
    const found: HttpResponse | NoResponse | WorkflowResult = response;
    const known =
      "outcome" in found
        ? { criterion }
        : found.status === undefined
          ? { cause: found.cause }
          : { criterion, response: found };
    type Failure = StepFailure<StepId, Exclude<Response, NoResponse | WorkflowResult>>;
    // The error has the ID of this step and the response that was passed.
    return new StepFailedError({ ...this, ...known }) as Failure;
  }
}

/** A step that sends a request. */
class SendingStep<StepId extends string> extends Step<StepId> {
  readonly #transport: Transport;

  constructor(run: Run, stepId: StepId, transport: Transport) {
    super(run, stepId);
    this.#transport = transport;
  }

  /** Like `send`, but resolves with a `NoResponse` if there is no readable response. */
  async trySend<Response extends HttpResponse>(
    request: OperationRequest<Response>,
  ): Promise<Response | NoResponse> {
    const { signal, onStep, runStep, onUnexpectedResponse } = this.run.options;
    this.enter();
    assertFilled(this, request);
    this.attempts += 1;
    this.request = request;
    const { workflowId, stepId, attempts: attempt } = this;
    const step: StepAttempt = { workflowId, stepId, attempt };
    const send = () => observe(step, request, () => this.#transport.send(request, signal), onStep);
    let response: HttpResponse;
    try {
      response = await (runStep === undefined ? send() : runStep(step, send));
      const isResponse = Number.isInteger(response?.status) && response.headers;
      if (!isResponse) throw new TypeError("there is no response");
    } catch (cause) {
      signal?.throwIfAborted();
      return noResponse(cause);
    }
    // The trust boundary: from here on, what the workflow reads has the types of the description.
    return checkResponse(this, request, response, onUnexpectedResponse) as Response;
  }

  /**
   * Sends a request and resolves with a response of any status.
   *
   * Rejects with the signal's own reason after an abort, with a `StepFailedError` without `response` if there
   * is no readable response, with an `UnexpectedResponseError` if the response does not match the description of
   * the API, and with an `UnexpectedValueError`, before anything is sent, if the value of a parameter cannot be
   * sent.
   */
  async send<Response extends HttpResponse>(
    request: OperationRequest<Response>,
  ): Promise<Response> {
    const response = await this.trySend(request);
    if (response.status === undefined) throw this.failure(response);
    return response;
  }
}

/** Rejects a request with a value that cannot be sent, before actions, mocks and observers see the request. */
function assertFilled(step: Step, request: HttpRequest): void {
  const unfilled = findUnfilled(request);
  if (!unfilled) return;
  const expression = `$request.${unfilled.in}.${unfilled.name}`;
  const mayBeEmpty = unfilled.in !== "path";
  throw new UnexpectedValueError({ ...step, ...unfilled, expression, mayBeEmpty });
}

export function noResponse(cause: unknown): NoResponse {
  return { status: undefined, headers: {}, body: undefined, cause };
}
