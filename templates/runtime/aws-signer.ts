/** Signs requests with AWS Signature Version 4 in their headers. */

import type { AuthenticatedRequest, Authenticator } from "./authenticator.js";
import { type AwsSignerOptions, createSignature, toAwsUrl, toSignable } from "./aws-signature.js";
import { assertEncrypted } from "./encrypted.js";
import { errorCode } from "./errors.js";

/**
 * Makes a signer, which adds `x-amz-date`, `x-amz-content-sha256`, `authorization` and, for temporary
 * credentials, `x-amz-security-token`. The signature covers every header that proxies leave alone. A
 * request that brings an `authorization` of its own is left as it is.
 *
 * It throws a `TransportError` when there are no credentials, and when the request would
 * travel unencrypted to another machine. When AWS refuses a signature, and the clocks are far apart, it goes
 * by AWS's clock from then on.
 * @throws TypeError if a host cannot hold the region
 */
export function createAwsSigner(options: AwsSignerOptions): Authenticator {
  const signature = createSignature(options, "createAwsSigner");
  let clockOffset = 0;
  return {
    readsBody: true,

    async authenticate(request) {
      if (request.headers["authorization"] !== undefined) return request;
      const url = toAwsUrl(request.url, options.service);
      assertEncrypted(url);
      const signingDate = new Date(Date.now() + clockOffset);
      const signed = await signature.sign(toSignable(request, url), { signingDate });
      // `fetch` sets `host` itself, from the same URL. The signer leaves out `date`, which is not signed.
      const { host: _, ...headers }: Record<string, string> = {
        ...request.headers,
        ...signed.headers,
      };
      return { url: url.href, headers };
    },

    shouldResend(response, refused) {
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
