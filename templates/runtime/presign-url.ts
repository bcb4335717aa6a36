/** URLs that hold their signature: whoever has one may send that one request, until it expires. */

import { provideCredentials } from "./aws-credentials.js";
import {
  AwsSignature,
  hashPayload,
  type SignableRequest,
  signsPathAsSent,
  toSignable,
} from "./aws-signature.js";
import type { AwsSignerOptions } from "./aws-signer.js";
import type { HttpRequest } from "./http.js";
import { parseBaseUrl, resolveUrl } from "./prepare-request.js";

/** For what, as whom and for how long a URL is signed. */
export interface PresignOptions extends AwsSignerOptions {
  /** An absolute URL, to whose path the request's path is appended. */
  readonly baseUrl: string;
  /**
   * In seconds, a week at most; but not longer than temporary credentials last.
   * @default 900
   */
  readonly expiresIn?: number | undefined;
}

/**
 * Resolves with a URL for a request such as the functions of an API make. It is to be sent with the method and the
 * headers of the request, and with its content; for S3 the content may be any.
 * @throws RangeError if `expiresIn` is not from 1 second to a week
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function presignUrl(request: HttpRequest, options: PresignOptions): Promise<string> {
  const { service, region, baseUrl, expiresIn = 900 } = options;
  if (!(expiresIn >= 1 && expiresIn <= 604_800)) {
    throw new RangeError("expiresIn is not from 1 second to a week");
  }
  const url = new URL(
    resolveUrl(parseBaseUrl(baseUrl, "presignUrl"), request.path, request.operationId),
  );
  const { method, headers, body } = request;
  const isS3 = signsPathAsSent(service);
  if (body !== undefined && typeof body !== "string" && !isS3) {
    throw new TypeError("only S3 takes a presigned request with content that is no text");
  }
  const text = typeof body === "string" ? body : undefined;
  const signable = toSignable({ method, headers, body: text }, url, service);
  const credentials = provideCredentials(options.credentials);
  const signature = new AwsSignature({ service, region, credentials, uriEscapePath: !isS3 });
  const payloadHash = isS3 ? "UNSIGNED-PAYLOAD" : await hashPayload(signable);
  const query = await presignQuery(signature, signable, new Date(), expiresIn, payloadHash);
  // Not by searchParams, which write a space as a plus sign.
  const separator = url.search === "" ? "?" : "&";
  const added = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return url.href + separator + added.join("&");
}

/** Resolves with the parameters that are added to the query. */
export async function presignQuery(
  signature: AwsSignature,
  request: SignableRequest,
  at: Date,
  expiresIn: number,
  payloadHash: string,
): Promise<Record<string, string>> {
  const { algorithm, credential, sessionToken, date, sign } = await signature.begin(at);
  const signedHeaders = signature.signedHeaders(request);
  const added = {
    "X-Amz-Algorithm": algorithm,
    "X-Amz-Credential": credential,
    "X-Amz-Date": date,
    "X-Amz-Expires": `${expiresIn}`,
    "X-Amz-SignedHeaders": signedHeaders.names,
    ...(sessionToken !== undefined && { "X-Amz-Security-Token": sessionToken }),
  };
  const signed = { ...request, query: { ...request.query, ...added } };
  return { ...added, "X-Amz-Signature": await sign(signed, signedHeaders, payloadHash) };
}
