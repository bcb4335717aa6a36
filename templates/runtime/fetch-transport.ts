/** Sends requests with `fetch`, retries them, and reads the responses. */

import type { Authenticator } from "./authenticator.js";
import { TransportError } from "./errors.js";
import type { HttpRequest, HttpResponse, Transport } from "./http.js";
import { innermostError, type PlatformError } from "./innermost-error.js";
import {
  type PreparedRequest,
  parseBaseUrl,
  prepareRequest,
  resolveUrl,
  writeOut,
} from "./prepare-request.js";
import { headersRecord, readResponse } from "./read-response.js";
import type { Outcome, RetryPolicy } from "./retry-policy.js";
import type { FetchResponse, TransportOptions } from "./transport-options.js";
import { orAbort, startDeadline, wait } from "./wait.js";

export interface FetchTransportOptions extends TransportOptions {
  /**
   * The name of the function that takes the options, for messages.
   * @default "createFetchTransport"
   */
  readonly name?: string | undefined;
  /** An absolute URL. The path of a request is appended to its path. */
  readonly baseUrl: string;
  readonly authenticator?: Authenticator | undefined;
  /** The retry policy for the service, which implements `retry`. */
  readonly retries?: RetryPolicy | undefined;
}

/**
 * Creates a transport. It follows no redirect: a 3xx is a response like any other, so credentials are sent only
 * to the host of `baseUrl`.
 * @throws TypeError if `baseUrl` is not absolute, is not http or https, or contains credentials or a query
 */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const { name = "createFetchTransport", authenticator, retries, sleep } = options;
  const base = parseBaseUrl(options.baseUrl, name);
  return {
    async send(request, signal) {
      const sender = `${request.method} ${base.origin} (${request.operationId})`;
      const call: Call = { options, base, request, sender };
      const attempts = retries?.(request);
      let mayResend = authenticator?.shouldResend !== undefined;
      for (;;) {
        signal?.throwIfAborted();
        const { outcome, sent } = await attempt(call, attempts?.headers?.(), signal);
        if (mayResend && sent && !outcome.error && outcome.status >= 400) {
          const decision = Promise.resolve(authenticator?.shouldResend?.(outcome, sent) ?? false);
          if (await orAbort(decision, signal)) {
            mayResend = false;
            continue;
          }
        }
        const delay = attempts?.after(outcome);
        if (delay !== undefined) await wait(delay, signal, sleep);
        else if (outcome.error) throw outcome.error;
        else return outcome;
      }
    },
  };
}

interface Call {
  readonly options: FetchTransportOptions;
  readonly base: URL;
  readonly request: HttpRequest;
  /** Identifies the request in messages. The path is left out, because it may contain inputs. */
  readonly sender: string;
}

interface Attempt {
  readonly outcome: Outcome;
  /** The request, if its response could be read. */
  readonly sent?: PreparedRequest;
}

/** Sends a request once. Rejects only with the reason of an abort. */
async function attempt(
  call: Call,
  added: HttpRequest["headers"] | undefined,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  const deadline = startDeadline(call.options.timeout ?? defaultTimeout, signal);
  const result = await orAbort(send(call, added, deadline.signal), deadline.signal).then(
    (sent) => receive(call, sent, deadline.signal),
    (cause: unknown) => fail(call, cause, deadline.signal),
  );
  const isDone = !result.outcome.error;
  deadline.end(isDone);
  if (!isDone) signal?.throwIfAborted();
  return result;
}

const defaultTimeout = 300_000;

interface Sent {
  readonly url: string;
  readonly prepared: PreparedRequest;
  readonly response: FetchResponse;
  readonly headers: HttpResponse["headers"];
}

/** Resolves when the head of the response has arrived. */
async function send(
  { options, base, request, sender }: Call,
  added: HttpRequest["headers"] | undefined,
  signal: AbortSignal,
): Promise<Sent> {
  const { fetch, authenticator } = options;
  const url = resolveUrl(base, request, sender);
  const prepared = await prepareRequest(request, url, added, authenticator, sender);
  signal.throwIfAborted();
  const init = { method: request.method, signal, redirect: "manual" } as const;
  const { headers, body } = prepared;
  const response = await (fetch
    ? fetch(prepared.url, { ...init, ...(await writeOut(prepared)) })
    : globalThis.fetch(prepared.url, { ...init, headers, body }));
  return { url, prepared, response, headers: headersRecord(response.headers) };
}

async function receive(
  call: Call,
  { url, prepared, response, headers }: Sent,
  signal: AbortSignal,
): Promise<Attempt> {
  const { options, request, sender } = call;
  const { maxResponseBytes = 64 * 2 ** 20 } = options;
  const kinds = request.responseBodies;
  const reading = readResponse(response, headers, kinds, maxResponseBytes, sender);
  try {
    return { outcome: { url, ...(await orAbort(reading, signal)) }, sent: prepared };
  } catch (cause) {
    return fail(call, cause, signal, { status: response.status, headers });
  }
}

/** @param answered the head of the response, if it has arrived */
function fail(
  { options, base, request, sender }: Call,
  cause: unknown,
  { aborted }: AbortSignal,
  answered: Partial<Pick<TransportError, "status" | "headers">> = {},
): Attempt {
  const isConnectionFailure = !(cause instanceof TransportError);
  const reason = aborted
    ? `took longer than ${options.timeout ?? defaultTimeout} ms`
    : `failed: ${messageOf(cause).replace(urlInText, base.origin)}`;
  const error = isConnectionFailure
    ? new TransportError(`${sender} ${reason}`, {
        ...answered,
        cause: isUnsafeToLog(cause) ? undefined : cause,
      })
    : cause;
  error.operation = request.operationId;
  const { status, headers = {} } = answered;
  return { outcome: { error, isConnectionFailure, status, headers, body: undefined } };
}

/** Some runtimes put the URL into their message, and its query may contain a key. */
const urlInText = /https?:\/\/[^\s"'<>)]+/gi;

/** Whether the error contains a URL or response bytes, which loggers would print. */
function isUnsafeToLog(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { message, cause, errors = [] }: PlatformError = error;
  const hasBytes = "rawPacket" in error || "data" in error;
  return hasBytes || message.search(urlInText) >= 0 || [cause, ...errors].some(isUnsafeToLog);
}

function messageOf(error: unknown): string {
  const innermost = innermostError(error);
  return innermost?.message || innermost?.name || "unknown cause";
}
