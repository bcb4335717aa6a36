/** Answers like SageMaker in a process of its own, so that it takes no time of the one that is measured. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { oneCompletedJob } from "../test/servers/sagemaker-answers.js";
import { startSagemakerServer } from "../test/servers/sagemaker-server.js";

export interface SagemakerProcess {
  readonly url: string;
  /** Where every signature is recomputed before there is an answer. */
  readonly strictUrl: string;
  readonly stop: () => void;
}

export async function startSagemakerProcess(): Promise<SagemakerProcess> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), ["serve"]);
  const [urls] = await once(child, "message");
  return { ...urls, stop: () => child.kill() };
}

if (process.argv[2] === "serve") {
  const strict = await startSagemakerServer({ answer: oneCompletedJob });
  const answers = new Map(
    Object.entries(oneCompletedJob).map(([operation, answer]) => [
      `SageMaker.${operation}`,
      Buffer.from(answer.kind === "response" ? (answer.body ?? "") : ""),
    ]),
  );
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const body = answers.get(String(request.headers["x-amz-target"]));
      const headers = {
        "content-type": "application/x-amz-json-1.1",
        "content-length": body?.length ?? 0,
      };
      response.writeHead(body ? 200 : 400, headers).end(body);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.send?.({ url, strictUrl: strict.url });
}
