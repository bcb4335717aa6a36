/** Where the credentials for AWS come from. */

import { TransportError } from "./errors.js";

/** Who signs. Whatever `@aws-sdk/credential-providers` resolves with fits. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Belongs to temporary credentials, and is sent as `x-amz-security-token`. */
  readonly sessionToken?: string | undefined;
  /** Credentials with an end are used again until five minutes before it. */
  readonly expiration?: Date | undefined;
}

/**
 * Credentials, or a function that fetches them, such as `fromNodeProviderChain()`.
 *
 * Without either they are `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` in the
 * environment, read at each attempt.
 */
export type AwsCredentialsSource = AwsCredentials | (() => Promise<AwsCredentials>) | undefined;

const fiveMinutes = 300_000;

/**
 * Makes a function that gives credentials, and fetches temporary ones anew from five minutes before their end, once for
 * all who ask meanwhile. If that fails, those there are serve until their end.
 */
export function provideCredentials(
  source: AwsCredentialsSource = credentialsFromEnvironment,
): () => Promise<AwsCredentials> {
  if (typeof source === "object") return async () => source;
  let kept: AwsCredentials | undefined;
  let pending: Promise<AwsCredentials> | undefined;
  return async () => {
    if (kept && lastsFor(kept, fiveMinutes)) return kept;
    pending ??= source().finally(() => {
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
  return expiration !== undefined && expiration.getTime() - Date.now() > milliseconds;
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

/** The region in the host of an AWS service, such as `https://sqs.eu-west-1.amazonaws.com`; `undefined` of any other. */
export function awsRegionOf(baseUrl: string | undefined): string | undefined {
  return awsHost.exec(baseUrl ?? "")?.[1];
}

/** With what stands after the region in AWS's public partitions, and in VPC endpoints. */
const awsHost =
  /^https:\/\/[\w.-]+\.([a-z]{2,}(?:-[a-z]+)+-\d+)\.(?:vpce\.)?(?:amazonaws\.(?:com(?:\.cn)?|eu)|api\.aws|api\.amazonwebservices\.(?:com\.cn|eu))(?:[:/]|$)/i;

/** `AWS_REGION`, else `AWS_DEFAULT_REGION`; `undefined` where there is no environment. */
export function awsRegionFromEnvironment(): string | undefined {
  return environment("AWS_REGION") ?? environment("AWS_DEFAULT_REGION");
}

/** The variable's value; a variable that is set to nothing counts as not set. */
function environment(name: string): string | undefined {
  const { process } = globalThis as {
    process?: { env?: Readonly<Record<string, string | undefined>> };
  };
  return process?.env?.[name] || undefined;
}
