/** AWS credentials, and the region from the environment or from a host. */

import { TransportError } from "./errors.js";

/** The keys for signatures. The providers of `@aws-sdk/credential-providers` resolve with this type. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Part of temporary credentials; sent as `x-amz-security-token`. */
  readonly sessionToken?: string | undefined;
  /** Credentials are fetched again five minutes before this time; without it, they are kept. */
  readonly expiration?: Date | undefined;
}

/**
 * Credentials, or a function that fetches them, such as `fromNodeProviderChain()`.
 *
 * By default, each attempt reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` from the
 * environment.
 */
export type AwsCredentialsSource = AwsCredentials | (() => Promise<AwsCredentials>) | undefined;

const fiveMinutes = 300_000;

/**
 * Returns a function that resolves with credentials. Credentials without an expiration are kept. Other
 * credentials are fetched again in the five minutes before they expire, once for all waiting callers. If
 * fetching fails, the current credentials are used until they expire.
 */
export function provideCredentials(source: AwsCredentialsSource): () => Promise<AwsCredentials> {
  if (source === undefined) return credentialsFromEnvironment;
  let kept: AwsCredentials | undefined;
  let pending: Promise<AwsCredentials> | undefined;
  const load = async () => {
    const credentials = typeof source === "function" ? await source() : source;
    // JavaScript callers, and providers without credentials, may return less than the type requires.
    if (!credentials?.accessKeyId || !credentials.secretAccessKey) {
      throw new TransportError("`credentials` needs accessKeyId and secretAccessKey");
    }
    return credentials;
  };
  return async () => {
    if (kept && lastsFor(kept, fiveMinutes)) return kept;
    pending ??= load().finally(() => {
      pending = undefined;
    });
    try {
      kept = await pending;
    } catch (error) {
      if (!kept || !lastsFor(kept, 0)) throw error;
    }
    return kept;
  };
}

function lastsFor({ expiration }: AwsCredentials, milliseconds: number): boolean {
  return !expiration || new Date(expiration).getTime() - Date.now() > milliseconds;
}

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

/** The region in the URL of an AWS service: `eu-west-1` for `https://sqs.eu-west-1.amazonaws.com`. */
export function awsRegionOf(baseUrl: string | undefined): string | undefined {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return undefined;
  return regionInHost.exec(new URL(baseUrl).hostname.replace(/\.$/, ""))?.[1];
}

/** The region is the last label that contains a compass point. A service or the domain of an AWS partition follows. */
const regionInHost =
  /^(?:.*\.)?(?:s3-(?:fips-)?)?([a-z]{2,}(?:-[a-z]+)*-(?:north|south|east|west|central)+-\d+)\.(?:[^.]+\.)*(?:amazonaws\.(?:com(?:\.cn)?|eu)|(?:api|on)\.(?:aws(?:\.(?:hci\.)?ic\.gov|\.scloud)?|amazonwebservices\.(?:com\.cn|eu)|cloud-aws\.adc-e\.uk)|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;

/** `AWS_REGION`, else `AWS_DEFAULT_REGION`. */
export function awsRegionFromEnvironment(): string | undefined {
  return environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
}

/** An empty environment variable counts as not set. */
function environment(name: string): string | undefined {
  const { process } = globalThis as {
    process?: { env?: Readonly<Record<string, string | undefined>> };
  };
  return process?.env?.[name] || undefined;
}
