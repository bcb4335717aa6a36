/** What a response says of when to come back. */

import type { HttpResponse } from "./http.js";

/**
 * What a response asks to wait, in milliseconds: so many seconds, or until a date by its own clock.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfter({ headers }: Pick<HttpResponse, "headers">): number | undefined {
  const value = headers["retry-after"];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  const now = Date.parse(headers["date"] ?? "");
  return Number.isNaN(date) || Number.isNaN(now) ? undefined : Math.max(0, date - now);
}
