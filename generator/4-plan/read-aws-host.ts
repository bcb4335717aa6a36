/** What the host of an AWS service tells. */
export interface AwsHost {
  /** The name of the service in a signature's scope, such as `sagemaker`. */
  readonly signingName: string;
  /** A region, or a variable in braces. */
  readonly region: string;
}

/**
 * What stands after service and region in the hosts of AWS's partitions, and in the dual-stack ones.
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
const suffixes = [
  ...["amazonaws.com", "api.aws", "amazonaws.com.cn", "api.amazonwebservices.com.cn"],
  ...["c2s.ic.gov", "api.aws.ic.gov", "sc2s.sgov.gov", "api.aws.scloud"],
  ...["cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "csp.hci.ic.gov", "api.aws.hci.ic.gov"],
  ...["amazonaws.eu", "api.amazonwebservices.eu"],
];

/** Below these names AWS serves what its customers have put there. */
const ofCustomers = /^(elb|compute(-\d+)?|lambda-url)$/;

/**
 * Reads the host of an AWS service, such as `api.sagemaker.{region}.amazonaws.com`: the service stands
 * before the region. Undefined for any other host, which nobody signs for: a signature would tell a
 * stranger who calls.
 */
export function readAwsHost(host: string): AwsHost | undefined {
  const suffix = suffixes.find((each) => host.endsWith(`.${each}`));
  if (suffix === undefined) return undefined;
  const labels = host.slice(0, -suffix.length - 1).split(".");
  const last = labels.at(-1) ?? "";
  const isRegion = /^(\{\w*region\}|[a-z]{2,}(-[a-z]+)+-\d+)$/i.test(last);
  const names = (isRegion ? labels.slice(0, -1) : labels).filter((name) => name !== "dualstack");
  const service = names.at(-1)?.replace(/-fips$/, "");
  if (service === undefined || !/^[a-z][a-z\d-]*$/.test(service) || ofCustomers.test(service)) {
    return undefined;
  }
  return { signingName: service, region: isRegion ? last : "us-east-1" };
}
