/** Encodes values for URLs by RFC 3986 and the styles of OpenAPI. */

export type Encode = (text: string) => string;

/**
 * Encodes all characters except letters, digits and `-._~`.
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3
 */
export function percentEncode(text: string): string {
  const wellFormed = text.replace(/\p{Surrogate}/gu, "\uFFFD");
  return encodeURIComponent(wellFormed).replace(/[!'()*]/g, escapeCharacter);
}

/**
 * Keeps reserved characters and percent-encodings as well, except `/`, `?` and `#`, which would end the
 * segment.
 * @see https://spec.openapis.org/oas/v3.2.0.html#path-templating
 */
export function percentEncodeInPath(text: string): string {
  return text.replace(/%(?![\da-f]{2})|[^\w\-.~:[\]@!$&'()*+,;=%]+/gi, percentEncode);
}

/**
 * Keeps reserved characters and percent-encodings as well, except `&`, `+` and `#`, which would end the value
 * or become a space.
 * @see https://www.rfc-editor.org/rfc/rfc6570#section-3.2.3
 */
export function percentEncodeInQuery(text: string): string {
  return text.replace(/%(?![\da-f]{2})|[^\w\-.~:/?[\]@!$'()*,;=%]+/gi, percentEncode);
}

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Converts a value to a string; a nested object or array becomes JSON. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? asciiJson(value) : String(value);
}

/** JSON whose characters can stand in a header. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The members of an array or object that have a value; `undefined` for anything else. */
export function membersOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
}

/** The encoded members. For an object: alternating keys and values or, exploded, `key=value` pairs. */
export function listOf(value: unknown, explode: boolean, encode: Encode): readonly string[] {
  const members = membersOf(value);
  if (!members) return [encode(textOf(value))];
  if (Array.isArray(value)) return members.map(([, item]) => encode(textOf(item)));
  return members.flatMap(([key, member]) => {
    const pair = [encode(key), encode(textOf(member))];
    return explode ? pair.join("=") : pair;
  });
}
