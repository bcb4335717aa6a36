/** How parameters are to be written, by OpenAPI and RFC 3986 alone: a second reading, for comparison. */

export type Kind = "scalar" | "array" | "any";

/** What cannot be sent. */
export const unsendable: unique symbol = Symbol("unsendable");

/** Writes one string into a URL. */
export type Encoder = (text: string) => string;

const unreserved = /[A-Za-z0-9\-._~]/;

/** Every byte but the unreserved ones of RFC 3986. */
export const encode: Encoder = (text) => encodeBytes(text, unreserved);

/** With `allowReserved`, where what is encoded already stays so. */
export const encodeInPath: Encoder = (text) => encodeRest(text, /[A-Za-z0-9\-._~:[\]@!$&'()*+,;=]/);

/** The same in a query, in which the parser of URLs encodes an apostrophe. */
export const encodeInQuery: Encoder = (text) => encodeRest(text, /[A-Za-z0-9\-._~:/?[\]@!$()*,;=]/);

function encodeRest(text: string, kept: RegExp): string {
  const parts = text.split(/(%[\dA-Fa-f]{2})/);
  return parts.map((part, index) => (index % 2 ? part : encodeBytes(part, kept))).join("");
}

function encodeBytes(text: string, kept: RegExp): string {
  const bytes = [...Buffer.from(text, "utf8")];
  return bytes
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const isKept = byte < 128 && kept.test(character);
      return isKept ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

function isScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean";
}

/** The properties or items that have a value. */
export function partsOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).filter((part) => part[1] !== undefined && part[1] !== null);
}

export function fits(value: unknown, kind: Kind): boolean {
  const parts = partsOf(value);
  if (!parts) return isScalar(value);
  if (kind === "scalar" || (kind === "array" && !Array.isArray(value))) return false;
  return parts.every((part) => isScalar(part[1]));
}

/** Each value, or each key and value, encoded. */
export function listOf(value: unknown, explode: boolean, write: Encoder): readonly string[] {
  const parts = partsOf(value);
  if (!parts) return [write(String(value))];
  if (Array.isArray(value)) return parts.map((part) => write(String(part[1])));
  return parts.flatMap(([key, member]) =>
    explode ? [`${write(key)}=${write(String(member))}`] : [write(key), write(String(member))],
  );
}

export type PathWriter = "simple" | "label" | "matrix";

export function expectedPathPart(
  writer: PathWriter,
  name: string,
  value: unknown,
  kind: Kind,
  explode: boolean,
  allowReserved: boolean,
): string | typeof unsendable {
  const write = allowReserved ? encodeInPath : encode;
  const list = fits(value, kind) ? listOf(value, explode, write) : [];
  if (list.every((text) => text === "")) return unsendable;
  if (writer === "simple") return list.join(",");
  if (writer === "label") return `.${list.join(explode ? "." : ",")}`;
  const isObject = partsOf(value) !== undefined && !Array.isArray(value);
  const assign = (text: string, to = encode(name)) => `;${to}${text === "" ? "" : `=${text}`}`;
  if (!explode) return assign(list.join(","));
  if (!isObject) return list.map((text) => assign(text)).join("");
  const pairs = (partsOf(value) ?? []).map(([key, member]) =>
    assign(write(String(member)), write(key)),
  );
  return pairs.join("");
}

export type QueryWriter =
  | "scalar"
  | "exploded"
  | "commaDelimited"
  | "spaceDelimited"
  | "pipeDelimited"
  | "deepObject"
  | "asJson";

const separators = { commaDelimited: ",", spaceDelimited: "%20", pipeDelimited: "%7C" };

/** Pairs, encoded and joined; empty for nothing. */
export function expectedQueryPart(
  writer: QueryWriter,
  name: string,
  value: unknown,
  kind: Kind,
  write: Encoder = encode,
): string | typeof unsendable {
  if (value === undefined || value === null) return "";
  if (!fits(value, kind)) return unsendable;
  const key = encode(name);
  const isObject = partsOf(value) !== undefined && !Array.isArray(value);
  switch (writer) {
    case "scalar":
    case "exploded":
      return listOf(value, true, write)
        .map((text) => (isObject ? text : `${key}=${text}`))
        .join("&");
    case "asJson":
      return `${key}=${write(JSON.stringify(value))}`;
    case "deepObject":
      if (!partsOf(value)) return `${key}=${write(String(value))}`;
      return (partsOf(value) ?? [])
        .map(([member, text]) => `${encode(`${name}[${member}]`)}=${write(String(text))}`)
        .join("&");
    default: {
      const list = listOf(value, false, write);
      return list.length === 0 ? "" : `${key}=${list.join(separators[writer])}`;
    }
  }
}
