import type { ServerVariable } from "../../model/planned-api.js";
import { type AwsHost, isUnknownAwsHost, readAwsHost } from "./read-aws-host.js";

/** A variable as the description declares it. */
export type DeclaredVariable = Omit<ServerVariable, "optionName">;

export interface ServerHost {
  /** The host with the defaults of its variables. */
  readonly name: string;
  /**
   * The AWS service that requests are signed for; set only if it is the same for all values of the variables.
   */
  readonly aws: AwsHost | undefined;
  /** The variable that contains the region. */
  readonly region: DeclaredVariable | undefined;
  /** Whether the host belongs to AWS, but requests cannot be signed for it. */
  readonly isUnsignedAws: boolean;
}

/** Reads the host of a server's URL with the URL parser. */
export function readServerHost(url: string, variables: readonly DeclaredVariable[]): ServerHost {
  const inHost = variables.filter((each) => hostWith(new Map([[each, unknown]])).includes(unknown));
  const unknowns = new Map(inHost.map((each) => [each, unknown]));
  const name = hostWith(new Map());
  const shown = readAwsHost(name);
  const rest = readAwsHost(hostWith(unknowns));
  const region = inHost.find((each) => {
    const read = withRegion(each, each.default);
    return read?.region === each.default && rest?.region !== read.region;
  });
  const isFixed = region
    ? [region.default, ...region.values].every((value) => {
        const read = withRegion(region, value);
        return read?.signingName === shown?.signingName && read?.region === value;
      })
    : rest?.signingName === shown?.signingName;
  const aws = isFixed ? shown : undefined;
  return { name, aws, region: aws && region, isUnsignedAws: !aws && isOfAws() };

  function hostWith(values: ReadonlyMap<DeclaredVariable, string>): string {
    const text = fillVariables(url, variables, values);
    return URL.canParse(text) ? new URL(text).hostname.replace(/\.$/, "") : "";
  }

  /** The host with this value, and with an unknown value for all other variables. */
  function withRegion(variable: DeclaredVariable, value: string): AwsHost | undefined {
    return readAwsHost(hostWith(new Map([...unknowns, [variable, value]])));
  }

  function isOfAws(): boolean {
    return shown !== undefined || isUnknownAwsHost(name);
  }
}

/** A label that is neither a region nor a service. */
const unknown = "a-variable";

/** Replaces variables in a URL by the given values or their defaults. */
export function fillVariables(
  url: string,
  variables: readonly DeclaredVariable[],
  values: ReadonlyMap<DeclaredVariable, string> = new Map(),
): string {
  return variables.reduce(
    (text, each) => text.replaceAll(`{${each.name}}`, () => values.get(each) ?? each.default),
    url,
  );
}
