import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { ServerPlan, ServerVariable, UrlPart } from "../../model/planned-api.js";
import { takeName, toValueName } from "../../source/identifiers.js";
import { isLoopback } from "../../source/is-loopback.js";
import { child, entriesOf, itemsOf, type Located, placeOf, textAt } from "../../source/located.js";
import { findUrlFault } from "../../source/url-fault.js";
import { planUrl } from "./plan-url.js";
import { type DeclaredVariable, fillVariables, readServerHost } from "./read-server-host.js";

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
  const declared = declaredVariables(server);
  const host = readServerHost(url, declared);
  // Who signs for a region that is no variable is asked for it all the same.
  if (host.aws && !host.region) optionNames.add("region");
  const variables = declared.map((each) => nameOption(each, optionNames, earlier));
  const parts = planUrl(url.replace(/\/+$/, ""), variables);
  const text = fillVariables(url, declared);
  const problem = findUrlFault(text);
  // Many defaults, such as `{TENANT}.example.com`, only show what callers have to fill in.
  if (problem === undefined && !isAbsolute(text)) return undefined;
  if (reportVariables(server, variables, parts, diagnostics)) return undefined;
  if (problem !== undefined) {
    diagnostics.report("url-ambiguous", placeOf(at), { field: "url", problem });
    return undefined;
  }
  if (!isBaseUrl(text)) return undefined;
  const region = variables.find(({ name }) => name === host.region?.name)?.optionName;
  return {
    url: parts,
    variables,
    shown: url,
    place: placeOf(at),
    isEncrypted: isEncrypted(text),
    aws: host.aws && {
      ...host.aws,
      region: region === undefined ? host.aws.region : { variable: region },
    },
    unsignedHost: host.isUnsignedAws ? host.name : undefined,
  };
}

interface Rule {
  /** @param after the text of the URL that follows */
  readonly isMet: (value: string, after: string) => boolean;
  readonly expected: string;
}

/** What declared values may hold, so that the URL keeps its host and port. */
const rules: Readonly<Record<UrlPart, Rule>> = {
  serverScheme: {
    isMet: (value, after) =>
      after.startsWith(":") ? /^[a-z][a-z\d+.-]*$/i.test(value) : isBaseUrl(value),
    expected: 'a scheme such as "https", or a whole URL',
  },
  serverHost: { isMet: (value) => /^[\w.:[\]-]+$/.test(value), expected: "a host" },
  hostLabel: { isMet: (value) => /^[\w.-]*$/.test(value), expected: "part of a host name" },
  serverPort: { isMet: (value) => /^\d+$/.test(value), expected: "a port number" },
  serverPath: { isMet: () => true, expected: "a path" },
  serverRootPath: {
    isMet: (value) => /^(\/|$)/.test(value),
    expected: 'a path that begins with "/"',
  },
};

/** Reports declared values that would make another URL of it, and returns whether there are some. */
function reportVariables(
  server: Located,
  variables: readonly ServerVariable[],
  parts: ServerPlan["url"],
  diagnostics: Diagnostics,
): boolean {
  const list = child(server, "variables");
  const faults = parts.flatMap((part, index) => {
    if (typeof part === "string") return [];
    const next = parts[index + 1];
    const after = typeof next === "string" ? next : "";
    const variable = variables.find(({ optionName }) => optionName === part.variable);
    const at = list && variable && child(list, variable.name);
    const enumeration = at && child(at, "enum");
    const values = at ? [child(at, "default"), ...(enumeration ? itemsOf(enumeration) : [])] : [];
    return values.flatMap((each) => {
      const value = String(each?.value);
      const { isMet, expected } = rules[part.part];
      const fault = findUrlFault(value);
      if (!each || !variable || (isMet(value, after) && fault === undefined)) return [];
      const plain =
        fault === undefined ? expected : `${expected} without white space or backslashes`;
      const parameters = { name: variable.name, value, expected: plain };
      diagnostics.report("server-variable", placeOf(each), parameters);
      return [each];
    });
  });
  return faults.length > 0;
}

/** What a transport can be given as its base URL. */
function isBaseUrl(text: string): boolean {
  return isAbsolute(text) && !/[?#]/.test(text);
}

function isAbsolute(text: string): boolean {
  return /^https?:\/\//i.test(text) && !/[{}]/.test(text) && URL.canParse(text);
}

/** Whether nobody on the way can read what is sent there. */
export function isEncrypted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === "https:" || (parsed.protocol === "http:" && isLoopback(parsed));
}

/** Those without a default have no value that could be sent. */
function declaredVariables(server: Located): readonly DeclaredVariable[] {
  const list = child(server, "variables");
  return (list ? entriesOf(list) : []).flatMap(([name, at]): DeclaredVariable[] => {
    const fallback = child(at, "default")?.value;
    if (fallback === undefined || typeof fallback === "object") return [];
    const enumeration = child(at, "enum");
    const listed = (enumeration ? itemsOf(enumeration) : []).map(({ value }) => String(value));
    const description = textAt(at, "description");
    return [{ name, default: String(fallback), values: [...new Set(listed)], description }];
  });
}

function nameOption(
  declared: DeclaredVariable,
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
