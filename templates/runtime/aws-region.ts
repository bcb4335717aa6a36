/** Chooses the AWS region that requests are sent to and signed for. */

import { awsRegionFromEnvironment, awsRegionOf } from "./aws-credentials.js";
import { parseBaseUrl } from "./prepare-request.js";
import { hostLabel } from "./server-variables.js";

/**
 * Returns the option, else the region in an AWS host in `baseUrl`, else the region of the description's server, else
 * `AWS_REGION` or `AWS_DEFAULT_REGION`.
 * @param factory the function that takes the options
 * @param described the region of the description's server, unless the server has a variable for it
 * @throws TypeError if there is no region, or if the region is not valid in a host name
 */
export function awsRegion(
  factory: string,
  option: string,
  given: string | undefined,
  baseUrl: string | undefined,
  described?: string,
): string {
  if (baseUrl !== undefined) parseBaseUrl(baseUrl, factory);
  const region = given ?? awsRegionOf(baseUrl) ?? described ?? awsRegionFromEnvironment();
  if (region !== undefined) return hostLabel(factory, option, region);
  throw new TypeError(`${factory}: ${option} is missing: pass it, or set AWS_REGION`);
}
