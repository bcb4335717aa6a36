/** The common part of signing headers and presigning URLs with AWS Signature Version 4. */

import { SignatureV4 } from "@aws-sdk/signature-v4";
import type { UnauthenticatedRequest } from "./authenticator.js";
import { type AwsCredentialsSource, provideCredentials } from "./aws-credentials.js";
import { TransportError } from "./errors.js";
import { hostLabel } from "./server-variables.js";
import { Sha256 } from "./sha256.js";

export interface AwsSignerOptions {
  /** The signing name of the service, such as `sagemaker`. */
  readonly service: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  readonly credentials?: AwsCredentialsSource;
}

type SignableRequest = Parameters<SignatureV4["presign"]>[0];

/**
 * @param factory the function that takes the options
 * @throws TypeError if the region is not valid in a host name
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

/** S3 signs the path as it is sent. All other services encode the path once more for the signature. */
export function signsPathAsSent(service: string): boolean {
  return /^s3(express|-object-lambda|-outposts)?$/.test(service);
}

/**
 * The URL to sign and to send. S3 verifies a signature with a path in which everything except slashes is
 * strictly percent-encoded, so the path is sent in that form. For other services, the URL is unchanged.
 * @throws TransportError if the URL cannot be signed
 */
export function toAwsUrl(text: string, service: string): URL {
  const url = new URL(text);
  if (signsPathAsSent(service)) url.pathname = encodeStrictly(url.pathname);
  return url;
}

function encodeStrictly(pathname: string): string {
  const path = pathname.replace(/%[\da-f]{2}|[^\w.~/-]/gi, (found) => {
    const code = found.length > 1 ? Number.parseInt(found.slice(1), 16) : found.charCodeAt(0);
    const character = String.fromCharCode(code);
    if (/[\w.~/-]/.test(character)) return character;
    return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
  });
  if (/\/\.{1,2}(\/|$)/.test(path)) {
    throw new TransportError('an S3 key with "." or ".." as a segment cannot be sent in a URL');
  }
  return path;
}

/**
 * Converts a request for the signer: `host` is a header, and every value of the query is an array.
 * @throws TransportError if the query cannot be signed
 */
export function toSignable(
  { method, headers, body }: Pick<UnauthenticatedRequest, "method" | "headers" | "body">,
  url: URL,
): SignableRequest {
  const { protocol, hostname, pathname: path, host } = url;
  const query = Object.fromEntries(readQuery(url));
  return { method, protocol, hostname, path, query, headers: { ...headers, host }, body };
}

function readQuery({ search, searchParams }: URL): Map<string, string[]> {
  try {
    decodeURIComponent(search);
  } catch (cause) {
    const reason = "a query that is not percent-encoded UTF-8 cannot be signed";
    throw new TransportError(reason, { cause });
  }
  const query = new Map<string, string[]>();
  searchParams.forEach((value, name) => {
    query.set(name, [...(query.get(name) ?? []), value]);
  });
  if (query.has("__proto__")) throw new TransportError('a query with "__proto__" cannot be signed');
  return query;
}
