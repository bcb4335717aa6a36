/** The errors of workflows and transports. Neither messages nor `toJSON` contain credentials or other data that was sent. */

import type { HttpRequest, HttpResponse } from "./http.js";

/** A workflow, in the words of the Arazzo document. */
export interface WorkflowPlace {
  readonly workflowId: string;
  /** The generated function, where workflows of two documents have the same `workflowId`. */
  readonly functionName?: string | undefined;
}

/** A step of a workflow, in the words of the Arazzo document. */
export interface StepPlace {
  readonly workflowId: string;
  readonly stepId: string;
}

/** The step at which a workflow stopped. */
type ErrorPlace = WorkflowPlace & StepPlace;

interface Cause {
  readonly cause?: unknown;
}

interface ErrorDetails extends Cause {
  /** The method and the operation that the message names. */
  readonly operation?: string | undefined;
}

/** `Error` with its standard `cause`, which not every `lib` declares. */
const ErrorWithCause: new (message: string, options?: Cause) => Error & Cause = Error;

/** An error that loggers may write whole. */
abstract class PrintableError extends ErrorWithCause {
  constructor(message: string, cause: unknown) {
    super(message, cause === undefined ? undefined : { cause });
  }

  /** The properties, none of which holds a secret, and the causes as plain data. */
  toJSON(): object {
    return describeError(this);
  }
}

/** Base of every error that a workflow throws itself; an abort passes through as it is. */
export abstract class WorkflowError extends PrintableError implements WorkflowPlace {
  readonly workflowId: string;
  readonly functionName: string | undefined;
  /** `undefined` if the workflow stopped before its first step. */
  readonly stepId: string | undefined;

  constructor(
    { workflowId, functionName, stepId }: WorkflowPlace & Partial<StepPlace>,
    problem: string,
    { cause, operation }: ErrorDetails = {},
  ) {
    const step = stepId === undefined ? "" : ` › ${stepId}`;
    const called = operation === undefined ? "" : ` (${operation})`;
    super(`${workflowId}${step}${called}: ${problem}`, cause);
    this.workflowId = workflowId;
    this.functionName = functionName;
    this.stepId = stepId;
  }
}

/** Base of the errors of a step. */
abstract class StepError extends WorkflowError implements StepPlace {
  override readonly stepId: string;

  constructor(place: ErrorPlace, problem: string, details?: ErrorDetails) {
    super(place, problem, details);
    this.stepId = place.stepId;
  }
}

/** An argument of the workflow's function is not what its type declares; nothing was sent. */
export class UnexpectedInputError extends WorkflowError {
  override readonly name = "UnexpectedInputError";
  /** The argument, such as `inputs`. */
  readonly input: string;
  /** The kinds of JSON value that are possible. */
  readonly expected: readonly string[];

  constructor(
    found: WorkflowPlace & { readonly input: string; readonly expected: readonly string[] },
  ) {
    const { input, expected } = found;
    super(found, `${input} must be ${oneOf(expected)}`);
    this.input = input;
    this.expected = expected;
  }
}

/** What is known about a step that failed: the response and its criterion, or why there is none. */
export interface FailedStep extends WorkflowPlace, StepPlace {
  /** The step's last request. */
  readonly request?: Pick<HttpRequest, "method" | "operationId"> | undefined;
  readonly criterion?: string | undefined;
  readonly response?: HttpResponse | undefined;
  readonly cause?: unknown;
}

/**
 * A step did not meet a success criterion, or got no response that can be read; then `cause` says why.
 *
 * `serviceMessage` and `response` are the service's own words. Services repeat what was sent to them, so these are
 * not in `message`, nor in what is printed or serialized of the error: read them explicitly if you need them.
 */
export class StepFailedError extends StepError {
  override readonly name = "StepFailedError";
  /** The `operationId` of the request; `undefined` for a step that runs a workflow. */
  readonly operation: string | undefined;
  /** The success criterion as the document has it; `undefined` when there was no response. */
  readonly criterion: string | undefined;
  readonly response: HttpResponse | undefined;
  /** Like `code` and `requestId` also known without a response, when one came but could not be read. */
  readonly status: number | undefined;
  /** The service's name for what went wrong, such as `ValidationException`. */
  readonly code: string | undefined;
  readonly serviceMessage: string | undefined;
  /** What AWS asks for when it is to look into a failure. */
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
        : "unknown cause";
    const operation = request && `${request.method} ${request.operationId}`;
    super(failed, problem, { cause, operation });
    this.operation = request?.operationId;
    this.criterion = criterion;
    this.response = response;
    this.status = answered?.status;
    this.code = code;
    this.serviceMessage =
      stringAt(response?.body, "message") ?? stringAt(response?.body, "Message");
    this.requestId = stringAt(headers, "x-amzn-requestid") ?? stringAt(headers, "x-amz-request-id");
    const isShown = code === undefined || isName(code);
    for (const hidden of ["response", "serviceMessage", ...(isShown ? [] : ["code"])]) {
      Object.defineProperty(this, hidden, { enumerable: false });
    }
  }
}

/** The error of one step, with the responses that are no success of its operation. */
export interface StepFailure<StepId extends string, Response extends HttpResponse>
  extends StepFailedError {
  readonly stepId: StepId;
  readonly response: Response | undefined;
}

/** The API left out a value that it declares optional, and the workflow needs it. */
export class MissingValueError extends StepError {
  override readonly name = "MissingValueError";
  /** The runtime expression as the document has it, such as `$steps.list.outputs.latestName`. */
  readonly expression: string;

  constructor(missing: ErrorPlace & { readonly expression: string }) {
    super(missing, `${missing.expression} has no value`);
    this.expression = missing.expression;
  }
}

/** A value is of another kind than the place takes that it goes to, or a path cannot hold it. */
export class UnexpectedValueError extends StepError {
  override readonly name = "UnexpectedValueError";
  /** The runtime expression as the document has it; `$request.path.orderId` for a parameter that cannot be sent. */
  readonly expression: string;
  /** The kinds of JSON value that are possible. */
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

/** The workflow has taken as many steps as it may; it probably waits for something that never comes. */
export class StepLimitError extends StepError {
  override readonly name = "StepLimitError";
  readonly maxSteps: number;

  constructor(limit: ErrorPlace & { readonly maxSteps: number }) {
    super(limit, `exceeded the limit of ${limit.maxSteps} steps`);
    this.maxSteps = limit.maxSteps;
  }
}

/** There is no response that can be read; `cause` is what the network or the credentials said. */
export class TransportError extends PrintableError {
  override readonly name = "TransportError";
  /** The `operationId` of the request; `undefined` until the transport sets it. */
  operation: string | undefined;
  /** The status of a response that came but could not be read. */
  readonly status: number | undefined;
  /** The headers of that response; not printed or serialized, because services set cookies in them. */
  readonly headers: HttpResponse["headers"] | undefined;

  constructor(
    message: string,
    { cause, status, headers }: Cause & Partial<Pick<TransportError, "status" | "headers">> = {},
  ) {
    super(message, cause);
    this.operation = undefined;
    this.status = status;
    this.headers = headers;
    Object.defineProperty(this, "headers", { enumerable: false });
  }
}

/**
 * Narrows a value for the rest of the workflow.
 * @param stepId the step that needs the value
 * @throws MissingValueError if the value is `undefined` or `null`
 */
export function assertPresent<Value>(
  run: WorkflowPlace,
  stepId: string,
  expression: string,
  value: Value,
): asserts value is NonNullable<Value> {
  if (value === undefined || value === null) {
    throw new MissingValueError({ ...run, stepId, expression });
  }
}

/**
 * An error as plain data: of our own errors what is enumerable, of others the name, message and code.
 * @param depth how many causes are described
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
  return criterion === undefined ? reply : `${criterion} is not met: ${reply}`;
}

/** `code` comes from the body, where a service may write anything: only a bare name is shown. */
function isName(code: string): boolean {
  return /^[\w.-]{1,100}$/.test(code);
}

/**
 * The error's name without the namespace before `#` and the address after `:`.
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
 * @see https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization
 */
export function errorCode({
  headers,
  body,
}: Pick<HttpResponse, "headers" | "body">): string | undefined {
  const written =
    stringAt(headers, "x-amzn-errortype") ??
    stringAt(body, "code") ??
    stringAt(body, "__type") ??
    (typeof body === "string" ? /<Code>([^<]*)/.exec(body)?.[1] : undefined);
  return written?.split(":", 1).join("").split("#").pop();
}

function stringAt(container: unknown, name: string): string | undefined {
  if (typeof container !== "object" || container === null) return undefined;
  const value = (container as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : undefined;
}
