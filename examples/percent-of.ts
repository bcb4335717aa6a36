import type { HttpResponse } from "./generated/index.js";

/** How much of a video is converted, if a response tells: an observer sees those of all steps. */
export function percentOf(response: HttpResponse | undefined): number | undefined {
  const body = response?.body;
  if (typeof body !== "object" || body === null || !("percent" in body)) return undefined;
  return typeof body.percent === "number" ? body.percent : undefined;
}
