import { takeName, toValueName } from "../source/identifiers.js";
import { isLoopback } from "../source/is-loopback.js";
import { child, entriesOf, itemsOf, type Located, textAt } from "../source/located.js";
import { planUrl } from "./plan-url.js";
import type { ServerPlan, ServerVariable } from "./planned-api.js";
import { readAwsHost } from "./read-aws-host.js";

/**
 * Plans the base URL of a Server Object; undefined if requests cannot be sent there as it is described.
 * @param optionNames those that are taken
 * @param earlier the variables of other servers, of which those that say the same are one option
 */
export function planServer(
  server: Located,
  optionNames: Set<string>,
  earlier: readonly ServerVariable[] = [],
): ServerPlan | undefined {
  const url = textAt(server, "url")?.trim();
  if (url === undefined) return undefined;
  const aws = readAwsHost(hostOf(url));
  const variables = planVariables(server, aws?.region, optionNames, earlier);
  const parts = planUrl(url.replace(/\/+$/, ""), variables);
  const defaults = parts.map((part) =>
    typeof part === "string"
      ? part
      : variables.find((each) => each.optionName === part.variable)?.default,
  );
  const text = defaults.join("");
  if (!isBaseUrl(text)) return undefined;
  const regionOption = variables.find(({ name }) => `{${name}}` === aws?.region)?.optionName;
  return {
    url: parts,
    variables,
    shown: url,
    isEncrypted: isEncrypted(text),
    // The values of variables could make another host of it.
    aws:
      aws &&
      readAwsHost(hostOf(text)) &&
      variablesIn(authorityOf(url), variables).every(isHostLabel)
        ? { ...aws, region: regionOption === undefined ? aws.region : { variable: regionOption } }
        : undefined,
  };
}

/** The host with what may stand around it. */
function authorityOf(url: string): string {
  return /^https?:\/\/([^/?#]+)/i.exec(url)?.[1] ?? "";
}

function hostOf(url: string): string {
  return authorityOf(url).split(":", 1).join("");
}

function variablesIn(text: string, variables: readonly ServerVariable[]) {
  return variables.filter(({ name }) => text.includes(`{${name}}`));
}

/** What a transport can be given as its base URL. */
function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || /[{}]/.test(text) || !URL.canParse(text)) return false;
  const { username, password, search } = new URL(text);
  return username === "" && password === "" && search === "";
}

/** Whether nobody on the way can read what is sent there. */
export function isEncrypted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === "https:" || (parsed.protocol === "http:" && isLoopback(parsed));
}

function isHostLabel({ default: fallback, values }: ServerVariable): boolean {
  return [fallback, ...values].every((value) => /^[\w-]+$/.test(value));
}

/** Those without a default have no value that could be sent. */
function planVariables(
  server: Located,
  region: string | undefined,
  optionNames: Set<string>,
  earlier: readonly ServerVariable[],
): readonly ServerVariable[] {
  const list = child(server, "variables");
  const isRegionVariable = (name: string) => region === `{${name}}`;
  // Who signs for a region that is no variable is asked for it all the same.
  if (region !== undefined && !(list && entriesOf(list).some(([name]) => isRegionVariable(name)))) {
    optionNames.add("region");
  }
  return (list ? entriesOf(list) : []).flatMap(([name, at]): ServerVariable[] => {
    const fallback = child(at, "default")?.value;
    if (fallback === undefined || typeof fallback === "object") return [];
    const enumeration = child(at, "enum");
    const listed = (enumeration ? itemsOf(enumeration) : []).map(({ value }) => String(value));
    const values = [...new Set(listed)];
    const variable = { name, default: String(fallback), values };
    const same = earlier.find((each) => isSame(each, variable));
    if (same) return [same];
    const optionName = takeName(toValueName(name), optionNames);
    return [{ ...variable, optionName, description: textAt(at, "description") }];
  });
}

type Choice = Pick<ServerVariable, "name" | "default" | "values">;

function isSame(a: Choice, b: Choice): boolean {
  return (
    a.name === b.name && a.default === b.default && a.values.join("\n") === b.values.join("\n")
  );
}
