import { takeName, toValueName } from "../source/identifiers.js";
import { child, entriesOf, itemsOf, type Located, textAt } from "../source/located.js";
import type { AwsPlan, ServerPlan, ServerVariable } from "./planned-api.js";

/** Options of every transport, which no server variable can have as its name. */
const optionNames = [
  ...["authenticator", "baseUrl", "credentials", "fetch", "maxResponseBytes", "retries", "retry"],
  ...["signingName", "sleep", "timeout"],
  // Every object has these already.
  ...Object.getOwnPropertyNames(Object.prototype),
];

/**
 * Plans the base URL of a Server Object, and what its host tells of AWS; undefined if requests cannot
 * be sent there as it is described.
 */
export function planServer(server: Located): ServerPlan | undefined {
  const url = textAt(server, "url")?.trim();
  if (url === undefined) return undefined;
  const aws = readAwsHost(url);
  const variables = planVariables(server, aws?.region);
  const parts = url
    .replace(/\/+$/, "")
    .split(/(\{[^{}]+\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const variable = /^\{(.+)\}$/.exec(part)?.[1];
      const known = variables.find(({ name }) => name === variable);
      return known ? { variable: known.optionName } : part;
    });
  const defaults = parts.map((part) =>
    typeof part === "string"
      ? part
      : variables.find((each) => each.optionName === part.variable)?.default,
  );
  if (!isBaseUrl(defaults.join(""))) return undefined;
  return { url: parts, variables, aws: aws && planAws(aws, variables) };
}

/** What a transport can be given as its base URL. */
function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[{}]/.test(text) || !URL.canParse(text)) return false;
  const { username, password, search } = new URL(text);
  return username === "" && password === "" && search === "";
}

/** Those without a default have no value that could be sent. */
function planVariables(server: Located, region: string | undefined): readonly ServerVariable[] {
  const list = child(server, "variables");
  const isRegionVariable = (name: string) => region === `{${name}}`;
  const taken = new Set(optionNames);
  // Who signs for a region that is no variable is asked for it all the same.
  if (region !== undefined && !(list && entriesOf(list).some(([name]) => isRegionVariable(name)))) {
    taken.add("region");
  }
  return (list ? entriesOf(list) : []).flatMap(([name, at]): ServerVariable[] => {
    const fallback = child(at, "default")?.value;
    if (fallback === undefined || typeof fallback === "object") return [];
    const enumeration = child(at, "enum");
    const values = (enumeration ? itemsOf(enumeration) : []).map(({ value }) => String(value));
    return [
      {
        name,
        optionName: takeName(toValueName(name), taken),
        default: String(fallback),
        values: [...new Set(values)],
        description: textAt(at, "description"),
      },
    ];
  });
}

interface AwsHost {
  readonly service: string;
  /** A region, or a variable in braces. */
  readonly region: string;
}

/**
 * Reads an AWS host, such as `api.sagemaker.{region}.amazonaws.com`: the service stands before the
 * region.
 */
function readAwsHost(url: string): AwsHost | undefined {
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? "";
  const labels = /^(.+)\.amazonaws\.com(\.cn)?$/.exec(host)?.[1]?.split(".") ?? [];
  const regionIndex = labels.findIndex((label) =>
    /^\{\w*region\}$|^[a-z]{2}(-[a-z]+)+-\d$/i.test(label),
  );
  const service = labels[regionIndex === -1 ? labels.length - 1 : regionIndex - 1];
  if (service === undefined) return undefined;
  return { service: service.replace(/-fips$/, ""), region: labels[regionIndex] ?? "us-east-1" };
}

function planAws({ service, region }: AwsHost, variables: readonly ServerVariable[]): AwsPlan {
  const variable = variables.find(({ name }) => `{${name}}` === region);
  return { signingName: service, region: variable ? { variable: variable.optionName } : region };
}
