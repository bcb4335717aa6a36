import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { takeName, toValueName } from "../source/identifiers.js";
import { isLoopback } from "../source/is-loopback.js";
import { isPlainUrl } from "../source/is-plain-url.js";
import { child, entriesOf, itemsOf, type Located, placeOf, textAt } from "../source/located.js";
import { planUrl } from "./plan-url.js";
import type { ServerPlan, ServerVariable, UrlPart } from "./planned-api.js";
import { isUnknownAwsHost, readAwsHost } from "./read-aws-host.js";

/**
 * Plans the base URL of a Server Object; undefined if requests cannot be sent there as it is described.
 * @param optionNames those that are taken
 * @param earlier the variables of other servers, of which those that say the same are one option
 */
export function planServer(
  server: Located,
  diagnostics: Diagnostics,
  optionNames: Set<string>,
  earlier: readonly ServerVariable[] = [],
): ServerPlan | undefined {
  const at = child(server, "url");
  const url = textAt(server, "url")?.trim();
  if (at === undefined || url === undefined) return undefined;
  if (!isPlainUrl(url)) {
    diagnostics.report("url-ambiguous", placeOf(at), { field: "url" });
    return undefined;
  }
  const declared = declaredVariables(server);
  const text = declared.reduce(
    (all, { name, default: fallback }) => all.replaceAll(`{${name}}`, () => fallback),
    url,
  );
  const host = isBaseUrl(text) ? new URL(text).hostname : "";
  const aws = readAwsHost(host);
  const [, , authority = ""] = url.split("/");
  const inHost = declared.filter(({ name }) => authority.includes(`{${name}}`));
  const regionVariable = inHost.find((each) => each.default === aws?.region);
  // Who signs for a region that is no variable is asked for it all the same.
  if (aws && !regionVariable) optionNames.add("region");
  const variables = declared.map((each) => nameOption(each, optionNames, earlier));
  const parts = planUrl(url.replace(/\/+$/, ""), variables);
  reportVariables(server, variables, parts, diagnostics);
  if (!isBaseUrl(text)) return undefined;
  if (isUnknownAwsHost(host)) diagnostics.report("aws-host-unsigned", placeOf(at), { host });
  const regionOption = variables.find(({ name }) => name === regionVariable?.name)?.optionName;
  // Otherwise the values of variables could make another host of it.
  const isFixed = aws && authority.split(":", 1)[0]?.endsWith(`.${aws.suffix}`);
  return {
    url: parts,
    variables,
    shown: url,
    place: placeOf(at),
    isEncrypted: isEncrypted(text),
    aws: isFixed
      ? { ...aws, region: regionOption === undefined ? aws.region : { variable: regionOption } }
      : undefined,
  };
}

/** What declared values may hold before the path, so that the URL keeps its host and port. */
const inAuthority: Readonly<Partial<Record<UrlPart, { rule: RegExp; expected: string }>>> = {
  serverScheme: { rule: /^https?$/i, expected: '"http" or "https"' },
  serverHost: { rule: /^[\w.:[\]-]+$/, expected: "a host" },
  hostLabel: { rule: /^[\w.-]*$/, expected: "a part of a host name" },
  serverPort: { rule: /^\d+$/, expected: "the number of a port" },
};

/** Reports declared values that would make another host or port of the URL. */
function reportVariables(
  server: Located,
  variables: readonly ServerVariable[],
  parts: ServerPlan["url"],
  diagnostics: Diagnostics,
): void {
  const list = child(server, "variables");
  for (const part of parts) {
    const known = typeof part === "string" ? undefined : inAuthority[part.part];
    const variable = variables.find(
      ({ optionName }) => typeof part !== "string" && optionName === part.variable,
    );
    const at = list && variable && child(list, variable.name);
    if (!known || !at) continue;
    const { name, default: fallback, values } = variable;
    const value = [fallback, ...values].find((each) => !known.rule.test(each));
    if (value === undefined) continue;
    const { expected } = known;
    diagnostics.report("server-variable", placeOf(at), { name, value, expected });
  }
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

type Declared = Omit<ServerVariable, "optionName">;

/** Those without a default have no value that could be sent. */
function declaredVariables(server: Located): readonly Declared[] {
  const list = child(server, "variables");
  return (list ? entriesOf(list) : []).flatMap(([name, at]): Declared[] => {
    const fallback = child(at, "default")?.value;
    if (fallback === undefined || typeof fallback === "object") return [];
    const enumeration = child(at, "enum");
    const listed = (enumeration ? itemsOf(enumeration) : []).map(({ value }) => String(value));
    const description = textAt(at, "description");
    return [{ name, default: String(fallback), values: [...new Set(listed)], description }];
  });
}

function nameOption(
  declared: Declared,
  optionNames: Set<string>,
  earlier: readonly ServerVariable[],
): ServerVariable {
  const same = earlier.find((each) => isSame(each, declared));
  return same ?? { ...declared, optionName: takeName(toValueName(declared.name), optionNames) };
}

type Choice = Pick<ServerVariable, "name" | "default" | "values">;

function isSame(a: Choice, b: Choice): boolean {
  return (
    a.name === b.name && a.default === b.default && a.values.join("\n") === b.values.join("\n")
  );
}
