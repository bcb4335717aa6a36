import type { ReceivedRequest } from "../../servers/http-server.js";
import type { Description, Part } from "./description.js";
import { type Fault, within } from "./fault.js";
import type { Operation } from "./list-operations.js";
import {
  decode,
  kindOf,
  type Pair,
  pairsOf,
  readPairs,
  readText,
  type Style,
  splitPairs,
} from "./read-parameter.js";
import type { SchemaChecker } from "./schema-checker.js";

/** What is wrong with the parameters of a request, such as `query limit: type`. */
export function checkParameters(
  description: Description,
  checker: SchemaChecker,
  { parameters, pattern, names, query }: Operation,
  { url, headers }: ReceivedRequest,
): readonly Fault[] {
  const [path = "", search = ""] = url.split("?");
  const inPath = pattern.exec(path) ?? [];
  const inQuery = splitPairs(search, "&");
  const inCookies = splitPairs(headers["cookie"]?.join("; ") ?? "", /; */);
  const used = new Set<Pair>(inQuery.filter(([name, value]) => isFixed(query, `${name}=${value}`)));
  const supplied = suppliedBySecurity(description);
  const faults = parameters.flatMap((parameter) => {
    const place = description.text(parameter, "in") ?? "";
    const name = description.text(parameter, "name") ?? "";
    const content = description.members(parameter, "content")[0]?.[1];
    const style = styleOf(description, parameter, place, name);
    const value = read(place, name, content ? { ...style, kind: "other", style: "form" } : style);
    const id = `${place} ${name}`;
    return within(id, faultsOf(parameter, id, value, content));
  });
  const unknown = inQuery.filter((pair) => !used.has(pair) && !supplied.has(`query ${pair[0]}`));
  return [...faults, ...unknown.map(([name]) => ({ text: `query ${decode(name)}: undeclared` }))];

  function read(place: string, name: string, style: Style): unknown {
    switch (place) {
      case "path": {
        const text = inPath[names.indexOf(name) + 1];
        return text === undefined || text === "" ? undefined : readText(style, text);
      }
      case "query": {
        const own = pairsOf(style, inQuery);
        for (const pair of own) used.add(pair);
        return readPairs(style, own);
      }
      case "header": {
        const text = headers[name.toLowerCase()]?.join(",");
        return text === undefined ? undefined : readHeader(style, text);
      }
      default:
        return readPairs(style, pairsOf(style, inCookies));
    }
  }

  function faultsOf(
    parameter: Part,
    id: string,
    value: unknown,
    content: Part | undefined,
  ): readonly Fault[] {
    if (value === undefined) {
      const isRequired = description.find(parameter, "required")?.value === true;
      const isLate = supplied.has(id) || isLeftOut(id);
      return isRequired && !isLate ? [{ text: ": missing" }] : [];
    }
    if (holdsNothing(value)) return [{ text: ": text of no value" }];
    const schema = description.find(content ?? parameter, "schema");
    if (!schema) return [];
    if (!content) return checker.checkTexts(schema, value);
    const parsed = parseJson(String(value));
    return parsed === undefined ? [{ text: ": not JSON" }] : checker.check(schema, parsed);
  }
}

/** Headers that the standard says are described elsewhere, and so ignored as parameters. */
function isLeftOut(id: string): boolean {
  return /^header (accept|content-type|authorization)$/i.test(id);
}

function isFixed(query: string, pair: string): boolean {
  return query.split("&").includes(pair);
}

/** Headers are not percent-encoded. */
function readHeader(style: Style, text: string): unknown {
  const encoded = text.replace(/[^=,]+/g, encodeURIComponent);
  return readText(style, style.kind === "other" ? encodeURIComponent(text) : encoded);
}

const defaultStyles: Readonly<Record<string, string>> = { path: "simple", header: "simple" };

export function styleOf(
  description: Description,
  owner: Part,
  place: string,
  name: string,
  schema = description.find(owner, "schema"),
): Style {
  const style = description.text(owner, "style") ?? defaultStyles[place] ?? "form";
  const explode = description.find(owner, "explode")?.value ?? /form|cookie/.test(style);
  return { name, style, explode: explode === true, ...kindOf(description, schema) };
}

/** A value that JavaScript has made a text of, although there was none. */
export function holdsNothing(value: unknown): boolean {
  const texts = typeof value === "object" && value !== null ? Object.values(value) : [value];
  return texts.some((text) =>
    typeof text === "object"
      ? holdsNothing(text)
      : /^(undefined|null|NaN)$|\[object /.test(`${text}`),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function suppliedBySecurity(description: Description): ReadonlySet<string> {
  const schemes = description.members(description.root, "components", "securitySchemes");
  return new Set(
    schemes.map(
      ([, scheme]) => `${description.text(scheme, "in")} ${description.text(scheme, "name")}`,
    ),
  );
}
