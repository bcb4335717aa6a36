import * as aws from "./aws-hosts.js";
import { type SplitAwsHost, splitAwsHost } from "./split-aws-host.js";

/** A host of an AWS service. */
export interface AwsHost {
  /** The name of the service in the scope of signatures, such as `sagemaker`. */
  readonly signingName: string;
  readonly region: string;
  /** The suffix of the hosts of all services, such as `amazonaws.com`. */
  readonly suffix: string;
  /** Whether AWS serves an API of a customer. Its description declares how callers authenticate. */
  readonly isOfCustomer: boolean;
  /** Whether the table contains the service. Otherwise the name of the service is used as its signing name. */
  readonly isListed: boolean;
}

/**
 * Reads the host of an AWS service, such as `api.sagemaker.eu-west-1.amazonaws.com`. Undefined for any other
 * host, including hosts of servers that AWS customers run: a signature would reveal the caller to them.
 */
export function readAwsHost(host: string): AwsHost | undefined {
  const split = splitAwsHost(host, suffixes);
  if (split === undefined) return undefined;
  const { names, suffix, defaultRegion } = split;
  const name = names.join(".");
  const region = hostRegions.get(host) ?? split.region ?? defaultRegion;
  const found = findService(split, suffix === customersSuffix);
  if (found) {
    const { service, signingName } = found;
    const fixed = serviceRegions.get(`${service}/${defaultRegion}`);
    const isOfCustomer = apisOfCustomers.has(service);
    return { signingName, region: fixed ?? region, suffix, isOfCustomer, isListed: true };
  }
  // Only services have hosts of this form.
  const isService = split.region !== undefined && host === `${name}.${region}.${suffix}`;
  const isStrange =
    names.length !== 1 || suffix === customersSuffix || serversOfCustomers.has(name);
  if (!isService || isStrange) return undefined;
  return { signingName: name, region, suffix, isOfCustomer: false, isListed: false };
}

/** Whether a host belongs to AWS, but not to a known service. */
export function isUnknownAwsHost(host: string): boolean {
  const split = splitAwsHost(host, suffixes);
  if (split === undefined || readAwsHost(host) !== undefined) return false;
  const name = `.${split.names.join(".")}`;
  return ![...serversOfCustomers].some((each) => name.endsWith(`.${each}`));
}

/**
 * Finds the service of a host. Labels before the service identify the customer that owns the host. They are
 * accepted only for services in `owned`, because below other names, such as `eks` or `mq`, customers run their
 * own servers.
 */
function findService({ names, defaultRegion }: SplitAwsHost, isOwned: boolean) {
  const name = names.join(".");
  const exact = listed.get(`${name}/${defaultRegion}`) ?? listed.get(name);
  if (exact !== undefined && !isOwned) return { service: name, signingName: exact };
  for (const start of names.keys()) {
    const service = names.slice(start).join(".").replace(partOfService, "$1$2$3");
    if (serversOfCustomers.has(service)) return undefined;
    const signingName = owned.get(service);
    if (signingName !== undefined) return { service, signingName };
  }
  return undefined;
}

/** Names with the zone of a directory bucket, the cell of a database, or a plane of Kinesis. */
const partOfService =
  /^(s3express)-\w+-\w+$|^(?:query|ingest)-\w+\.(timestream)$|^(?:data|control)-(kinesis)$/;

/** Reads a table of words, each `key=value` or a key that is its own value. */
function readTable(words: string): ReadonlyMap<string, string> {
  return new Map(
    words.match(/\S+/g)?.map((word) => {
      const [key = word, value = key] = word.split("=");
      return [key, value];
    }),
  );
}

const hostRegions = readTable(aws.hostRegions);
const serviceRegions = readTable(aws.serviceRegions);

/** AWS's table, and services that are newer, services that only other SDKs call, and earlier names of services. */
const listed = readTable(`${aws.signingNames}
  account-access aps-workspaces=aps cloudwatch-omni=cloudwatch ec2messages end-user-messaging
  eventsv2=events iam-toolbox=iam network-security-manager queue=sqs s3-external-1=s3 ssmmessages
  streaming-rekognition=rekognition transcribestreaming=transcribe
`);

/** The signing names for hosts that belong to a customer, from the documentation of the services. */
const owned = readTable(`
  aos=es aoss appsync-api=appsync appsync-realtime-api=appsync cloudsearch
  data.mediastore=mediastore ddb=dynamodb es execute-api iot=iotdata jobs.iot=iot-jobs-data kinesis
  kinesisvideo lambda-url=lambda managedblockchain neptune=neptune-db neptune-graph s3
  s3-accelerate=s3 s3-accesspoint=s3 s3-control=s3 s3-object-lambda s3-outposts s3express
  s3express-control=s3express search-ddb=dynamodb timestream vpc-lattice-svcs
`);

/** Services that serve the APIs of customers. */
const apisOfCustomers = new Set(["execute-api", "lambda-url", "vpc-lattice-svcs"]);

/** Below these names, customers run their own servers. */
const serversOfCustomers = new Set([
  ...["cache", "compute", "compute-1", "credentials.iot", "dkr.ecr", "eks", "elb", "mq", "rds"],
  ...["redshift", "redshift-serverless", "s3-website", "vpce-svc"],
]);

/** The suffix of functions and APIs of customers, which is not in AWS's endpoint data. */
const customersSuffix = "on.aws";

const suffixes: ReadonlyMap<string, string> = readTable(
  `${aws.partitionRegions} ${customersSuffix}=us-east-1`,
);
