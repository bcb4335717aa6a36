/** Answers over HTTP as SageMaker does, and recomputes every signature with code of its own. */

import { randomUUID } from "node:crypto";
import {
  type Answer,
  type HttpServer,
  type ReceivedRequest,
  startHttpServer,
} from "./http-server.js";
import { type Signing, verifySignature } from "./verify-signature.js";

export interface SagemakerRequest extends ReceivedRequest {
  /** Such as `ListTrainingJobs`: what follows `SageMaker.` in `X-Amz-Target`. */
  readonly operation: string;
  /** Parsed; `undefined` if it is not JSON. */
  readonly body: unknown;
}

/** How an operation is answered: always alike, or by what was asked. */
export type OperationAnswer = Answer | ((request: SagemakerRequest) => Answer);

export interface SagemakerServerOptions {
  /** By operation. An operation without an entry is an `UnknownOperationException`. */
  readonly answer: Readonly<Record<string, OperationAnswer>>;
  /** Whose signatures are good; `testSigning` by default. */
  readonly signing?: Signing;
}

export interface SagemakerServer extends HttpServer<SagemakerRequest> {
  /** What was wrong with each request that was refused with 403. */
  readonly signatureProblems: readonly string[];
}

export const testSigning: Signing = {
  accessKeyId: "AKIDTESTTESTTESTTEST",
  secretAccessKey: "a-secret-that/no+error=may-show",
  region: "eu-west-1",
  service: "sagemaker",
};

/** A 200 with a JSON body. */
export function succeed(body: unknown): Answer {
  return jsonAnswer(200, JSON.stringify(body));
}

/** An error as SageMaker words it; 400 unless told otherwise. */
export function fail(code: string, message: string, status = 400): Answer {
  const type = `com.amazonaws.sagemaker#${code}`;
  return jsonAnswer(status, JSON.stringify({ __type: type, message }));
}

export async function startSagemakerServer(
  options: SagemakerServerOptions,
): Promise<SagemakerServer> {
  const { answer, signing = testSigning } = options;
  const requests: SagemakerRequest[] = [];
  const signatureProblems: string[] = [];
  const server = await startHttpServer((received) => {
    const target = received.headers["x-amz-target"]?.join() ?? "";
    const operation = target.replace(/^SageMaker\./, "");
    const request = { ...received, operation, body: parseJson(received.rawBody) };
    requests.push(request);
    const problem = target ? verifySignature(received, signing) : "x-amz-target is missing";
    if (problem !== undefined) {
      signatureProblems.push(problem);
      return fail("InvalidSignatureException", "The signature does not match.", 403);
    }
    const answered = Object.hasOwn(answer, operation) ? answer[operation] : undefined;
    if (answered === undefined) return fail("UnknownOperationException", "No such operation.");
    return typeof answered === "function" ? answered(request) : answered;
  });
  return { ...server, requests, signatureProblems };
}

function jsonAnswer(status: number, body: string): Answer {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amzn-RequestId": randomUUID(),
  };
  return { kind: "response", status, headers, body };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
