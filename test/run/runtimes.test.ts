/**
 * The emitted runtime in other JavaScript runtimes: in each Node binary in `TEST_NODES` (paths separated by
 * colons), and in Chromium.
 */

import { existsSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import { bundleForBrowser } from "../../bench/bundle-for-browser.js";
import { hasChromium, launchChromium } from "../runtimes/chromium.js";
import { otherNodes } from "../runtimes/other-nodes.js";
import { type Answer, type ReceivedRequest, startHttpServer } from "../servers/http-server.js";
import { oneCompletedJob } from "../servers/sagemaker-answers.js";
import { fail } from "../servers/sagemaker-server.js";
import { verifySignature } from "../servers/verify-signature.js";
import { runInNode } from "./run-in-node.js";

const signing = {
  accessKeyId: "AKIDTESTTESTTESTTEST",
  secretAccessKey: "secret",
  region: "eu-west-1",
  service: "sagemaker",
};

/** A SageMaker server that throttles first, and some faulty servers. */
async function serve() {
  let requests = 0;
  const server = await startHttpServer((request) => answers[request.url]?.(request) ?? page);
  const answers: Readonly<Record<string, (request: ReceivedRequest) => Answer>> = {
    "/": (request) => {
      const operation = request.headers["x-amz-target"]?.[0]?.replace("SageMaker.", "");
      if (operation === undefined) return page;
      requests += 1;
      if (requests === 1) return fail("ThrottlingException", "Rate exceeded");
      const problem = verifySignature(request, signing);
      if (problem !== undefined) return fail("InvalidSignatureException", problem, 403);
      return new Map<string, Answer>(Object.entries(oneCompletedJob)).get(operation) ?? page;
    },
    "/form": ({ headers, rawBody }) => {
      const isForm = headers["content-type"]?.[0]?.startsWith("multipart/form-data; boundary=");
      return { kind: "response", status: isForm && rawBody.includes("Größe") ? 201 : 400 };
    },
    "/redirect": () => ({ kind: "response", status: 307, headers: { location: "/form" } }),
    "/stall": () => ({ kind: "stall" }),
    "/flood": () => ({ kind: "flood", bytes: 2 ** 30 }),
  };
  onTestFinished(() => server.close());
  return server;
}

const page: Answer = {
  kind: "response",
  status: 200,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>A page</title>",
};

const expected = {
  outcome: "completed",
  form: [201, null],
  redirected: [307, null],
  late: "TransportError: GET http://127.0.0.1 (get) took longer than 1000 ms",
  tooMuch: "TransportError: GET http://127.0.0.1 (get) received more than 1000 bytes",
  aborted: expect.stringMatching(/^TimeoutError: /),
  presigned: ["Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature"].map(
    (name) => `X-Amz-${name}`,
  ),
};

describe.each([process.execPath, ...otherNodes])("in Node: %s", (node) => {
  test.each(["undefined", "createNodeFetch()"])("with the fetch %s", async (fetch) => {
    const server = await serve();
    const printed = await runInNode(
      `
      import { createNodeFetch } from "./generated/runtime/node-fetch.js";
      import { runScenario } from "./test/run/runtime-scenario.js";
      console.log(JSON.stringify([process.version, await runScenario("${server.url}", ${fetch})]));
      `,
      node,
    );
    const [version, happened] = JSON.parse(printed);
    expect(version).toMatch(/^v\d\d\./);
    expect(happened).toEqual(expected);
  });
});

test.skipIf(otherNodes.length === 0)("TEST_NODES names other versions of Node", () => {
  expect(otherNodes.filter((node) => !existsSync(node))).toEqual([]);
});

test.skipIf(!hasChromium)("in Chromium", async () => {
  const server = await serve();
  const { text } = await bundleForBrowser(
    'export * from "./runtime-scenario.js";',
    import.meta.dirname,
  );
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const tab = await browser.newPage();
  await tab.goto(server.url);
  const script = `import("data:text/javascript;base64,${Buffer.from(text).toString("base64")}")`;
  const happened = await tab.evaluate(
    `${script}.then(async ({ runScenario }) => JSON.stringify(await runScenario("${server.url}")))`,
  );
  expect(JSON.parse(`${happened}`)).toEqual({
    ...expected,
    redirected: expect.stringMatching(/was redirected, and the browser hides the location$/),
  });
});
