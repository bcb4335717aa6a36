import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type ReceivedRequest, startHttpServer } from "../../servers/http-server.js";
import { compareRequest } from "./compare-request.js";
import type { Body, ConformanceRun, Exchange } from "./conformance-case.js";

export interface CaseServer {
  /** Without a slash at the end. */
  readonly url: string;
  /** The number of requests so far. */
  requests(): number;
  /** Closes the server, and describes how the requests differ from the expected ones. */
  finish(): Promise<readonly string[]>;
}

/** Seconds by which a timer may be early. */
const tolerance = 0.05;
/** Seconds that a run may take from its first request on. */
const timeLimit = 10;
const noExchange: Answer = { kind: "response", status: 500, body: "no exchange is left" };
const contentTypes = {
  json: "application/json",
  text: "text/plain",
  xml: "application/xml",
} as const;

/** Starts a server that gives the responses of one run, and compares the requests. */
export async function startCaseServer({
  exchanges = [],
  anyOrder = false,
}: Pick<ConformanceRun, "exchanges" | "anyOrder">): Promise<CaseServer> {
  const left = [...exchanges];
  const differences: string[] = [];
  let responded = 0;
  let began: number | undefined;
  const server = await startHttpServer(async (request) => {
    const arrived = performance.now();
    began ??= arrived;
    const place = `request ${server.requests.indexOf(request) + 1}`;
    const exchange = anyOrder ? await takeEqual(left, request) : left.shift();
    if (exchange === undefined) {
      differences.push(`${place} is unexpected: ${request.method} ${request.url}`);
      return noExchange;
    }
    const found = await compareRequest(exchange.request, request);
    differences.push(...found.map((difference) => `${place}: ${difference}`));
    if (arrived - began > timeLimit * 1000) differences.push(`${place} came too late`);
    const waited = (arrived - responded) / 1000;
    if (exchange.after !== undefined && waited < exchange.after - tolerance) {
      differences.push(`${place} came after ${waited} s, expected ${exchange.after} s`);
    }
    const answer = await answerOf(exchange);
    responded = performance.now();
    return answer;
  });
  return {
    url: server.url,
    requests: () => server.requests.length,
    async finish() {
      await server.close();
      const missing = left.map(({ request }) => `missing: ${request.method} ${request.path}`);
      return [...differences, ...missing];
    },
  };
}

/** Removes the first exchange whose request is equal. */
async function takeEqual(
  left: Exchange[],
  received: ReceivedRequest,
): Promise<Exchange | undefined> {
  for (const [index, { request }] of left.entries()) {
    if ((await compareRequest(request, received)).length > 0) continue;
    return left.splice(index, 1)[0];
  }
  return undefined;
}

async function answerOf({ response }: Exchange): Promise<Answer> {
  if (response === "hang") return { kind: "stall" };
  if (response === "close") return { kind: "close" };
  if (response.delay !== undefined) await wait(response.delay * 1000);
  const { status, headers = {}, body } = response;
  if (body === undefined) return { kind: "response", status, headers };
  const { type, content } = writeBody(body);
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return {
    kind: "response",
    status,
    headers: isTyped ? headers : { ...headers, "content-type": type },
    body: content,
  };
}

function writeBody(body: Body): { readonly type: string; readonly content: string } {
  if ("json" in body) return { type: contentTypes.json, content: JSON.stringify(body.json) };
  if ("text" in body) return { type: contentTypes.text, content: body.text };
  return { type: contentTypes.xml, content: body.xml };
}
