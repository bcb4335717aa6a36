/** Where the credentials for AWS come from, and the region unless it is given. */

import { TransportError } from "./errors.js";

/** Who signs. Whatever `@aws-sdk/credential-providers` resolves with fits. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Belongs to temporary credentials, and is sent as `x-amz-security-token`. */
  readonly sessionToken?: string | undefined;
  /** Credentials that expire are fetched again five minutes before. Others are kept. */
  readonly expiration?: Date | undefined;
}

/**
 * Credentials, or a function that fetches them, such as `fromNodeProviderChain()`.
 *
 * Without either, the credentials are `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` in the
 * environment, read at each attempt.
 */
export type AwsCredentialsSource = AwsCredentials | (() => Promise<AwsCredentials>) | undefined;

const fiveMinutes = 300_000;

/**
 * Makes a function that gives credentials. Credentials without an expiration are kept. Others are fetched again from five
 * minutes before it, once for all callers that wait; if that fails, the present ones are used until they expire.
 */
export function provideCredentials(source: AwsCredentialsSource): () => Promise<AwsCredentials> {
  if (source === undefined) return credentialsFromEnvironment;
  let kept: AwsCredentials | undefined;
  let pending: Promise<AwsCredentials> | undefined;
  const ask = async () => {
    const credentials = typeof source === "function" ? await source() : source;
    // Callers in JavaScript, and providers that know nothing, give less than the type says.
    if (!credentials?.accessKeyId || !credentials.secretAccessKey) {
      throw new TransportError("`credentials` must have an accessKeyId and a secretAccessKey");
    }
    return credentials;
  };
  return async () => {
    if (kept && lastsFor(kept, fiveMinutes)) return kept;
    pending ??= ask().finally(() => {
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

/** The region in the host of an AWS service, such as `https://sqs.eu-west-1.amazonaws.com`. */
export function awsRegionOf(baseUrl: string | undefined): string | undefined {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return undefined;
  return regionInHost.exec(new URL(baseUrl).hostname.replace(/\.$/, ""))?.[1];
}

/** The region is the last label with a compass point, and is followed by a service or by a suffix of AWS's partitions. */
const regionInHost =
  /^(?:.*\.)?(?:s3-(?:fips-)?)?([a-z]{2,}(?:-[a-z]+)*-(?:north|south|east|west|central)+-\d+)\.(?:[^.]+\.)*(?:amazonaws\.(?:com(?:\.cn)?|eu)|(?:api|on)\.(?:aws(?:\.(?:hci\.)?ic\.gov|\.scloud)?|amazonwebservices\.(?:com\.cn|eu)|cloud-aws\.adc-e\.uk)|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$/;

/** `AWS_REGION`, else `AWS_DEFAULT_REGION`. */
export function awsRegionFromEnvironment(): string | undefined {
  return environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
}

/** The value of a variable of the environment. A variable that is set to nothing counts as not set. */
function environment(name: string): string | undefined {
  const { process } = globalThis as {
    process?: { env?: Readonly<Record<string, string | undefined>> };
  };
  return process?.env?.[name] || undefined;
}
