import { toValueName } from "../source/identifiers.js";
import { child, entriesOf, itemsOf, type Located, textAt } from "../source/located.js";
import type { AwsPlan, ServerPlan, ServerVariable } from "./planned.js";

/** Options of every transport, which no server variable can have as its name. */
const optionNames = new Set(["baseUrl", "credentials", "fetch", "signingName"]);

/** Plans the base URL of a Server Object, and what its host tells of AWS. */
export function planServer(server: Located): ServerPlan | undefined {
  const url = textAt(server, "url");
  if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
  const list = child(server, "variables");
  const variables = (list ? entriesOf(list) : []).flatMap(([name, at]) => planVariable(name, at));
  const parts = url
    .replace(/\/+$/, "")
    .split(/(\{[^}]+\})/)
    .filter((part) => part !== "")
    .map((part) => {
      const variable = /^\{(.+)\}$/.exec(part)?.[1];
      const known = variables.find(({ name }) => name === variable);
      return known ? { variable: known.optionName } : part;
    });
  return { url: parts, variables, aws: planAws(url, variables) };
}

function planVariable(name: string, at: Located): ServerVariable[] {
  const fallback = child(at, "default")?.value;
  const list = child(at, "enum");
  const values = (list ? itemsOf(list) : []).map(({ value }) => String(value));
  const wanted = toValueName(name);
  const optionName = optionNames.has(wanted) ? `${wanted}Variable` : wanted;
  if (fallback === undefined) return [];
  const description = textAt(at, "description");
  return [{ name, optionName, default: String(fallback), values, description }];
}

/**
 * Reads an AWS host, such as `api.sagemaker.{region}.amazonaws.com`: the service stands before the
 * region.
 */
function planAws(url: string, variables: readonly ServerVariable[]): AwsPlan | undefined {
  const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1] ?? "";
  const labels = /^(.+)\.amazonaws\.com(\.cn)?$/.exec(host)?.[1]?.split(".") ?? [];
  const regionIndex = labels.findIndex((label) =>
    /^\{\w*region\}$|^[a-z]{2}(-[a-z]+)+-\d$/i.test(label),
  );
  const service = labels[regionIndex === -1 ? labels.length - 1 : regionIndex - 1];
  if (service === undefined) return undefined;
  const signingName = service.replace(/-fips$/, "");
  const region = labels[regionIndex] ?? "us-east-1";
  const variable = variables.find(({ name }) => `{${name}}` === region);
  return { signingName, region: variable ? { variable: variable.optionName } : region };
}
