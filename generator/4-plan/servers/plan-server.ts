import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { ServerPlan, ServerVariable } from "../../model/planned-api.js";
import { takeName, toValueName } from "../../source/identifiers.js";
import { isLoopback } from "../../source/is-loopback.js";
import { child, entriesOf, itemsOf, type Located, placeOf, textAt } from "../../source/located.js";
import { findUrlFault } from "../../source/url-fault.js";
import { planUrl } from "./plan-url.js";
import { type DeclaredVariable, fillVariables, readServerHost } from "./read-server-host.js";
import { isAbsolute, isBaseUrl, urlParts } from "./url-parts.js";

/**
 * Plans the base URL of a Server Object; undefined if requests cannot be sent to the described URL.
 * @param optionNames names that are taken
 * @param earlier the variables of other servers; equal variables share an option
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
  // Signing needs a region option even if the region is not a variable.
  if (host.aws && !host.region) optionNames.add("region");
  const variables = declared.map((each) => nameOption(each, optionNames, earlier));
  const parts = planUrl(url.replace(/\/+$/, ""), variables);
  const text = fillVariables(url, declared);
  const problem = findUrlFault(text);
  // Many defaults, such as `{TENANT}.example.com`, are only placeholders that callers have to fill in.
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

/** Reports declared values that would change the host or port of the URL. Returns whether there are any. */
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
      const { isDeclarable, expected } = urlParts[part.part];
      const fault = findUrlFault(value);
      if (!each || !variable || (isDeclarable(value, after) && fault === undefined)) return [];
      const plain =
        fault === undefined ? expected : `${expected} without white space or backslashes`;
      const parameters = { name: variable.name, value, expected: plain };
      diagnostics.report("server-variable", placeOf(each), parameters);
      return [each];
    });
  });
  return faults.length > 0;
}

/** Whether data sent to the URL is encrypted or stays on the machine. */
export function isEncrypted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === "https:" || (parsed.protocol === "http:" && isLoopback(parsed));
}

/** Variables without a default are omitted, because they have no value to send. */
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
