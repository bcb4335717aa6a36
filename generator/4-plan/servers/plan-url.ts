import type { ServerVariable, UrlPart, UrlVariable } from "../../model/planned-api.js";
import { fillVariables } from "./read-server-host.js";
import { urlParts } from "./url-parts.js";

/** Splits the URL of a server at its variables. Braces without a variable stay unchanged. */
export function planUrl(
  url: string,
  variables: readonly ServerVariable[],
): readonly (string | UrlVariable)[] {
  let before = "";
  return url
    .split(/(\{[^{}]+\})/)
    .filter((text) => text !== "")
    .map((text) => {
      const known = variables.find(({ name }) => text === `{${name}}`);
      const after = fillVariables(url.slice(before.length + text.length), variables);
      const part = known && urlPart(before, known, after);
      before += text;
      if (!known || !part) return text;
      const declared = [...new Set([known.default, ...known.values])];
      const exceptions = declared.filter((value) => !urlParts[part].option.test(value));
      return { variable: known.optionName, part, exceptions };
    });
}

/** The part of the URL that contains a variable. */
function urlPart(before: string, { default: fallback }: ServerVariable, after: string): UrlPart {
  const authority = /:\/\/([^/?#]*)$/.exec(before)?.[1];
  if (authority === undefined) return before.includes("://") ? "serverPath" : "serverScheme";
  const isLast = /^([/?#]|$)/.test(after);
  if (isLast && (fallback === "" || fallback.startsWith("/"))) return "serverRootPath";
  if (authority.endsWith(":")) return "serverPort";
  return authority === "" && isLast ? "serverHost" : "hostLabel";
}
