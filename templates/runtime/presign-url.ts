/** Presigned URLs: anyone who has the URL can send that one request until it expires. */

import {
  type AwsSignerOptions,
  createSignature,
  signsPathAsSent,
  toAwsUrl,
  toSignable,
} from "./aws-signature.js";
import type { HttpRequest } from "./http.js";
import { percentEncode } from "./percent-encoding.js";
import { parseBaseUrl, resolveUrl, withoutFraming } from "./prepare-request.js";

export interface PresignOptions extends AwsSignerOptions {
  /** An absolute URL. The path of the request is appended to its path. */
  readonly baseUrl: string;
  /**
   * In seconds, at most a week. A URL also expires with temporary credentials.
   * @default 900
   */
  readonly expiresIn?: number | undefined;
}

/**
 * Resolves with a presigned URL for a request that a function of the API module creates. Send the request with
 * its method, headers and content. S3 accepts any content.
 * @throws RangeError if `expiresIn` is not from 1 second to a week
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export async function presignUrl(request: HttpRequest, options: PresignOptions): Promise<string> {
  const { service, baseUrl, expiresIn = 900 } = options;
  if (!(expiresIn >= 1 && expiresIn <= 604_800)) {
    throw new RangeError("expiresIn must be from 1 to 604800 seconds");
  }
  const base = parseBaseUrl(baseUrl, "presignUrl");
  const url = toAwsUrl(resolveUrl(base, request, request.operationId), service);
  const isS3 = signsPathAsSent(service);
  if (request.body !== undefined && typeof request.body !== "string" && !isS3) {
    throw new TypeError("only S3 accepts a presigned request whose content is not a string");
  }
  const { method } = request;
  const body = typeof request.body === "string" ? request.body : undefined;
  const headers = withoutFraming(request.headers);
  // This header allows any content. It is signed but not sent.
  const isAdded = isS3 && !(hashHeader in headers);
  const added: HttpRequest["headers"] = isAdded ? { [hashHeader]: "UNSIGNED-PAYLOAD" } : {};
  const { query } = await createSignature(options, "presignUrl").presign(
    toSignable({ method, headers: { ...headers, ...added }, body }, url),
    {
      expiresIn,
      // Otherwise the signer moves headers into the query, where services do not read all of them.
      unhoistableHeaders: new Set(Object.keys({ ...headers, ...added })),
      unsignableHeaders: new Set(Object.keys(added)),
    },
  );
  const pairs = Object.entries(query ?? {}).flatMap(([name, values]) =>
    [values ?? ""].flat().map((value) => `${percentEncode(name)}=${percentEncode(value)}`),
  );
  return `${url.origin}${url.pathname}?${pairs.join("&")}`;
}

const hashHeader = "x-amz-content-sha256";
