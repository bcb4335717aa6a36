import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { bundleForBrowser } from "../../bench/bundle-for-browser.js";
import { startRun } from "../../templates/runtime/run.js";
import { flowOut, importCase } from "../run/run-flow.js";

const bench = fileURLToPath(new URL("../../bench", import.meta.url));

function bundle(entry: string) {
  return bundleForBrowser(entry, bench);
}

describe("the client that registers a model, bundled for the browser", () => {
  test("is at most 15.1 KB gzipped", async () => {
    const { bytes, gzippedBytes, text } = await bundle('export * from "./seed-client.js";');
    expect(text).toContain("AWS4-HMAC-SHA256");
    expect(text).toContain("SageMaker.CreateModel");
    expect(gzippedBytes).toBeGreaterThan(1_000);
    expect(gzippedBytes).toBeLessThan(bytes);
    expect(gzippedBytes).toBeLessThanOrEqual(15_110);
  });

  test("imports nothing when it runs, of Node or otherwise", async () => {
    const { imports, text } = await bundle('export * from "./seed-client.js";');
    expect(imports).toEqual([]);
    expect(text).not.toMatch(/["'`]node:/);
    expect(text).not.toMatch(/\brequire\(/);
  });

  test("runs as it is", async () => {
    const { text } = await bundle('export * from "./seed-client.js";');
    const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
    expect(Object.keys(await import(/* @vite-ignore */ url)).sort()).toEqual([
      "createSagemakerApi",
      "registerLatestCompletedTraining",
    ]);
  });
});

test("XPath runs as it is bundled for the browser", async () => {
  const { imports, text } = await bundle('export * from "../templates/runtime/xpath.js";');
  expect(imports).toEqual([]);
  const url = `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`;
  const { holdsInXml } = await import(/* @vite-ignore */ url);
  const step = startRun("w").workflowStep("s");
  expect(holdsInXml(step, "<a><b/></a>", "/a/b")).toBe(true);
  expect(holdsInXml(step, "<a><b/></a>", "/a/c")).toBe(false);
});

test.for([
  ["xpath", 120_000],
  ["jsonpath", 16_000],
] as const)(
  "what an %s needs beside its workflow is at most %i bytes gzipped",
  async ([name, most]) => {
    const { gzippedBytes } = await bundle(`export * from "../templates/runtime/${name}.js";`);
    expect(gzippedBytes).toBeGreaterThan(most / 2);
    expect(gzippedBytes).toBeLessThanOrEqual(most);
  },
);

test("a bundle that would import Node's modules is seen to do so", async () => {
  const { imports } = await bundle('import { hash } from "node:crypto"; console.log(hash);');
  expect(imports).toEqual(["node:crypto"]);
});

describe("a bundler keeps only what is used", () => {
  test("of an index that is imported and not used, at most a constant", async () => {
    const { text } = await bundle('import "../generated/index.js";');
    expect(text.length).toBeLessThan(100);
  });

  test("of a workflow without the transport, no signing", async () => {
    const { text } = await bundle(
      'export { registerLatestCompletedTraining } from "../generated/index.js";',
    );
    expect(text).toContain("SageMaker.CreateModel");
    expect(text).not.toContain("AWS4-HMAC-SHA256");
  });

  test("of a workflow, no schema of its inputs", async () => {
    const { text } = await bundle('export * from "./seed-client.js";');
    expect(text).not.toContain("json-schema.org");
    const schema = await bundle(
      'export { registerLatestCompletedTrainingInputsSchema } from "../generated/index.js";',
    );
    expect(schema.text).toContain("json-schema.org");
    expect(schema.text).not.toContain("SageMaker.CreateModel");
  });

  test("of a workflow with its transport, no mock", async () => {
    const { text } = await bundle('export * from "./seed-client.js";');
    expect(text).not.toContain("has no handler");
    const mock = await bundle('export { mockSagemakerApi } from "../generated/index.js";');
    expect(mock.text).toContain("has no handler");
    expect(mock.text).not.toContain("AWS4-HMAC-SHA256");
  });

  test("of the client, no authentication, retries, bodies or senders but its own", async () => {
    const { text } = await bundle('export * from "./seed-client.js";');
    expect(text).toContain("amz-sdk-request");
    for (const other of ["Basic ", "client_credentials", "presignUrl", "node:http"]) {
      expect(text).not.toContain(other);
    }
    // What HTTP calls idempotent, parts of forms, and the parameters of queries.
    for (const other of ["OPTIONS", ".append(", "spaceDelimited"])
      expect(text).not.toContain(other);
  });

  test("of the policy for other services, nothing of AWS", async () => {
    const { text } = await bundle(
      'export { httpRetries } from "../templates/runtime/http-retries.js";',
    );
    expect(text).toContain("OPTIONS");
    expect(text).not.toMatch(/amz|Throttl/);
  });

  test("of an API, no kind of authentication that it does not ask for", async () => {
    const out = join(flowOut, "bundle-test");
    await importCase("security-schemes", out);
    const textOf = async (name: string) => {
      const { text } = await bundleForBrowser(`export { create${name} } from "./index.js";`, out);
      return text;
    };
    const [keys, choice, tokens] = await Promise.all([
      textOf("Keys"),
      textOf("Choice"),
      textOf("Tokens"),
    ]);
    const [key, basic, oauth2] = [/searchParams/, /Basic /, /grant_type/];
    expect([key, basic, oauth2].map((kind) => kind.test(keys))).toEqual([true, false, false]);
    expect([key, basic, oauth2].map((kind) => kind.test(choice))).toEqual([false, true, false]);
    expect([key, oauth2].map((kind) => kind.test(tokens))).toEqual([false, true]);
    for (const text of [keys, choice, tokens]) expect(text).not.toContain("AWS4-HMAC-SHA256");
  });

  test("of an error class, no workflow", async () => {
    const { text } = await bundle('export { StepFailedError } from "../generated/index.js";');
    expect(text).toContain("StepFailedError");
    expect(text).not.toContain("SageMaker.CreateModel");
  });
});
