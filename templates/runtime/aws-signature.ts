/** AWS Signature Version 4: what its two forms, in the headers and in the query, have in common. */

import { SignatureV4 } from "@aws-sdk/signature-v4";
import type { UnauthenticatedRequest } from "./authenticator.js";
import { provideCredentials } from "./aws-credentials.js";
import type { AwsSignerOptions } from "./aws-signer.js";
import { hostLabel } from "./server-variables.js";
import { Sha256 } from "./sha256.js";

/** A request as the signer reads it. */
type SignableRequest = Parameters<SignatureV4["presign"]>[0];

/**
 * @param factory the function that takes the options
 * @throws TypeError if a host cannot hold the region
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function createSignature(
  { service, region, credentials }: AwsSignerOptions,
  factory: string,
): SignatureV4 {
  const provide = provideCredentials(credentials);
  return new SignatureV4({
    service,
    region: hostLabel(factory, "region", region),
    async credentials() {
      const { accessKeyId, secretAccessKey, sessionToken } = await provide();
      const keys = { accessKeyId, secretAccessKey };
      return sessionToken === undefined ? keys : { ...keys, sessionToken };
    },
    sha256: Sha256,
    uriEscapePath: !signsPathAsSent(service),
  });
}

/** S3 is alone in signing the path as it is sent, where all others encode it once more. */
export function signsPathAsSent(service: string): boolean {
  return /^s3(express|-object-lambda|-outposts)?$/.test(service);
}

/** Makes `host` one of the headers, and every value of the query an array. */
export function toSignable(
  { method, headers, body }: Pick<UnauthenticatedRequest, "method" | "headers" | "body">,
  url: URL,
  service: string,
): SignableRequest {
  const query = new Map<string, string[]>();
  url.searchParams.forEach((value, name) => {
    query.set(name, [...(query.get(name) ?? []), value]);
  });
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: signsPathAsSent(service) ? encodeAsS3(url.pathname) : url.pathname,
    query: Object.fromEntries(query),
    headers: { ...headers, host: url.host },
    body,
  };
}

/** URLs leave these alone, and S3 encodes them before it compares signatures. */
function encodeAsS3(path: string): string {
  return path.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
