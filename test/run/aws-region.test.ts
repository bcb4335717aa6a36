/** The sources of the region, and that no other value gets into a host or a signature. */

import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createSagemakerApi } from "../../generated/index.js";
import { awsRegionFromEnvironment, awsRegionOf } from "../../templates/runtime/aws-credentials.js";
import { awsRegion } from "../../templates/runtime/aws-region.js";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { presignUrl } from "../../templates/runtime/presign-url.js";
import { sharedFixture } from "../shared-fixture.js";
import { rejectionOf } from "./rejection-of.js";

beforeEach(() => {
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_DEFAULT_REGION", undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const credentials = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: "SESSION" };
const request: HttpRequest = {
  operationId: "ListModels",
  method: "POST",
  path: "/",
  headers: {},
  body: "{}",
  responseBodies: {},
};

test("the region of the environment is AWS_REGION, else AWS_DEFAULT_REGION", () => {
  expect(awsRegionFromEnvironment()).toBeUndefined();
  vi.stubEnv("AWS_DEFAULT_REGION", "eu-west-1");
  expect(awsRegionFromEnvironment()).toBe("eu-west-1");
  vi.stubEnv("AWS_REGION", "");
  expect(awsRegionFromEnvironment()).toBe("eu-west-1");
  vi.stubEnv("AWS_REGION", "eu-north-1");
  expect(awsRegionFromEnvironment()).toBe("eu-north-1");
});

test("the option goes before baseUrl, that before the description, and that before the environment", () => {
  const baseUrl = "https://sqs.eu-west-1.amazonaws.com";
  vi.stubEnv("AWS_REGION", "eu-west-4");
  expect(awsRegion("f", "region", "eu-west-2", baseUrl, "eu-west-3")).toBe("eu-west-2");
  expect(awsRegion("f", "region", undefined, baseUrl, "eu-west-3")).toBe("eu-west-1");
  expect(awsRegion("f", "region", undefined, "http://localhost:1", "eu-west-3")).toBe("eu-west-3");
  expect(awsRegion("f", "region", undefined, "http://localhost:1")).toBe("eu-west-4");
});

test("no region is an error when the API is created, and names option and variable", () => {
  const message = "createSagemakerApi: region is missing: pass it, or set AWS_REGION";
  expect(() => createSagemakerApi({})).toThrow(new TypeError(message));
  expect(() => createSagemakerApi({ baseUrl: "http://localhost:4566" })).toThrow(message);
  expect(() => createSagemakerApi({ baseUrl: "" })).toThrow(/^createSagemakerApi: baseUrl must be/);
});

/** Values that would change the host, or the scope of a signature. */
const noRegions = [
  ...["attacker.example/#", "attacker.example:8443/?", "x@attacker.example/", "evil.example\\"],
  ...[
    "eu-west-1\n",
    "eu-west-1\r\nx: y",
    " eu-west-1",
    "eu west 1",
    "",
    ".",
    "eu..west",
    "eu%2fwest",
  ],
  ...["ｅu-west-1", "eu-west-1。evil", "[::1]", "eu-west-1/20250101/s3", "eu\u0000west"],
];

describe.each(noRegions)("the region %j", (region) => {
  const message = /^createSagemakerApi: region must be letters, digits, hyphens and underscores/;

  test("is refused as an option", () => {
    expect(() => createSagemakerApi({ region, credentials })).toThrow(message);
  });

  test("is refused as an option where baseUrl says the host", () => {
    const baseUrl = "http://127.0.0.1:1";
    expect(() => createSagemakerApi({ region, baseUrl, credentials })).toThrow(message);
  });

  test.skipIf(region.includes("\0")).each(["AWS_REGION", "AWS_DEFAULT_REGION"])(
    "is refused in %s",
    (name) => {
      vi.stubEnv(name, region);
      expect(() => createSagemakerApi({ credentials })).toThrow(
        region === "" ? /region is missing/ : message,
      );
    },
  );

  test("is not signed for", async () => {
    expect(() => createAwsSigner({ service: "s3", region, credentials })).toThrow(
      /^createAwsSigner: region must be/,
    );
    const baseUrl = "https://s3.eu-west-1.amazonaws.com";
    const presigned = presignUrl(request, { service: "s3", region, credentials, baseUrl });
    expect(await rejectionOf(presigned)).toMatchObject({
      name: "TypeError",
      message: expect.stringMatching(/^presignUrl: region must be/),
    });
  });
});

test.each([
  ["https://api.sagemaker.eu-west-1.amazonaws.com", "eu-west-1"],
  ["https://api.sagemaker-fips.us-gov-east-1.amazonaws.com/", "us-gov-east-1"],
  ["https://api.sagemaker.eu-west-1.api.aws:443/base", "eu-west-1"],
  ["https://api.sagemaker.cn-north-1.amazonaws.com.cn", "cn-north-1"],
  ["https://lambda.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"],
  ["https://sqs.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"],
  ["https://sqs.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"],
  ["https://sqs.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"],
  ["https://sqs.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"],
  ["https://sqs.us-isof-south-1.api.aws.hci.ic.gov", "us-isof-south-1"],
  ["https://vpce-0a1b2-c3d4.api.sagemaker.eu-west-1.vpce.amazonaws.com", "eu-west-1"],
  ["https://vpce-0a1b2-c3d4-eu-west-1a.sqs.eu-west-1.vpce.amazonaws.com", "eu-west-1"],
  ["https://abc.eu-west-1.aoss.amazonaws.com", "eu-west-1"],
  ["https://search-dom-abc.eu-west-1.es.amazonaws.com", "eu-west-1"],
  ["https://eu-west-1.queue.amazonaws.com", "eu-west-1"],
  ["https://s3-eu-west-1.amazonaws.com", "eu-west-1"],
  ["https://bucket.s3-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1"],
  ["https://bucket.s3.dualstack.eu-west-1.amazonaws.com", "eu-west-1"],
  ["https://my-bucket-1.s3.amazonaws.com", undefined],
  ["https://eu-west-1.s3.us-east-2.amazonaws.com", "us-east-2"],
  ["https://b--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com", "us-east-1"],
  ["https://abc.lambda-url.eu-west-1.on.aws/", "eu-west-1"],
  ["https://user:password@SQS.EU-WEST-1.AMAZONAWS.COM.:8443/", "eu-west-1"],
  ["https://ｓｑｓ.eu-west-1。amazonaws.com", "eu-west-1"],
  ["https://iam.amazonaws.com", undefined],
  ["https://evil.example\\.sagemaker.us-east-1.amazonaws.com", undefined],
  ["https://evil.example/.sagemaker.us-east-1.amazonaws.com", undefined],
  ["https://sqs.us-east-1.amazonaws.com@evil.example", undefined],
  ["https://sqs.eu-west-1.amazonaws.com.evil.example", undefined],
  ["https://sqs.eu-west-1.evil-amazonaws.com", undefined],
  ["https://gateway.example/sqs.eu-west-1.amazonaws.com", undefined],
  ["http://127.0.0.1:4566", undefined],
  ["sqs.eu-west-1.amazonaws.com", undefined],
  [undefined, undefined],
])("the region of %s is %s", (baseUrl, expected) => {
  expect(awsRegionOf(baseUrl)).toBe(expected);
});

const endpoints = sharedFixture("faults/transport-signing-names/endpoints.json");

/** Services that sign for one region on every host. */
const ofOneRegion = /^https:\/\/(importexport(-fips)?|api\.sustainability)\./;

test.skipIf(endpoints.isMissing)("the region of every host of AWS that names it", () => {
  const rows: readonly { readonly url: string; readonly sregion: string }[] = JSON.parse(
    readFileSync(endpoints.path, "utf8"),
  );
  expect(rows.length).toBeGreaterThan(6000);
  const others = rows.filter(({ url, sregion }) => {
    const isSignIn = /\.signin\./.test(url);
    if (isSignIn || ofOneRegion.test(url)) return false;
    return awsRegionOf(url) !== (url.includes(sregion) ? sregion : undefined);
  });
  expect(others).toEqual([]);
});
