/** Reads the `Retry-After` header. */

import type { HttpResponse } from "./http.js";

/**
 * The requested wait in milliseconds: a number of seconds, rounded up, or the time until a date by the clock of
 * the server. Other values are ignored.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter({ headers }: Pick<HttpResponse, "headers">): number | undefined {
  const value = headers["retry-after"] ?? "";
  const seconds = parseDelay(value);
  if (seconds !== undefined) return seconds * 1000;
  const delay = parseHttpDate(value) - parseHttpDate(headers["date"] ?? "");
  return Number.isNaN(delay) ? undefined : Math.max(0, delay);
}

/**
 * A delay in the unit of its header, rounded up; `undefined` if it is not a decimal number of at least zero.
 */
export function parseDelay(text = ""): number | undefined {
  return /^\d+(\.\d*)?$/.test(text) ? Math.ceil(Number(text)) : undefined;
}

/**
 * The time in milliseconds since 1970; `NaN` for anything but the three formats of HTTP. `Date.parse` alone
 * accepts other strings, such as `-1`, and reads `asctime` in the local time zone.
 * @see https://www.rfc-editor.org/rfc/rfc9110#http.date
 */
function parseHttpDate(text: string): number {
  return httpDate.test(text) ? Date.parse(text.replace(/( GMT)?$/, " GMT")) : Number.NaN;
}

/** `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`. */
const httpDate =
  /^(\w+, \d\d[ -]\w{3}[ -](\d\d|\d{4}) [\d:]{8} GMT|\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})$/;
