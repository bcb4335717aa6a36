/** The scenario that is bundled and run in every JavaScript runtime. */

import { createSagemakerApi, registerLatestCompletedTraining } from "../../generated/index.js";
import { presignUrl } from "../../generated/runtime/presign-url.js";
import type { Fetch } from "../../generated/runtime/transport-options.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest, HttpResponse } from "../../templates/runtime/http.js";
import { toFormData } from "../../templates/runtime/multipart-body.js";

const credentials = { accessKeyId: "AKIDTESTTESTTESTTEST", secretAccessKey: "secret" };

/** Resolves with the results as plain data. `runtimes.test.ts` starts the server. */
export async function runScenario(baseUrl: string, fetch?: Fetch) {
  const sagemakerApi = createSagemakerApi({ baseUrl, region: "eu-west-1", credentials, fetch });
  const inputs = { modelName: "churn", inferenceImage: "image", executionRoleArn: "Rôle" };
  const workflow = registerLatestCompletedTraining(inputs, { sagemakerApi });
  const transport = createFetchTransport({ baseUrl, fetch, timeout: 1000, maxResponseBytes: 1000 });
  const get = (path: string, signal?: AbortSignal) => {
    const request: HttpRequest = {
      ...{ operationId: "get", method: "GET", path, headers: {} },
      responseBodies: { default: "unknown" },
    };
    return told(transport.send(request, signal));
  };
  const form: HttpRequest = {
    ...{ operationId: "post", method: "POST", path: "/form", headers: {} },
    body: toFormData({ name: "Größe" }),
    responseBodies: { default: "unknown" },
  };
  const signing = { service: "s3", region: "eu-west-1", credentials, baseUrl };
  const presigned = await presignUrl({ ...form, method: "GET", body: undefined }, signing);
  return {
    outcome: (await workflow).outcome,
    form: await told(transport.send(form)),
    redirected: await get("/redirect"),
    late: await get("/stall"),
    tooMuch: await get("/flood"),
    aborted: await get("/stall", AbortSignal.timeout(50)),
    presigned: [...new URL(presigned).searchParams.keys()],
  };
}

/** The status and body, or the error's name and message without the port. */
function told(sent: Promise<HttpResponse>): Promise<unknown> {
  return sent.then(
    ({ status, body }) => [status, body],
    (error: Error) => `${error.name}: ${error.message}`.replace(/:\d+/, ""),
  );
}
