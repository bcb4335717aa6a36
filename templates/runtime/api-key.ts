/**
 * Keys that are sent in a header, in the query or in a cookie.
 * @see https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object
 */

import { inHeader, provide, type Secret, type SecurityScheme } from "./security.js";

export function apiKeyInHeader(name: string, key: Secret | undefined): SecurityScheme {
  return inHeader(name, key, (text) => text);
}

export function apiKeyInQuery(name: string, key: Secret | undefined): SecurityScheme {
  return {
    isMissing: key === undefined,
    isIn: ({ url }) => new URL(url).searchParams.has(name),
    async authenticate({ url, headers }) {
      const parameter = `${encodeURIComponent(name)}=${encodeURIComponent(await provide(key))}`;
      return { url: `${url}${url.includes("?") ? "&" : "?"}${parameter}`, headers };
    },
  };
}

export function apiKeyInCookie(name: string, key: Secret | undefined): SecurityScheme {
  return {
    isMissing: key === undefined,
    isIn: ({ headers }) =>
      headers["cookie"]?.split(/; */).some((cookie) => cookie.startsWith(`${name}=`)) ?? false,
    async authenticate({ url, headers }) {
      const cookie = `${name}=${(await provide(key)).replace(notInCookies, encodeURIComponent)}`;
      const others = headers["cookie"] === undefined ? "" : `${headers["cookie"]}; `;
      return { url, headers: { ...headers, cookie: others + cookie } };
    },
  };
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-4.1.1 */
const notInCookies = /[^\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+/gu;
