/** The parts of the host of an AWS service. */
export interface SplitAwsHost {
  /** The labels of the service, without labels for FIPS and dual stack: `api`, `sagemaker`. */
  readonly names: readonly string[];
  /** The region; undefined if the host contains none. */
  readonly region: string | undefined;
  /** The rest, such as `amazonaws.com`. */
  readonly suffix: string;
  /** The signing region of the partition for hosts without a region. */
  readonly defaultRegion: string;
}

/**
 * Splits a host into its labels. Service and region may be in any order: `sqs.eu-west-1.amazonaws.com`,
 * `eu-west-1.queue.amazonaws.com`, `s3-eu-west-1.amazonaws.com`. Undefined if the host is not below a suffix of
 * AWS.
 * @param suffixes the region for hosts without a region, by suffix
 */
export function splitAwsHost(
  host: string,
  suffixes: ReadonlyMap<string, string>,
): SplitAwsHost | undefined {
  const [suffix, defaultRegion] =
    [...suffixes]
      .filter(([each]) => host.endsWith(`.${each}`))
      .sort(([a], [b]) => b.length - a.length)[0] ?? [];
  if (suffix === undefined || defaultRegion === undefined) return undefined;
  const labels = host.slice(0, -suffix.length - 1).split(".");
  // The name of a bucket can look like a region.
  const service = Math.max(
    0,
    labels.findLastIndex((label) => /^s3(-|$)/.test(label)),
  );
  const region = labels
    .slice(service)
    .flatMap((label) => regionIn(label) ?? [])
    .at(-1);
  const isGovCloud = labels.includes("us-gov") || region?.startsWith("us-gov-");
  return {
    names: namesIn(labels),
    region,
    suffix,
    defaultRegion: isGovCloud ? "us-gov-west-1" : defaultRegion,
  };
}

function namesIn(labels: readonly string[]): readonly string[] {
  const isEndpoint = labels.at(-1) === "vpce";
  return labels
    .filter((label) => !isEndpoint || !/^vpce-(?!svc)/.test(label))
    .map(nameIn)
    .filter((name) => name !== "" && !withoutMeaning.test(name));
}

/** Labels that are not part of the service. */
const withoutMeaning = /^(dualstack|fips|global|us-gov|vpce)$/;

/** In the oldest hosts of S3, the region is part of the service's label. */
function regionIn(label: string): string | undefined {
  return /^(?:s3-(?:fips-|website-)?)?([a-z]{2,4}(?:-[a-z]+)+-\d)$/.exec(label)?.[1];
}

/** The part of a label that names the service, without the FIPS marker: `sqs-fips`, `fips-runtime-v2-lex`. */
function nameIn(label: string): string {
  const region = regionIn(label) ?? "";
  return label.slice(0, label.length - region.length).replace(/^fips-|-fips(?=-|$)|-$/g, "");
}
