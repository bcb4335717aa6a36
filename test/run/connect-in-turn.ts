import { onTestFinished } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { RetryPolicy } from "../../templates/runtime/retry-policy.js";
import type { RetryOptions, TransportOptions } from "../../templates/runtime/transport-options.js";
import { type Answer, startHttpServer } from "../servers/http-server.js";

/**
 * Starts a server that sends these responses in order and repeats the last one. Returns a transport to it that
 * records the waits.
 */
export async function connectInTurn(
  answers: readonly Answer[],
  retries: (options: RetryOptions | false | undefined) => RetryPolicy | undefined,
  options: TransportOptions = {},
) {
  const server = await startHttpServer(
    () => answers[Math.min(server.requests.length, answers.length) - 1] ?? { kind: "close" },
  );
  onTestFinished(() => server.close());
  const waits: number[] = [];
  const transport = createFetchTransport({
    baseUrl: server.url,
    sleep: async (milliseconds) => void waits.push(milliseconds),
    ...options,
    retries: retries(options.retry),
  });
  return { server, transport, waits };
}
