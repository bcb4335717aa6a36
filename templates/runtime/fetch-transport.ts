/** Takes requests to a server with `fetch`, sends them again where that may help, and reads what comes back. */

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
import type { Attempts, Outcome, RetryPolicy } from "./retry-policy.js";
import type { FetchResponse, TransportOptions } from "./transport-options.js";
import { orAbort, startDeadline, wait } from "./wait.js";

/** Where to send requests, and how. */
export interface FetchTransportOptions extends TransportOptions {
  /**
   * How errors name the function that takes the options.
   * @default "createFetchTransport"
   */
  readonly name?: string | undefined;
  /** An absolute URL, to whose path the requests' paths are appended. */
  readonly baseUrl: string;
  readonly authenticator?: Authenticator | undefined;
  /** What `retry` asks for, as a policy that suits the service. */
  readonly retries?: RetryPolicy | undefined;
}

/**
 * Makes a transport that follows no redirect: a 3xx is a response like any other, so credentials never
 * reach a host that nobody named.
 * @throws TypeError if `baseUrl` is not absolute, not http or https, or holds credentials or a query
 */
export function createFetchTransport(options: FetchTransportOptions): Transport {
  const { name = "createFetchTransport", authenticator, retries, sleep } = options;
  const base = parseBaseUrl(options.baseUrl, name);
  return {
    async send(request, signal) {
      const attempts = retries?.(request);
      let mayBeCorrected = authenticator?.corrects !== undefined;
      for (;;) {
        signal?.throwIfAborted();
        const { outcome, sent } = await attempt(options, base, request, attempts, signal);
        if (mayBeCorrected && sent && !outcome.error && outcome.status >= 400) {
          const isCorrected = Promise.resolve(authenticator?.corrects?.(outcome, sent) ?? false);
          if (await orAbort(isCorrected, signal)) {
            mayBeCorrected = false;
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

interface Attempt {
  readonly outcome: Outcome;
  /** `undefined` when the request could not even be prepared. */
  readonly sent: PreparedRequest | undefined;
}

/** Sends a request once. Rejects only with the reason of an abort. */
async function attempt(
  options: FetchTransportOptions,
  base: URL,
  request: HttpRequest,
  attempts: Attempts | undefined,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  const { fetch, authenticator, timeout = 300_000, maxResponseBytes = 64 * 2 ** 20 } = options;
  // The path is not in the messages, because it may hold inputs.
  const sender = `${request.method} ${base.origin} (${request.operationId})`;
  const deadline = startDeadline(timeout, signal);
  let sent: PreparedRequest | undefined;
  let response: FetchResponse | undefined;
  let headers: HttpResponse["headers"] = {};
  const exchange = async (): Promise<HttpResponse> => {
    const url = resolveUrl(base, request, sender);
    sent = await prepareRequest(request, url, attempts?.headers?.(), authenticator, sender);
    deadline.signal.throwIfAborted();
    const { method } = request;
    const init = { method, signal: deadline.signal, redirect: "manual" } as const;
    response = await (fetch
      ? fetch(sent.url, { ...init, ...(await writeOut(sent)) })
      : globalThis.fetch(sent.url, { ...init, headers: sent.headers, body: sent.body }));
    headers = headersRecord(response.headers);
    const kinds = request.responseBodies;
    return { url, ...(await readResponse(response, headers, kinds, maxResponseBytes, sender)) };
  };
  let isDone = false;
  try {
    const outcome = await deadline.limit(exchange());
    isDone = true;
    return { outcome, sent };
  } catch (cause) {
    signal?.throwIfAborted();
    const isConnectionFailure = !(cause instanceof TransportError);
    const status = response?.status;
    const reason = deadline.signal.aborted ? `took longer than ${timeout} ms` : undefined;
    const error = isConnectionFailure
      ? connectionError(sender, base, cause, response && { status, headers }, reason)
      : cause;
    error.operation = request.operationId;
    return { outcome: { error, isConnectionFailure, status, headers, body: undefined }, sent };
  } finally {
    deadline.end(isDone);
  }
}

/** Some runtimes name the URL in their message, and the query with it, which may hold a key. */
const urlInText = /https?:\/\/[^\s"'<>)]+/gi;

function connectionError(
  sender: string,
  base: URL,
  cause: unknown,
  answered: Pick<TransportError, "status" | "headers"> | undefined,
  reason = `failed: ${messageOf(cause).replace(urlInText, base.origin)}`,
): TransportError {
  const kept = isUnsafeToLog(cause) ? undefined : cause;
  return new TransportError(`${sender} ${reason}`, { cause: kept, ...answered });
}

/** Loggers would show the URL, or the bytes of a response, that such an error contains. */
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
