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
  sign(request: SignableRequest, headers: SignedHeaders, payloadHash: string): Promise<string>;
}

/** The headers that a signature covers. */
export interface SignedHeaders {
  /** By name in lower case, with the values as they are signed. */
  readonly canonical: Record<string, string>;
  /** As the signature lists them. */
  readonly names: string;
}

/** What the package makes of a secret anew for each day, region and service. */
interface SigningKey {
  readonly secretAccessKey: string;
  /** The day, region and service. */
  readonly scope: string;
  readonly bytes: Uint8Array;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
export class AwsSignature extends SignatureV4Base {
  #key: SigningKey | undefined;

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
    const { secretAccessKey } = credentials;
    let key = this.#key;
    if (key?.scope !== scope || key.secretAccessKey !== secretAccessKey) {
      const bytes = await getSigningKey(Sha256, credentials, day, region, this.service);
      key = { secretAccessKey, scope, bytes };
      this.#key = key;
    }
    const { bytes } = key;
    return {
      algorithm: ALGORITHM_IDENTIFIER,
      credential: `${credentials.accessKeyId}/${scope}`,
      sessionToken: credentials.sessionToken,
      date,
      sign: async (request, headers, payloadHash) => {
        const canonical = this.createCanonicalRequest(request, headers.canonical, payloadHash);
        const text = await this.createStringToSign(date, scope, canonical, ALGORITHM_IDENTIFIER);
        const hash = new Sha256(bytes);
        hash.update(text);
        return toHexadecimal(await hash.digest());
      },
    };
  }

  signedHeaders(request: SignableRequest): SignedHeaders {
    const canonical = getCanonicalHeaders(request);
    return { canonical, names: this.getCanonicalHeaderList(canonical) };
  }

  /** Resolves with the headers to send, the given ones included. */
  async signHeaders(request: SignableRequest, at: Date): Promise<Record<string, string>> {
    const begun = await this.begin(at);
    const { algorithm, credential, sessionToken, date } = begun;
    const payloadHash = await hashPayload(request);
    const headers: Record<string, string> = { ...request.headers, "x-amz-date": date };
    if (sessionToken !== undefined) headers["x-amz-security-token"] = sessionToken;
    if (this.applyChecksum) headers["x-amz-content-sha256"] = payloadHash;
    const signed = { ...request, headers };
    const signedHeaders = this.signedHeaders(signed);
    const signature = await begun.sign(signed, signedHeaders, payloadHash);
    const authorization = `${algorithm} Credential=${credential}, SignedHeaders=${signedHeaders.names}, Signature=${signature}`;
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
  return bytes.reduce((text, byte) => text + byte.toString(16).padStart(2, "0"), "");
}

/** S3 is alone in signing the path as it is sent, where all others encode it once more. */
export function signsPathAsSent(service: string): boolean {
  return /^s3(express|-object-lambda|-outposts)?$/.test(service);
}

/** A request as it is signed, with nothing of the signature yet. */
export function toSignable(
  request: Pick<SignableRequest, "method" | "headers" | "body">,
  url: URL,
  service: string,
): SignableRequest {
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
