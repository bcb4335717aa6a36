/**
 * `fetch` throws if a GET or HEAD request has a body.
 * @see https://fetch.spec.whatwg.org/#dom-request
 */
export function mayHaveBody(method: string): boolean {
  return !/^(GET|HEAD)$/i.test(method);
}
