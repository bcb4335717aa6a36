/** Secrets appear neither in errors nor in the headers that observers receive. */

import { inspect } from "node:util";
import { expect, test } from "vitest";
import { registerLatestCompletedTraining, type StepEvent } from "../../generated/index.js";
import { createNodeFetch } from "../../generated/runtime/node-fetch.js";
import type { Fetch, TransportOptions } from "../../templates/runtime/transport-options.js";
import type { Answer } from "../servers/http-server.js";
import { oneCompletedJob } from "../servers/sagemaker-answers.js";
import { testSigning } from "../servers/sagemaker-server.js";
import { connectSagemaker, region } from "./connect-sagemaker.js";

/** Each secret contains its own name, so that it can be found anywhere. */
const canaries = {
  secretAccessKey: "canary-secret-key",
  sessionToken: "canary-session-token",
  modelName: "canary-model-name",
  inferenceImage: "canary-image",
  executionRoleArn: "canary-role",
  cookie: "canary-cookie",
  repeated: "canary-that-the-service-repeats",
};

const credentials = { ...testSigning, ...canaries };
const { modelName, inferenceImage, executionRoleArn } = canaries;
const inputs = { modelName, inferenceImage, executionRoleArn };

const repeat: Answer = {
  kind: "response",
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.1", "set-cookie": canaries.cookie },
  body: JSON.stringify({
    __type: `Validation ${canaries.repeated}`,
    message: `${canaries.repeated} ${modelName} Signature=${"0".repeat(64)}`,
  }),
};

const html: Answer = {
  kind: "response",
  status: 200,
  headers: { "content-type": "text/html", "set-cookie": canaries.cookie },
  body: `<p>${canaries.repeated}`,
};

/** Everything that can be printed or logged of an error. */
function everythingOf(error: unknown): string {
  const shown = [`${error}`, JSON.stringify(error), inspect(error, { depth: Infinity })];
  for (let each = error; each instanceof Error; each = each.cause) {
    shown.push(each.message, each.stack ?? "", JSON.stringify(each), String(each));
  }
  return shown.join("\n");
}

/** Node quotes header values and URLs in errors; the errors of some libraries contain the whole request. */
const quoting: Fetch = async (url, { headers, body }) => {
  throw new TypeError(`cannot send ${url}?key=${canaries.repeated}`, {
    cause: Object.assign(new Error(`${url}/${canaries.repeated}`), { headers, body }),
  });
};

const wrong: readonly [string, Answer, TransportOptions][] = [
  ["repeats what it was sent", repeat, {}],
  ["answers with what is no JSON", html, {}],
  ["closes the connection", { kind: "close" }, {}],
  ["cuts its content off", { kind: "cut" }, {}],
  ["stalls", { kind: "stall" }, { timeout: 100 }],
  ["floods", { kind: "flood", bytes: 2 ** 30 }, { maxResponseBytes: 100 }],
  ["answers in another protocol", { kind: "garbage" }, {}],
  ["cannot be reached, as a fetch says at length", { kind: "close" }, { fetch: quoting }],
  ["closes the connection of Node's client", { kind: "close" }, { fetch: createNodeFetch() }],
  ["answers Node's client in another protocol", { kind: "garbage" }, { fetch: createNodeFetch() }],
];

test.each(wrong)(
  "of a server that %s, nothing is told that is secret",
  async (_, answer, options) => {
    const events: StepEvent[] = [];
    const { apis } = await connectSagemaker(
      { ...oneCompletedJob, CreateModel: answer },
      { region, credentials, sleep: async () => {}, ...options },
      { ...testSigning, ...canaries },
    );
    const run = registerLatestCompletedTraining(inputs, apis, {
      onStep: (event) => void events.push(event),
    });
    const error = await run.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(everythingOf(error)).not.toMatch(/canary|[0-9a-f]{64}/);
    const headers = events.flatMap(({ request, response }) => [request.headers, response?.headers]);
    expect(events.length).toBeGreaterThan(0);
    expect(JSON.stringify(headers)).not.toMatch(/canary|[0-9a-f]{64}/);
    expect(events.map((event) => everythingOf(event.error)).join()).not.toMatch(/canary/);
  },
);

test("the search finds a secret in a message, a property, a cause and the cause of that", () => {
  const cause = new Error("x", { cause: new Error(canaries.cookie) });
  for (const leaking of [
    new Error(canaries.cookie),
    Object.assign(new Error("x"), { token: canaries.cookie }),
    new Error("x", { cause }),
  ]) {
    expect(everythingOf(leaking)).toMatch(/canary/);
  }
});

test("what the service says is there for who asks for it", async () => {
  const answers = { ...oneCompletedJob, CreateModel: repeat };
  const { apis } = await connectSagemaker(
    answers,
    { region, credentials },
    { ...testSigning, ...canaries },
  );
  await expect(registerLatestCompletedTraining(inputs, apis)).rejects.toMatchObject({
    serviceMessage: expect.stringContaining(canaries.repeated),
    response: { status: 400, headers: { "set-cookie": canaries.cookie } },
  });
});
