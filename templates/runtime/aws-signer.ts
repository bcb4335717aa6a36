/** Signs requests with AWS Signature Version 4, with credentials that are asked for at each send. */

import { SignatureV4 } from "@aws-sdk/signature-v4";
import type { Authenticator, UnauthenticatedRequest } from "./authenticator.js";
import { TransportError } from "./errors.js";
import { Sha256 } from "./sha256.js";

/** Who signs. Whatever `@aws-sdk/credential-providers` resolves with fits. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Belongs to temporary credentials, and is sent as `x-amz-security-token`. */
  readonly sessionToken?: string | undefined;
  /** Credentials with an end are used again until five minutes before it. */
  readonly expiration?: Date | undefined;
}

/** For what, and as whom, requests are signed. */
export interface AwsSignerOptions {
  /** The signing name of the service, such as `sagemaker`. */
  readonly service: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  /**
   * Credentials, or a function that fetches them, such as `fromNodeProviderChain()`.
   *
   * Without it they are `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` in the
   * environment, read at each send.
   */
  readonly credentials?: AwsCredentials | (() => Promise<AwsCredentials>) | undefined;
}

/**
 * Makes a signer, which adds `x-amz-date`, `x-amz-content-sha256`, `authorization` and, for temporary
 * credentials, `x-amz-security-token`. The signature covers every header that proxies leave alone.
 *
 * It throws a `TransportError` when there are no credentials, and when the request would
 * travel unencrypted to another machine.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function createAwsSigner(options: AwsSignerOptions): Authenticator {
  const { service, region, credentials = credentialsFromEnvironment } = options;
  const provide =
    typeof credentials === "function" ? untilExpiration(credentials) : async () => credentials;
  const signer = new SignatureV4({
    service,
    region,
    credentials: async () => toIdentity(await provide()),
    sha256: Sha256,
    uriEscapePath: !plainPathServices.has(service),
  });
  return {
    readsBody: true,
    async authenticate(request) {
      const url = new URL(request.url);
      if (url.protocol !== "https:" && !isLoopback(url.hostname)) {
        throw new TransportError(`signed requests are not sent over ${url.protocol}//${url.host}`);
      }
      const signed = await signer.sign(toSignable(request, url));
      // fetch sets this header itself, from the same URL, and browsers allow nobody else to.
      const { host: _, ...headers } = signed.headers;
      return { url: request.url, headers };
    },
  };
}

/** `AWS_REGION`, else `AWS_DEFAULT_REGION`; `undefined` where there is no environment. */
export function awsRegionFromEnvironment(): string | undefined {
  return environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
}

/** S3 is alone in signing the path as it is sent, where all others encode it once more. */
const plainPathServices: ReadonlySet<string> = new Set([
  "s3",
  "s3express",
  "s3-object-lambda",
  "s3-outposts",
]);

const fiveMinutes = 300_000;

async function credentialsFromEnvironment(): Promise<AwsCredentials> {
  const accessKeyId = environment("AWS_ACCESS_KEY_ID");
  const secretAccessKey = environment("AWS_SECRET_ACCESS_KEY");
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new TransportError(
      "no AWS credentials: pass `credentials`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    );
  }
  return { accessKeyId, secretAccessKey, sessionToken: environment("AWS_SESSION_TOKEN") };
}

/** The variable's value; a variable that is set to nothing counts as not set. */
function environment(name: string): string | undefined {
  const { process } = globalThis as {
    process?: { env?: Readonly<Record<string, string | undefined>> };
  };
  return process?.env?.[name] || undefined;
}

/** Keeps temporary credentials, because some providers call a service each time they are asked. */
function untilExpiration(provide: () => Promise<AwsCredentials>): () => Promise<AwsCredentials> {
  let kept: AwsCredentials | undefined;
  return async () => {
    const mayBeUsed = kept?.expiration && kept.expiration.getTime() - Date.now() > fiveMinutes;
    if (!kept || !mayBeUsed) kept = await provide();
    return kept;
  };
}

/** The signer does not take a property that is there and `undefined`. */
function toIdentity({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials) {
  const keys = { accessKeyId, secretAccessKey };
  return sessionToken === undefined ? keys : { ...keys, sessionToken };
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

function toSignable({ method, headers, body }: UnauthenticatedRequest, url: URL) {
  const query = new Map<string, string[]>();
  url.searchParams.forEach((value, name) => {
    query.set(name, [...(query.get(name) ?? []), value]);
  });
  return {
    method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(query),
    headers: { ...headers, host: url.host },
    body,
  };
}
