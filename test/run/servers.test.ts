import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { planServer } from "../../generator/4-plan/servers/plan-server.js";
import { readAwsHost } from "../../generator/4-plan/servers/read-aws-host.js";
import { Diagnostics } from "../../generator/diagnostics/diagnostics.js";
import type { HttpRequest, Transport } from "../../templates/runtime/http.js";
import { sharedFixture } from "../shared-fixture.js";
import { toLocated } from "../to-located.js";
import { rejectionOf } from "./rejection-of.js";
import { flowOut, importCase } from "./run-flow.js";

const out = join(flowOut, "servers-test");

interface Sent {
  readonly url: string;
  readonly authorization: string | undefined;
}

/** The URL and the credentials of the requests of all operations of an API. */
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

  test("a base URL decides the region, unless an option does", async () => {
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

describe("the host decides the service and the region", () => {
  const file = sharedFixture("vectors/aws-endpoints-sagemaker/endpoint-tests-1.json");
  interface Case {
    readonly documentation: string;
    readonly expect: { readonly endpoint?: { readonly url: string } };
    readonly params?: { readonly Region?: string; readonly Endpoint?: string };
  }
  const cases: readonly Case[] = file.isMissing
    ? []
    : JSON.parse(readFileSync(file.path, "utf8")).testCases;

  test.skipIf(file.isMissing)("in AWS's own cases of SageMaker", () => {
    const judged = cases.map(({ expect: { endpoint }, params }) => {
      // An impossible configuration has no host.
      if (!endpoint) return "no host";
      const host = new URL(endpoint.url).hostname;
      const isOfAws = params?.Endpoint === undefined;
      const expected = isOfAws ? `sagemaker ${params?.Region}` : "nothing";
      expect(`${host}: ${signedFor(host)}`).toBe(`${host}: ${expected}`);
      return isOfAws ? "signed" : "not signed";
    });
    const count = (kind: string) => judged.filter((each) => each === kind).length;
    expect([count("signed"), count("not signed"), count("no host")]).toEqual([42, 2, 3]);
  });

  const endpoints = sharedFixture("faults/transport-signing-names/endpoints.json");

  test.skipIf(endpoints.isMissing)(
    "in AWS's own endpoint data, but for hosts that it lists for several regions",
    () => {
      interface Endpoint {
        readonly url: string;
        readonly signing: string;
        readonly sregion: string;
      }
      const rows: readonly Endpoint[] = JSON.parse(readFileSync(endpoints.path, "utf8"));
      const wrong = rows.flatMap(({ url, signing, sregion }) => {
        const { hostname } = new URL(url);
        const read = signedFor(hostname);
        return read === `${signing} ${sregion}` ? [] : [`${hostname} ${sregion}`];
      });
      expect(rows).toHaveLength(6528);
      expect(wrong).toEqual([
        // The same hosts without a region serve the other partition of their suffix.
        "budgets.amazonaws.com us-gov-west-1",
        "budgets-fips.amazonaws.com us-gov-west-1",
        "budgets-fips.api.aws us-gov-west-1",
        "cloudfront.amazonaws.com us-gov-west-1",
        "cloudfront-fips.amazonaws.com us-gov-west-1",
        // The region is that of the caller's configuration.
        "codecatalyst.global.api.aws eu-west-1",
        "codecatalyst-fips.global.api.aws eu-west-1",
        "codecatalyst.global.api.aws us-gov-west-1",
        "codecatalyst-fips.global.api.aws us-gov-west-1",
        "codecatalyst.global.api.amazonwebservices.com.cn cn-north-1",
        "codecatalyst-fips.global.api.amazonwebservices.com.cn cn-north-1",
      ]);
    },
  );

  test.each([
    // The signing name is not the name in the host.
    ["bedrock-runtime.us-east-1.amazonaws.com", "bedrock us-east-1"],
    ["email.eu-west-1.amazonaws.com", "ses eu-west-1"],
    ["runtime-v2-lex.us-east-1.amazonaws.com", "lex us-east-1"],
    ["pinpoint.us-east-1.amazonaws.com", "mobiletargeting us-east-1"],
    ["participant.connect.eu-west-1.amazonaws.com", "execute-api eu-west-1"],
    ["runtime.sagemaker.eu-west-1.amazonaws.com", "sagemaker eu-west-1"],
    ["streams.dynamodb.eu-west-1.amazonaws.com", "dynamodb eu-west-1"],
    // FIPS, dual stack and other partitions.
    ["api.sagemaker-fips.us-gov-east-1.api.aws", "sagemaker us-gov-east-1"],
    ["fips-runtime-v2-lex.us-east-1.amazonaws.com", "lex us-east-1"],
    ["bucket.s3-fips.dualstack.us-west-2.amazonaws.com", "s3 us-west-2"],
    ["api.sagemaker.cn-north-1.amazonaws.com.cn", "sagemaker cn-north-1"],
    ["api.sagemaker.us-isob-east-1.sc2s.sgov.gov", "sagemaker us-isob-east-1"],
    ["lambda.eusc-de-east-1.amazonaws.eu", "lambda eusc-de-east-1"],
    // Services without regions.
    ["iam.amazonaws.com", "iam us-east-1"],
    ["iam.us-gov.amazonaws.com", "iam us-gov-west-1"],
    ["iam.amazonaws.com.cn", "iam cn-north-1"],
    ["route53.amazonaws.com.cn", "route53 cn-northwest-1"],
    ["sts.amazonaws.com", "sts us-east-1"],
    // The region is before the service, or within its name.
    ["abc.eu-west-1.aoss.amazonaws.com", "aoss eu-west-1"],
    ["search-logs-abc.eu-west-1.es.amazonaws.com", "es eu-west-1"],
    ["eu-west-1.queue.amazonaws.com", "sqs eu-west-1"],
    ["s3-eu-west-1.amazonaws.com", "s3 eu-west-1"],
    ["my.bucket.s3-us-gov-west-1.amazonaws.com", "s3 us-gov-west-1"],
    // Hosts that belong to a customer.
    ["bucket.s3.amazonaws.com", "s3 us-east-1"],
    ["bucket.s3-accelerate.amazonaws.com", "s3 us-east-1"],
    ["point-123456789012.s3-accesspoint.us-east-1.amazonaws.com", "s3 us-east-1"],
    ["b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com", "s3express us-east-1"],
    ["abc-ats.iot.us-east-1.amazonaws.com", "iotdata us-east-1"],
    ["iot.us-east-1.amazonaws.com", "iot us-east-1"],
    ["123456789012.ddb.us-east-1.amazonaws.com", "dynamodb us-east-1"],
    ["abc.appsync-api.eu-west-1.amazonaws.com", "appsync eu-west-1"],
    ["a.cluster-b.eu-west-1.neptune.amazonaws.com", "neptune-db eu-west-1"],
    ["vpce-0a1-b2.sqs.eu-central-1.vpce.amazonaws.com", "sqs eu-central-1"],
    ["bucket.vpce-0a1.s3.us-east-1.vpce.amazonaws.com", "s3 us-east-1"],
    ["abc.execute-api.eu-west-1.amazonaws.com", "execute-api eu-west-1"],
    ["abc.lambda-url.eu-west-1.on.aws", "lambda eu-west-1"],
    ["abc.aos.eu-west-1.on.aws", "es eu-west-1"],
    ["abc.eu-west-1.neptune-graph.amazonaws.com", "neptune-graph eu-west-1"],
    ["query-cell1.timestream.us-east-1.amazonaws.com", "timestream us-east-1"],
    ["a.b.data-kinesis.us-east-1.amazonaws.com", "kinesis us-east-1"],
    ["abc.s3-object-lambda.us-east-1.amazonaws.com", "s3-object-lambda us-east-1"],
    // A bucket with a name like a region.
    ["us-logs-1.s3.amazonaws.com", "s3 us-east-1"],
    ["us-logs-1.s3.eu-west-1.amazonaws.com", "s3 eu-west-1"],
    ["us-logs-1.s3-eu-west-1.amazonaws.com", "s3 eu-west-1"],
    // Hosts of single operations.
    ["data-servicediscovery.eu-west-1.amazonaws.com", "servicediscovery eu-west-1"],
    ["env.airflow.eu-west-1.amazonaws.com", "airflow eu-west-1"],
    ["aps-workspaces.eu-west-1.amazonaws.com", "aps eu-west-1"],
    ["transcribestreaming.eu-west-1.amazonaws.com", "transcribe eu-west-1"],
  ])("%s", (host, expected) => {
    expect(signedFor(host)).toBe(expected);
  });

  test("a host of one name that no table has is taken for that service", () => {
    const expected = { signingName: "novelty", region: "eu-west-1", isListed: false };
    expect(readAwsHost("novelty.eu-west-1.amazonaws.com")).toMatchObject(expected);
    expect(readAwsHost("sqs.eu-west-1.amazonaws.com")).toMatchObject({ isListed: true });
  });

  test.each([
    "amazonaws.com",
    "sagemaker.us-east-1.amazonaws.com.evil.example",
    "evil-amazonaws.com",
    "sagemaker.us-east-1.elb.amazonaws.com",
    "ec2-1-2-3-4.compute-1.amazonaws.com",
    "ec2-1-2-3-4.eu-west-1.compute.amazonaws.com",
    "vpce-1.vpce-svc-0a1.us-east-1.vpce.amazonaws.com",
    "vpce-1.vpce-svc.us-east-1.vpce.amazonaws.com",
    "database.abc.eu-west-1.rds.amazonaws.com",
    "bucket.s3-website-eu-west-1.amazonaws.com",
    "bucket.s3-website.eu-central-1.amazonaws.com",
    "novelty.amazonaws.com",
    "a.novelty.eu-west-1.amazonaws.com",
    "a.constructor.eu-west-1.amazonaws.com",
    "novelty.eu-west-1.on.aws",
    // Hosts below the name of a service that customers choose or run, or that accept no signature.
    "ABC.gr7.us-east-1.eks.amazonaws.com",
    "b-1.mq.us-east-1.amazonaws.com",
    "123456789012.dkr.ecr.us-east-1.amazonaws.com",
    "abc.credentials.iot.us-east-1.amazonaws.com",
    "s-1.server.transfer.us-east-1.amazonaws.com",
    "abc.c2.us-east-1.airflow.amazonaws.com",
    "abc.sqs.us-east-1.amazonaws.com",
    "sqs.us-east-1.on.aws",
    "elb.us-east-1.amazonaws.com",
    "abc.endpoint.events.amazonaws.com",
  ])("%s is a stranger's", (host) => {
    expect(readAwsHost(host)).toBeUndefined();
  });

  function signedFor(host: string): string {
    const read = readAwsHost(host);
    return read ? `${read.signingName} ${read.region}` : "nothing";
  }
});

describe("the URL of a server", () => {
  function plan(url: string, variables: object = {}) {
    const diagnostics = new Diagnostics();
    const server = planServer(toLocated({ url, variables }), diagnostics, new Set());
    return { server, codes: diagnostics.all.map(({ code }) => code) };
  }

  test.each([
    ["{region}.es", "https://abc.{region}.es.amazonaws.com", "es"],
    ["s3-{region}", "https://s3-{region}.amazonaws.com", "s3"],
    ["a variable of any name", "https://sqs.{where}.amazonaws.com", "sqs"],
    ["a host with a dot at its end", "https://sqs.{region}.amazonaws.com./", "sqs"],
  ])("has its region in a variable: %s", (_, url, signingName) => {
    const fallback = { default: "eu-west-1" };
    const { server } = plan(url, { region: fallback, where: fallback });
    const variable = /\{(\w+)\}/.exec(url)?.[1];
    expect(server?.aws).toMatchObject({ signingName, region: { variable } });
  });

  test.each([
    "https://evil.example\\.sagemaker.us-east-1.amazonaws.com",
    "https://evil.example\t.sagemaker.us-east-1.amazonaws.com",
    "https://evil.example\u0000.sagemaker.us-east-1.amazonaws.com",
    "https://a.example/b c",
    "https:\\\\a.example",
    // Credentials of its own.
    "https://sqs.us-east-1.amazonaws.com@evil.example",
    "https://user:password@a.example",
    // URLs that a parser resolves to another host.
    "https://\uff45vil.example",
    "https://sqs\u3002us-east-1.amazonaws.com",
    "https://%65vil.example",
    "https://evil\u200b.example",
    "https://evil\u00ad.example",
    "https://0x7f.1",
  ])("is refused if programs may read it in different ways: %j", (url) => {
    expect(plan(url)).toEqual({ server: undefined, codes: ["url-ambiguous"] });
  });

  test.each([
    "https://evil.example/.sqs.us-east-1.amazonaws.com",
    "https://evil.example#.sqs.us-east-1.amazonaws.com",
    "https://evil.example:443?.sqs.us-east-1.amazonaws.com",
    "https://evil.example\uff0f.sqs.us-east-1.amazonaws.com",
  ])("is not that of AWS only because it names its host: %j", (url) => {
    expect(plan(url).server?.aws).toBeUndefined();
  });

  test.each([
    [{ default: "evil.example/x" }],
    [{ default: "evil.example#" }],
    [{ default: "us-east-1", enum: ["us-east-1", "evil.example/"] }],
    [{ default: "us-east-1", enum: ["us-east-1", "evil.example\\"] }],
  ])("is refused if a declared value of a variable makes another host of it: %j", (region) => {
    const { codes } = plan("https://sqs.{region}.amazonaws.com", { region });
    expect(codes).toContain("server-variable");
  });

  test.each([
    ["https://a.example{x}", "", ".evil.example"],
    ["https://a.example{x}", "", "@evil.example"],
    ["https://a.example/{x}", "b", "b c"],
    ["https://a.example/{x}", "b", "..\\c"],
    ["https://a.example:{x}", "80", "80@evil.example"],
    ["{x}://a.example", "https", "https://evil.example"],
    ["{x}/v1", "https://a.example", "https://evil.example?"],
  ])("is refused if a declared value leads elsewhere: %s, %j, %j", (url, fallback, value) => {
    const { server, codes } = plan(url, { x: { default: fallback, enum: [value] } });
    expect({ server, codes }).toEqual({ server: undefined, codes: ["server-variable"] });
  });

  test.each<[string, object?]>([
    ["https://API.Example.com:443/v1"],
    ["https://[::1]:8080"],
    ["https://a_b.example"],
    ["https://m\u00fcnchen.example"],
    ["https://a.example/~b/%20c"],
    ["{x}/v1", { x: { default: "https://a.example" } }],
    ["{x}://a.example", { x: { default: "https", enum: ["https", "wss"] } }],
    ["https://{x}a.example", { x: { default: "", enum: ["", "staging."] } }],
    ["https://{x}", { x: { default: "a.example:8080" } }],
  ])("is taken as it is: %s", (url, variables = {}) => {
    expect(plan(url, variables)).toMatchObject({ server: { shown: url }, codes: [] });
  });

  test.each(["{TENANT}.a.example", "<tenant>.a.example"])(
    "cannot be used with a default to fill in: %s",
    (tenant) => {
      const planned = plan("https://{tenant}/v1", { tenant: { default: tenant } });
      expect(planned).toEqual({ server: undefined, codes: [] });
    },
  );

  test("has the names of customers in variables, even if they are like regions", () => {
    const variables = { bucket: { default: "us-east-1" }, region: { default: "eu-west-1" } };
    const { server } = plan("https://{bucket}.s3.{region}.amazonaws.com", variables);
    expect(server?.aws).toMatchObject({ signingName: "s3", region: { variable: "region" } });
    const fixed = plan("https://{bucket}.s3.us-east-1.amazonaws.com", variables).server;
    expect(fixed?.aws).toMatchObject({ signingName: "s3", region: "us-east-1" });
  });

  test.each([
    ["https://{x}.us-east-1.amazonaws.com", { default: "sqs" }],
    ["https://{x}.us-east-1.amazonaws.com", { default: "sqs", enum: ["sqs", "evil-1.elb"] }],
    ["https://sqs.{x}.amazonaws.com", { default: "us-east-1", enum: ["b.elb.us-east-1"] }],
    ["https://sqs.us-east-1.{x}", { default: "amazonaws.com" }],
    ["https://{x}", { default: "sqs.us-east-1.amazonaws.com" }],
  ])("is not signed for where a variable can choose another service: %s", (url, x) => {
    const { server } = plan(url, { x });
    expect(server?.aws).toBeUndefined();
    expect(server?.unsignedHost).toBe("sqs.us-east-1.amazonaws.com");
  });

  test("is AWS's if it is below its names, and no service can be read from it", () => {
    const host = "a.novelty.eu-west-1.amazonaws.com";
    expect(plan(`https://${host}`).server?.unsignedHost).toBe(host);
    expect(plan("https://a.elb.eu-west-1.amazonaws.com").server?.unsignedHost).toBeUndefined();
  });
});
