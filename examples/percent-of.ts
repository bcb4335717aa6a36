import type { HttpResponse } from "./generated/index.js";

/** The progress in a response, if it has one: an observer sees the responses of all steps. */
export function percentOf(response: HttpResponse | undefined): number | undefined {
  const body = response?.body;
  if (typeof body !== "object" || body === null || !("percent" in body)) return undefined;
  return typeof body.percent === "number" ? body.percent : undefined;
}
