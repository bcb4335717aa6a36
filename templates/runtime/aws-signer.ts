/** Signs requests with AWS Signature Version 4 in their headers. */

import type { AuthenticatedRequest, Authenticator } from "./authenticator.js";
import { type AwsCredentialsSource, provideCredentials } from "./aws-credentials.js";
import { AwsSignature, signsPathAsSent, toSignable } from "./aws-signature.js";
import { assertEncrypted } from "./encrypted.js";
import { errorCode } from "./errors.js";

/** For what, and as whom, requests are signed. */
export interface AwsSignerOptions {
  /** The signing name of the service, such as `sagemaker`. */
  readonly service: string;
  /** Such as `eu-west-1`. */
  readonly region: string;
  readonly credentials?: AwsCredentialsSource;
}

/**
 * Makes a signer, which adds `x-amz-date`, `x-amz-content-sha256`, `authorization` and, for temporary
 * credentials, `x-amz-security-token`. The signature covers every header that proxies leave alone. A
 * request that brings an `authorization` of its own is left as it is.
 *
 * It throws a `TransportError` when there are no credentials, and when the request would
 * travel unencrypted to another machine. When AWS refuses a signature, and the clocks are far apart, it goes
 * by AWS's clock from then on.
 */
export function createAwsSigner(options: AwsSignerOptions): Authenticator {
  const { service, region } = options;
  const signature = new AwsSignature({
    service,
    region,
    credentials: provideCredentials(options.credentials),
    uriEscapePath: !signsPathAsSent(service),
  });
  let clockOffset = 0;
  return {
    readsBody: true,

    async authenticate(request) {
      if (request.headers["authorization"] !== undefined) return request;
      const url = new URL(request.url);
      assertEncrypted(url);
      const now = new Date(Date.now() + clockOffset);
      const signed = await signature.signHeaders(toSignable(request, url, service), now);
      // fetch sets this header itself, from the same URL, and browsers allow nobody else to.
      const { host: _, ...headers } = signed;
      return { url: request.url, headers };
    },

    corrects(response, refused) {
      if (!clockCodes.test(errorCode(response) ?? "")) return false;
      const serverTime = Date.parse(response.headers["date"] ?? "");
      const isFarOff = Math.abs(serverTime - signedAt(refused)) > fourMinutes;
      if (isFarOff) clockOffset = serverTime - Date.now();
      return isFarOff;
    },
  };
}

/** AWS takes a signature for five minutes; a clock less far away than this was not what it minded. */
const fourMinutes = 240_000;

/** What AWS says when it minds the time, among other things. */
const clockCodes =
  /^(AccessDeniedException|AuthFailure|InvalidSignatureException|RequestExpired|RequestInTheFuture|RequestTimeTooSkewed|SignatureDoesNotMatch)$/;

/** In milliseconds since 1970. */
function signedAt({ headers }: AuthenticatedRequest): number {
  const basic = headers["x-amz-date"] ?? "";
  return Date.parse(basic.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
}
