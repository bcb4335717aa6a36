/** URLs that hold their signature: whoever has one may send that one request, until it expires. */

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
 * Resolves with a URL for a request such as the functions of an API make. Send the request with its method, its
 * headers and its content; for S3 the content may be any.
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
  // This header only says that S3 may be sent any content. It is not sent.
  const isAdded = isS3 && !(hashHeader in headers);
  const added: HttpRequest["headers"] = isAdded ? { [hashHeader]: "UNSIGNED-PAYLOAD" } : {};
  const { query } = await createSignature(options, "presignUrl").presign(
    toSignable({ method, headers: { ...headers, ...added }, body }, url),
    {
      expiresIn,
      // The signer would move headers into the query, where services do not read all of them.
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
