/**
 * The errors of workflows and transports. Neither messages nor `toJSON` contain credentials or other sent data.
 */

import { errorCode, isName, stringAt } from "./error-code.js";
import type { HttpRequest, HttpResponse } from "./http.js";
import { toPointer, type Unexpected } from "./shape.js";

/** A workflow, named as in the Arazzo document. */
export interface WorkflowPlace {
  readonly workflowId: string;
  /** The generated function; set if workflows of two documents have the same `workflowId`. */
  readonly functionName?: string | undefined;
}

/** A step of a workflow, named as in the Arazzo document. */
export interface StepPlace {
  readonly workflowId: string;
  readonly stepId: string;
}

export type ErrorPlace = WorkflowPlace & StepPlace;

interface Cause {
  readonly cause?: unknown;
}

interface ErrorDetails extends Cause {
  /** The request that the message names. */
  readonly request?: Pick<HttpRequest, "method" | "operationId"> | undefined;
}

/** `Error` with its standard `cause`, which not every `lib` declares. */
const ErrorWithCause: new (message: string, options?: Cause) => Error & Cause = Error;

/** An error that is safe to log. */
export abstract class PrintableError extends ErrorWithCause {
  constructor(message: string, cause: unknown) {
    super(message, cause === undefined ? undefined : { cause });
  }

  /** Returns the properties and the causes as plain data, without secrets. */
  toJSON(): object {
    return describeError(this);
  }
}

/** Base class of the errors that a workflow throws. An abort throws the signal's own reason instead. */
export abstract class WorkflowError extends PrintableError implements WorkflowPlace {
  readonly workflowId: string;
  readonly functionName: string | undefined;
  /** `undefined` if the workflow stopped before its first step. */
  readonly stepId: string | undefined;

  constructor(
    { workflowId, functionName, stepId }: WorkflowPlace & Partial<StepPlace>,
    problem: string,
    { cause, request }: ErrorDetails = {},
  ) {
    const step = stepId === undefined ? "" : ` › ${stepId}`;
    const called = request ? ` (${request.method} ${request.operationId})` : "";
    super(`${workflowId}${step}${called}: ${problem}`, cause);
    this.workflowId = workflowId;
    this.functionName = functionName;
    this.stepId = stepId;
  }
}

/** Base class of the errors of a step. */
export abstract class StepError extends WorkflowError implements StepPlace {
  override readonly stepId: string;

  constructor(place: ErrorPlace, problem: string, details?: ErrorDetails) {
    super(place, problem, details);
    this.stepId = place.stepId;
  }
}

export interface UnexpectedInput extends Unexpected {
  readonly input: string;
}

/** An argument of the workflow's function, or a part of it, does not have its type. Nothing was sent. */
export class UnexpectedInputError extends WorkflowError {
  override readonly name = "UnexpectedInputError";
  /** The name of the argument, such as `inputs`. */
  readonly input: string;
  /** A JSON Pointer into the argument; empty for the whole argument. */
  readonly pointer: string;
  /** The allowed JSON types, or the values of an enumeration. */
  readonly expected: readonly string[];
  /** The kind of the value, never the value itself; `undefined` for an absent value. */
  readonly found: string;

  constructor(
    place: WorkflowPlace,
    { input, path, expected, found, isTolerated }: UnexpectedInput,
  ) {
    const pointer = toPointer(path);
    // Only values of enumerations are tolerated in responses.
    const allowed = isTolerated ? expected.join(" or ") : oneOf(expected);
    super(place, `${input}${pointer} must be ${allowed}, but is ${found}`);
    this.input = input;
    this.pointer = pointer;
    this.expected = expected;
    this.found = found;
  }
}

/** A failed step: the response and the criterion, or the reason why there is no response. */
export interface FailedStep extends WorkflowPlace, StepPlace {
  /** The step's last request. */
  readonly request?: Pick<HttpRequest, "method" | "operationId"> | undefined;
  readonly criterion?: string | undefined;
  readonly response?: HttpResponse | undefined;
  readonly cause?: unknown;
}

/**
 * A step did not meet a success criterion, or received no readable response. In the latter case `cause` is the
 * reason.
 *
 * `serviceMessage` and `response` come from the service, which may repeat sent data. They are not in `message`,
 * and not in the printed or serialized error: read them explicitly if you need them.
 */
export class StepFailedError extends StepError {
  override readonly name = "StepFailedError";
  /** The `operationId` of the request; `undefined` for a step that runs a workflow. */
  readonly operation: string | undefined;
  /**
   * The success criterion as written in the document; `undefined` if there was no response or result, or if the
   * step has no success criteria.
   */
  readonly criterion: string | undefined;
  readonly response: HttpResponse | undefined;
  /** Set even if the response could not be read, like `code` and `requestId`. */
  readonly status: number | undefined;
  /** The error code of the service, such as `ValidationException`. */
  readonly code: string | undefined;
  readonly serviceMessage: string | undefined;
  /** The request ID that AWS Support asks for. */
  readonly requestId: string | undefined;

  constructor(failed: FailedStep) {
    const { request, criterion, response, cause } = failed;
    const answered = response ?? (cause instanceof TransportError ? cause : undefined);
    const headers = answered?.headers ?? {};
    const code = errorCode({ headers, body: response?.body });
    const problem = response
      ? unmetCriterion(criterion, response.status, code)
      : cause instanceof Error
        ? cause.message
        : criterion
          ? `${criterion} is not met`
          : "unknown cause";
    super(failed, problem, { cause, request });
    this.operation = request?.operationId;
    this.criterion = criterion;
    this.response = response;
    this.status = answered?.status;
    this.code = code;
    this.serviceMessage =
      stringAt(response?.body, "message") ?? stringAt(response?.body, "Message");
    this.requestId = stringAt(headers, "x-amzn-requestid") ?? stringAt(headers, "x-amz-request-id");
    const isShown = code === undefined || isName(code);
    hide(this, "response", "serviceMessage", ...(isShown ? [] : ["code"]));
  }
}

/** The error of one step, typed by the responses that do not meet its success criteria. */
export interface StepFailure<StepId extends string, Response extends HttpResponse>
  extends StepFailedError {
  readonly stepId: StepId;
  readonly response: Response | undefined;
}

/** The workflow needs an optional value that the API did not send. */
export class MissingValueError extends StepError {
  override readonly name = "MissingValueError";
  /** The runtime expression as written in the document, such as `$steps.list.outputs.latestName`. */
  readonly expression: string;

  constructor(missing: ErrorPlace & { readonly expression: string }) {
    super(missing, `${missing.expression} has no value`);
    this.expression = missing.expression;
  }
}

/** A value does not have the JSON type that its use requires, or cannot be sent as a parameter. */
export class UnexpectedValueError extends StepError {
  override readonly name = "UnexpectedValueError";
  /**
   * The runtime expression as written in the document; `$request.path.orderId` for a parameter that cannot be
   * sent.
   */
  readonly expression: string;
  /** The allowed JSON types. */
  readonly expected: readonly string[];

  constructor(
    found: ErrorPlace & {
      readonly expression: string;
      readonly expected: readonly string[];
      readonly mayBeEmpty?: boolean;
    },
  ) {
    const { expression, expected, mayBeEmpty = true } = found;
    super(found, `${expression} must be ${oneOf(expected, mayBeEmpty ? "" : "non-empty ")}`);
    this.expression = expression;
    this.expected = expected;
  }
}

/** The workflow reached `maxSteps`. It probably waits for a state that is never reached. */
export class StepLimitError extends StepError {
  override readonly name = "StepLimitError";
  readonly maxSteps: number;

  constructor(limit: ErrorPlace & { readonly maxSteps: number }) {
    super(limit, `exceeded the limit of ${limit.maxSteps} steps`);
    this.maxSteps = limit.maxSteps;
  }
}

/** There is no readable response. `cause` is the error of the network or of the credentials. */
export class TransportError extends PrintableError {
  override readonly name = "TransportError";
  /** The `operationId` of the request; `undefined` until the transport sets it. */
  operation: string | undefined;
  /** The status of a response that arrived but could not be read. */
  readonly status: number | undefined;
  /** The headers of that response. They are not printed or serialized, because services set cookies in them. */
  readonly headers: HttpResponse["headers"] | undefined;

  constructor(
    message: string,
    { cause, status, headers }: Cause & Partial<Pick<TransportError, "status" | "headers">> = {},
  ) {
    super(message, cause);
    this.operation = undefined;
    this.status = status;
    this.headers = headers;
    hide(this, "headers");
  }
}

/** Keeps properties out of the printed and the serialized error. */
export function hide(error: Error, ...names: readonly string[]): void {
  for (const name of names) Object.defineProperty(error, name, { enumerable: false });
}

/**
 * Narrows a value for the rest of the workflow.
 * @param step the step that needs the value
 * @throws MissingValueError if the value is `undefined` or `null`
 */
export function assertPresent<Value>(
  step: ErrorPlace,
  expression: string,
  value: Value,
): asserts value is NonNullable<Value> {
  if (value === undefined || value === null) {
    throw new MissingValueError({ ...step, expression });
  }
}

/**
 * Converts an error to plain data: the enumerable properties of errors of this module, and the name, message
 * and code of other errors.
 * @param depth the maximum number of nested causes
 */
function describeError(error: Error & Cause, depth = 8): object {
  const { name, message, cause } = error;
  const code = stringAt(error, "code");
  return {
    name,
    message,
    ...(error instanceof PrintableError ? error : code !== undefined && isName(code) && { code }),
    ...(cause instanceof Error && depth > 0 && { cause: describeError(cause, depth - 1) }),
  };
}

/** `a string, number or array`. */
function oneOf(kinds: readonly string[], adjective = ""): string {
  const described = adjective + kinds.join(", ");
  return `${/^[ao]/.test(described) ? "an" : "a"} ${described.replace(/, (\w+)$/, " or $1")}`;
}

function unmetCriterion(
  criterion: string | undefined,
  status: number,
  code: string | undefined,
): string {
  const reply = code !== undefined && isName(code) ? `${status} ${code}` : `${status}`;
  return criterion === undefined ? `not successful: ${reply}` : `${criterion} is not met: ${reply}`;
}
