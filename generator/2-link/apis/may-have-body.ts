/**
 * HTTP gives the body of a GET or HEAD request no meaning, and `fetch` does not send one.
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function mayHaveBody(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}
