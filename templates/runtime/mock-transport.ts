/** Replaces an API in tests. Nothing is sent, and every call is recorded. */

import type { HttpResponse, OperationRequest, StatusOfClass, Transport } from "./http.js";
import { readOwn } from "./own-property.js";

/** A function that creates the requests of an operation, as in the generated module of an API. */
type Operation = (given: never) => OperationRequest<HttpResponse>;

type ResponsesOf<Op extends Operation> =
  ReturnType<Op> extends OperationRequest<infer Response> ? Response : never;

type Successful<Response extends HttpResponse> = Extract<
  Response,
  { readonly status: StatusOfClass<2> }
>;

/** The body of a successful response, or of any response if the operation declares no successful one. */
type SuccessBody<Response extends HttpResponse> = [Successful<Response>] extends [never]
  ? Response["body"]
  : Successful<Response>["body"];

type WholeResponse<Response extends HttpResponse> = Response extends HttpResponse
  ? {
      readonly status: Response["status"];
      readonly headers?: HttpResponse["headers"];
      readonly body: Response["body"];
      /** The XML of the body, if the workflow applies XPath to it. */
      readonly text?: string;
    }
  : never;

/**
 * Handles the calls of an operation. The argument is the input of the operation: parameters by location, and
 * the body.
 *
 * Return a body, which gets the lowest 2xx status that the operation declares, or `{ status, body }` with
 * optional `headers`. If the handler throws, the step behaves as if no response arrived.
 */
export type MockHandler<Op extends Operation> = (
  given: Parameters<Op>[0],
) => MockAnswer<ResponsesOf<Op>> | Promise<MockAnswer<ResponsesOf<Op>>>;

export type MockAnswer<Response extends HttpResponse> =
  | SuccessBody<Response>
  | WholeResponse<Response>;

/** By `operationId`: a handler for all calls of the operation, or an array with a handler for each call. */
export type MockHandlers<Operations extends Readonly<Record<keyof Operations, Operation>>> = {
  readonly [OperationId in keyof Operations]?:
    | MockHandler<Operations[OperationId]>
    | readonly MockHandler<Operations[OperationId]>[]
    | undefined;
};

export type MockCall<Operations extends Readonly<Record<keyof Operations, Operation>>> = {
  readonly [OperationId in keyof Operations]: {
    readonly operationId: OperationId;
    readonly given: Parameters<Operations[OperationId]>[0];
  };
}[keyof Operations];

export interface MockTransport<Operations extends Readonly<Record<keyof Operations, Operation>>>
  extends Transport {
  /** Every call so far in order, including calls without a handler. */
  readonly calls: readonly MockCall<Operations>[];
}

/** Creates a transport that responds with `handlers`. For a call without a handler, `send` rejects. */
export function createMockTransport<
  Operations extends Readonly<Record<keyof Operations, Operation>>,
>(handlers: MockHandlers<Operations>): MockTransport<Operations> {
  const calls: MockCall<Operations>[] = [];
  const untyped = handlers as Readonly<Record<string, Handlers>>;
  return {
    calls,
    async send({ operationId, given, responseBodies }, signal) {
      signal?.throwIfAborted();
      // The operations of this API created the request, so `given` has the type of the operation's input.
      calls.push({ operationId, given } as MockCall<Operations>);
      const count = calls.filter((call) => call.operationId === operationId).length;
      const known = readOwn(untyped, operationId);
      const handler = typeof known === "object" ? known[count - 1] : known;
      if (handler === undefined) {
        const call = known === undefined ? operationId : `call ${count} of ${operationId}`;
        const input = JSON.stringify(given) ?? "nothing";
        throw new Error(`the mock has no handler for ${call}; it was called with ${input}`);
      }
      const answer = await handler(given);
      if (isWholeResponse(answer)) return { headers: {}, ...answer };
      const statuses = Object.keys(responseBodies).map((status) => status.replace("XX", "00"));
      const status = statuses.find((each) => each.startsWith("2")) ?? "200";
      return { status: Number(status) as StatusOfClass<2>, headers: {}, body: answer };
    },
  };
}

type Handler = (given: unknown) => unknown;
type Handlers = Handler | readonly Handler[] | undefined;

/** A handler whose body has this shape must return `{ status, body }`. */
function isWholeResponse(
  answer: unknown,
): answer is Pick<HttpResponse, "status" | "body"> & Partial<HttpResponse> {
  if (typeof answer !== "object" || answer === null) return false;
  const { status } = answer as { readonly status?: unknown };
  const keys = Object.keys(answer);
  const isOfResponse = keys.every((key) => /^(status|headers|body|text)$/.test(key));
  return Number.isInteger(status) && keys.includes("body") && isOfResponse;
}
