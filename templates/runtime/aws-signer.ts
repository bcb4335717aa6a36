/** Signs requests with AWS Signature Version 4 in their headers. */

import type { AuthenticatedRequest, Authenticator } from "./authenticator.js";
import { type AwsSignerOptions, createSignature, toAwsUrl, toSignable } from "./aws-signature.js";
import { assertEncrypted } from "./encrypted.js";
import { errorCode } from "./error-code.js";

/**
 * Creates an authenticator that adds `x-amz-date`, `x-amz-content-sha256`, `authorization` and, for temporary
 * credentials, `x-amz-security-token`. The signature covers every header that proxies do not change. A request
 * that has an `authorization` header is not signed.
 *
 * It throws a `TransportError` if there are no credentials, or if the request would be sent unencrypted to
 * another machine. If AWS rejects a signature because the clocks differ, later signatures use the clock of AWS.
 * @throws TypeError if the region is not valid in a host name
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
      // `fetch` sets `host` itself, from the same URL. The signer removes `date`, so the request's headers are kept.
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

/** AWS accepts a signature for five minutes, so a smaller difference is not the reason for a rejection. */
const fourMinutes = 240_000;

/** The error codes for a wrong signing time. AWS also uses some of them for other errors. */
const clockCodes =
  /^(AccessDeniedException|AuthFailure|InvalidSignatureException|RequestExpired|RequestInTheFuture|RequestTimeTooSkewed|SignatureDoesNotMatch)$/;

/** In milliseconds since 1970. */
function signedAt({ headers }: AuthenticatedRequest): number {
  const basic = headers["x-amz-date"] ?? "";
  return Date.parse(basic.replace(/^(....)(..)(..T..)(..)(..Z)$/, "$1-$2-$3:$4:$5"));
}
