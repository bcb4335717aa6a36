/**
 * Whether a request of this method may have a body. HTTP gives the body of a GET or HEAD no meaning, and `fetch` sends none.
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function mayHaveBody(method: string): boolean {
  return method !== "GET" && method !== "HEAD";
}
