import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { planServer } from "../../generator/4-plan/plan-server.js";
import { readAwsHost } from "../../generator/4-plan/read-aws-host.js";
import type { HttpRequest, Transport } from "../../templates/runtime/http.js";
import { toLocated } from "../to-located.js";
import { rejectionOf } from "./rejection-of.js";
import { flowOut, importCase } from "./run-flow.js";

const out = join(flowOut, "servers-test");

interface Sent {
  readonly url: string;
  readonly authorization: string | undefined;
}

/** Where the requests of all operations of an API go, and with which credentials. */
async function send(api: string, options: object): Promise<readonly Sent[]> {
  const module = await importCase("servers", out);
  const path = join(out, `apis/${api.toLowerCase()}.ts`);
  const operations: object = await import(/* @vite-ignore */ pathToFileURL(path).href);
  const sent: Sent[] = [];
  const fetch = async (url: string, { headers }: { headers: Readonly<Record<string, string>> }) => {
    sent.push({ url, authorization: headers["authorization"] });
    return new Response(null, { status: 204 });
  };
  const transport = module[`create${api}`]?.({ fetch, retry: false, ...options }) as Transport;
  for (const [name, make] of Object.entries(operations)) {
    if (/^(create|mock)/.test(name) || typeof make !== "function") continue;
    const request: HttpRequest = make();
    await transport.send(request);
  }
  return sent;
}

describe("requests go", () => {
  const token = "t";
  const bearer = "Bearer t";

  test("to the server of their operation or path, and to the description's first else", async () => {
    expect(await send("Files", { token, tenant: "acme", version: "v2" })).toEqual([
      { url: "https://acme.files.example/v2/files", authorization: bearer },
      { url: "https://acme.uploads.example/files", authorization: bearer },
      { url: "https://public.files.example/public", authorization: undefined },
    ]);
  });

  test("to the defaults of the variables", async () => {
    const [first] = await send("Files", { token });
    expect(first?.url).toBe("https://demo.files.example/v1/files");
  });

  test("to baseUrl alone, whatever the description says", async () => {
    const sent = await send("Files", { token, baseUrl: "http://127.0.0.1:9/base/" });
    expect(sent.map(({ url }) => url)).toEqual([
      "http://127.0.0.1:9/base/files",
      "http://127.0.0.1:9/base/files",
      "http://127.0.0.1:9/base/public",
    ]);
  });

  test("to nobody without a base URL", async () => {
    await expect(send("Elsewhere", {})).rejects.toThrow(TypeError);
  });
});

describe("of AWS", () => {
  const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" };

  test("a service is signed for by its host", async () => {
    const [sent] = await send("Queue", { credentials, region: "eu-west-1" });
    expect(sent?.url).toBe("https://sqs-fips.eu-west-1.amazonaws.com/");
    expect(sent?.authorization).toMatch(/\/eu-west-1\/sqs\/aws4_request, /);
  });

  test("an API behind its gateway is signed for where its description says so, keys included", async () => {
    const [signed, keyed] = await send("Gateway", { credentials, apiKey: "k" });
    expect(signed?.authorization).toMatch(/\/eu-west-1\/execute-api\/aws4_request, .*x-api-key/);
    expect(keyed?.authorization).toBeUndefined();
  });

  test("what needs no credentials is not signed", async () => {
    const [getId, listPools] = await send("Identity", { credentials, region: "eu-west-1" });
    expect(getId?.authorization).toBeUndefined();
    expect(listPools?.authorization).toMatch(/\/eu-west-1\/cognito-identity\/aws4_request, /);
  });

  test("an API of AWS that never needs credentials takes none", async () => {
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const [sent] = await send("Open", {});
    expect(sent).toEqual({ url: "https://sts.eu-west-1.amazonaws.com/", authorization: undefined });
  });

  test("a base URL tells its region, unless one is given", async () => {
    const baseUrl = "https://vpce-0a1-b2.sqs.eu-central-1.vpce.amazonaws.com";
    const [sent] = await send("Queue", { credentials, baseUrl });
    expect(sent?.url).toBe(`${baseUrl}/`);
    expect(sent?.authorization).toMatch(/\/eu-central-1\/sqs\/aws4_request, /);
    const [given] = await send("Queue", { credentials, baseUrl, region: "eu-west-1" });
    expect(given?.authorization).toMatch(/\/eu-west-1\/sqs\/aws4_request, /);
    const [fixed] = await send("Gateway", { credentials, baseUrl, apiKey: "k" });
    expect(fixed?.authorization).toMatch(/\/eu-central-1\/execute-api\/aws4_request, /);
  });

  test("nothing is sent without credentials", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]) vi.stubEnv(name, undefined);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const sent = send("Queue", { region: "eu-west-1" });
    expect(await rejectionOf(sent)).toMatchObject({ name: "TransportError" });
  });
});

describe("the host tells the service and the region", () => {
  const file = join(
    import.meta.dirname,
    "../../../shared/vectors/aws-endpoints-sagemaker/endpoint-tests-1.json",
  );
  interface Case {
    readonly documentation: string;
    readonly expect: { readonly endpoint?: { readonly url: string } };
    readonly params?: { readonly Region?: string; readonly Endpoint?: string };
  }
  const cases: readonly Case[] = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8")).testCases
    : [];

  test.skipIf(cases.length === 0)("in AWS's own cases of SageMaker", () => {
    const judged = cases.map(({ expect: { endpoint }, params }) => {
      // An impossible configuration has no host.
      if (!endpoint) return "no host";
      const host = new URL(endpoint.url).hostname;
      const expected = params?.Endpoint
        ? undefined
        : { signingName: "sagemaker", region: params?.Region };
      expect(readAwsHost(host), host).toEqual(expected);
      return expected ? "signed" : "not signed";
    });
    const count = (kind: string) => judged.filter((each) => each === kind).length;
    expect([count("signed"), count("not signed"), count("no host")]).toEqual([42, 2, 3]);
  });

  test.each([
    ["api.sagemaker.eu-west-1.amazonaws.com", "sagemaker", "eu-west-1"],
    ["api.sagemaker-fips.us-gov-east-1.api.aws", "sagemaker", "us-gov-east-1"],
    ["api.sagemaker.cn-north-1.amazonaws.com.cn", "sagemaker", "cn-north-1"],
    ["api.sagemaker.us-isob-east-1.sc2s.sgov.gov", "sagemaker", "us-isob-east-1"],
    ["lambda.eusc-de-east-1.amazonaws.eu", "lambda", "eusc-de-east-1"],
    ["bucket.s3.dualstack.us-west-2.amazonaws.com", "s3", "us-west-2"],
    ["iam.amazonaws.com", "iam", "us-east-1"],
    ["ec2.{region}.amazonaws.com", "ec2", "{region}"],
  ])("%s", (host, signingName, region) => {
    expect(readAwsHost(host)).toEqual({ signingName, region });
  });

  test.each([
    "amazonaws.com",
    "sagemaker.us-east-1.amazonaws.com.evil.example",
    "evil-amazonaws.com",
    "sagemaker.us-east-1.elb.amazonaws.com",
    "ec2-1-2-3-4.compute-1.amazonaws.com",
    "{host}.amazonaws.com",
  ])("%s is a stranger's", (host) => {
    expect(readAwsHost(host)).toBeUndefined();
  });

  test.each([
    [{ default: "evil.example/x" }],
    [{ default: "evil.example#" }],
    [{ default: "us-east-1", enum: ["us-east-1", "evil.example/"] }],
  ])("no value of a variable makes a stranger's host of it: %j", (variable) => {
    const server = { url: "https://sqs.{region}.amazonaws.com", variables: { region: variable } };
    expect(planServer(toLocated(server), new Set())?.aws).toBeUndefined();
  });
});
