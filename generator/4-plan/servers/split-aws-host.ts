/** The parts of the host of an AWS service. */
export interface SplitAwsHost {
  /** The labels that name the service, without those for FIPS and dual stack: `api`, `sagemaker`. */
  readonly names: readonly string[];
  /** The region; undefined if the host names none. */
  readonly region: string | undefined;
  /** What follows, such as `amazonaws.com`. */
  readonly suffix: string;
  /** The region that a partition signs for where the host names none. */
  readonly defaultRegion: string;
}

/**
 * Splits a host at its labels, in whatever order the service and the region stand: `sqs.eu-west-1.amazonaws.com`,
 * `eu-west-1.queue.amazonaws.com`, `s3-eu-west-1.amazonaws.com`. Undefined if the host is not below a suffix of AWS.
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
  // A bucket can have a name like a region.
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

/** Labels that say nothing of the service. */
const withoutMeaning = /^(dualstack|fips|global|us-gov|vpce)$/;

/** The oldest hosts of S3 have the region in the label of the service. */
function regionIn(label: string): string | undefined {
  return /^(?:s3-(?:fips-|website-)?)?([a-z]{2,4}(?:-[a-z]+)+-\d)$/.exec(label)?.[1];
}

/** What a label says of the service, without its mark for FIPS: `sqs-fips`, `fips-runtime-v2-lex`. */
function nameIn(label: string): string {
  const region = regionIn(label) ?? "";
  return label.slice(0, label.length - region.length).replace(/^fips-|-fips(?=-|$)|-$/g, "");
}
