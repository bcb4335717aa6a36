/** The schemes of the `authorization` header. */

import { inHeader, type Provided, type Secret, type SecurityScheme } from "./security.js";

export interface BasicCredentials {
  /** Without `:`. */
  readonly username: string;
  readonly password: string;
}

/** @see https://www.rfc-editor.org/rfc/rfc7617 */
export function basic(given: Provided<BasicCredentials> | undefined): SecurityScheme {
  return inHeader("authorization", given, ({ username, password }) => {
    return `Basic ${base64(`${username}:${password}`)}`;
  });
}

/** @see https://www.rfc-editor.org/rfc/rfc6750 */
export function bearer(token: Secret | undefined): SecurityScheme {
  return inHeader("authorization", token, (text) => `Bearer ${text}`);
}

/** The complete value of the header, for other schemes. */
export function authorization(value: Secret | undefined): SecurityScheme {
  return inHeader("authorization", value, (text) => text);
}

/** Encodes the UTF-8 of a string. */
export function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
