/** AWS Signature Version 4: what its two forms, in the headers and in the query, have in common. */

import {
  ALGORITHM_IDENTIFIER,
  createScope,
  getCanonicalHeaders,
  getPayloadHash,
  getSigningKey,
  SignatureV4Base,
  type SignatureV4Init,
} from "@aws-sdk/signature-v4";
import type { AwsCredentials } from "./aws-credentials.js";
import { Sha256 } from "./sha256.js";

/** For what, and as whom, and whether the path is encoded once more before it is signed. */
export interface AwsSignatureOptions extends Omit<SignatureV4Init, "credentials" | "sha256"> {
  readonly credentials: () => Promise<AwsCredentials>;
}

/** A request with all that is to be signed; `host` is one of its headers. */
export interface SignableRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Record<string, string | string[]>;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array | undefined;
}

/** A signature that only lacks what it signs. */
export interface BegunSignature {
  readonly algorithm: string;
  /** The access key with the day, region and service that the signature is good for. */
  readonly credential: string;
  readonly sessionToken: string | undefined;
  /** Such as `20150830T123600Z`. */
  readonly date: string;
  /** Resolves with the signature, in hexadecimal. */
  sign(request: SignableRequest, payloadHash: string): Promise<string>;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export class AwsSignature extends SignatureV4Base {
  constructor({ credentials, ...options }: AwsSignatureOptions) {
    const identity = async () => withoutUndefined(await credentials());
    super({ ...options, credentials: identity, sha256: Sha256 });
  }

  async begin(at: Date): Promise<BegunSignature> {
    const credentials = await this.credentialProvider();
    this.validateResolvedCredentials(credentials);
    const region = await this.regionProvider();
    const { longDate: date, shortDate: day } = this.formatDate(at);
    const scope = createScope(day, region, this.service);
    return {
      algorithm: ALGORITHM_IDENTIFIER,
      credential: `${credentials.accessKeyId}/${scope}`,
      sessionToken: credentials.sessionToken,
      date,
      sign: async (request, payloadHash) => {
        const headers = getCanonicalHeaders(request);
        const canonical = this.createCanonicalRequest(request, headers, payloadHash);
        const text = await this.createStringToSign(date, scope, canonical, ALGORITHM_IDENTIFIER);
        const key = await getSigningKey(Sha256, credentials, day, region, this.service);
        const hash = new Sha256(key);
        hash.update(text);
        return toHexadecimal(await hash.digest());
      },
    };
  }

  /** The names of the headers that are signed. */
  signedHeaders(request: SignableRequest): string {
    return this.getCanonicalHeaderList(getCanonicalHeaders(request));
  }

  /** Resolves with the headers to send, the given ones included. */
  async signHeaders(request: SignableRequest, at: Date): Promise<Record<string, string>> {
    const begun = await this.begin(at);
    const { algorithm, credential, sessionToken, date } = begun;
    const payloadHash = await hashPayload(request);
    const headers = {
      ...request.headers,
      "x-amz-date": date,
      ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
      ...(this.applyChecksum && { "x-amz-content-sha256": payloadHash }),
    };
    const signed = { ...request, headers };
    const signature = await begun.sign(signed, payloadHash);
    const names = this.signedHeaders(signed);
    const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
    return { ...headers, authorization };
  }
}

/** In hexadecimal; what the header `x-amz-content-sha256` says goes before. */
export function hashPayload(request: SignableRequest): Promise<string> {
  return getPayloadHash(request, Sha256);
}

/** The signer does not take a property that is there and `undefined`. */
function withoutUndefined({ accessKeyId, secretAccessKey, sessionToken }: AwsCredentials) {
  const keys = { accessKeyId, secretAccessKey };
  return sessionToken === undefined ? keys : { ...keys, sessionToken };
}

function toHexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** S3 is alone in signing the path as it is sent, where all others encode it once more. */
export function signsPathAsSent(service: string): boolean {
  return /^s3(express|-object-lambda|-outposts)?$/.test(service);
}

/** A request as it is signed, with nothing of the signature yet. */
export function toSignable(
  request: Pick<SignableRequest, "method" | "headers" | "body"> & { readonly url: string },
  service: string,
): SignableRequest {
  const url = new URL(request.url);
  const query = new Map<string, string[]>();
  url.searchParams.forEach((value, name) => {
    query.set(name, [...(query.get(name) ?? []), value]);
  });
  return {
    method: request.method,
    protocol: url.protocol,
    hostname: url.hostname,
    path: signsPathAsSent(service) ? encodeAsS3(url.pathname) : url.pathname,
    query: Object.fromEntries(query),
    headers: { ...request.headers, host: url.host },
    body: request.body,
  };
}

/** URLs leave these alone, and S3 encodes them before it compares signatures. */
function encodeAsS3(path: string): string {
  return path.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
