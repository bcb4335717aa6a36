import { hostRegions, partitionRegions, serviceRegions, signingNames } from "./aws-hosts.js";
import { splitAwsHost } from "./split-aws-host.js";

/** What the host of an AWS service says. */
export interface AwsHost {
  /** The name of the service in a signature's scope, such as `sagemaker`. */
  readonly signingName: string;
  readonly region: string;
  /** What AWS has the hosts of all services below, such as `amazonaws.com`. */
  readonly suffix: string;
  /** Whether AWS serves an API of a customer there, whose description says how callers authenticate. */
  readonly isOfCustomer: boolean;
  /** Whether the table has the service; otherwise its name is taken for the signing name. */
  readonly isListed: boolean;
}

/**
 * Reads the host of an AWS service, such as `api.sagemaker.eu-west-1.amazonaws.com`. Undefined for any other host,
 * including those where AWS's customers run their own servers: a signature would tell a stranger who calls.
 */
export function readAwsHost(host: string): AwsHost | undefined {
  const split = splitAwsHost(host, { ...partitionRegions, ...furtherSuffixes });
  if (split === undefined) return undefined;
  const { names, suffix, defaultRegion } = split;
  const name = names.join(".");
  const region = hostRegions[host] ?? split.region ?? defaultRegion;
  const found = findService(names, defaultRegion);
  if (found) {
    const { service, signingName } = found;
    const fixed = serviceRegions[`${service} ${defaultRegion}`];
    const isOfCustomer = apisOfCustomers.has(service);
    return { signingName, region: fixed ?? region, suffix, isOfCustomer, isListed: true };
  }
  // A host of this form can only be a service's.
  const isService = split.region !== undefined && host === `${name}.${region}.${suffix}`;
  if (!isService || names.length !== 1 || suffix in furtherSuffixes) return undefined;
  return { signingName: name, region, suffix, isOfCustomer: false, isListed: false };
}

/** Whether a host is AWS's own, although it says no service that requests could be signed for. */
export function isUnknownAwsHost(host: string): boolean {
  const split = splitAwsHost(host, { ...partitionRegions, ...furtherSuffixes });
  return (
    split !== undefined &&
    readAwsHost(host) === undefined &&
    !split.names.some((name) => serversOfCustomers.has(name))
  );
}

/** Finds the longest name that the tables have; the labels before it say whose it is. */
function findService(names: readonly string[], defaultRegion: string) {
  for (const start of names.keys()) {
    const service = names.slice(start).join(".").replace(zoneOfS3Express, "s3express");
    const isOwned = start > 0;
    if (isOwned && serversOfCustomers.has(service)) return undefined;
    const signingName =
      (isOwned ? owned.get(service) : undefined) ??
      listed.get(`${service} ${defaultRegion}`) ??
      listed.get(service);
    if (signingName !== undefined) return { service, signingName };
  }
  return undefined;
}

const zoneOfS3Express = /^s3express-\w+-\w+$/;

/** The table, with services that are newer, and the names that services had before. */
const listed: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...signingNames,
    "account-access": "account-access",
    "cloudwatch-omni": "cloudwatch",
    "end-user-messaging": "end-user-messaging",
    eventsv2: "events",
    "iam-toolbox": "iam",
    "network-security-manager": "network-security-manager",
    queue: "sqs",
  }),
);

/** What signs for hosts that belong to a customer, below these names, as the documentation of the services says. */
const owned: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "appsync-api": "appsync",
    "appsync-realtime-api": "appsync",
    "aps-workspaces": "aps",
    ddb: "dynamodb",
    "execute-api": "execute-api",
    iot: "iotdata",
    "lambda-url": "lambda",
    neptune: "neptune-db",
    "s3-accelerate": "s3",
    "s3-accesspoint": "s3",
    s3express: "s3express",
    "vpc-lattice-svcs": "vpc-lattice-svcs",
  }),
);

/** What is served below these names is what customers have put there. */
const apisOfCustomers = new Set(["execute-api", "lambda-url", "vpc-lattice-svcs"]);

/** Below these names are customers' own servers. */
const serversOfCustomers = new Set([
  ...["cache", "compute", "compute-1", "elb", "rds", "redshift", "s3-website", "vpce-svc"],
]);

/** Suffixes that AWS's endpoint data does not have. */
const furtherSuffixes: Readonly<Record<string, string>> = { "on.aws": "us-east-1" };
