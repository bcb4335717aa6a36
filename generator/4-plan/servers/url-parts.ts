import type { UrlPart } from "../../model/planned-api.js";

/** The values that a part of a server's URL may have. */
interface UrlPartRule {
  /** The allowed values of options. Must match templates/runtime/server-variables.ts. */
  readonly option: RegExp;
  /**
   * Whether the description may declare the value. More values are allowed than for options, but none that changes the
   * host or port of the URL.
   * @param after the rest of the URL
   */
  isDeclarable(value: string, after: string): boolean;
  /** Describes the values that may be declared. */
  readonly expected: string;
}

export const urlParts: Readonly<Record<UrlPart, UrlPartRule>> = {
  serverScheme: {
    option: /^https?$/i,
    isDeclarable: (value, after) =>
      after.startsWith(":") ? /^[a-z][a-z\d+.-]*$/i.test(value) : isBaseUrl(value),
    expected: 'a scheme such as "https", or a whole URL',
  },
  serverHost: {
    option: /^([\w-]+(\.[\w-]+)*|\[[\da-f:.]+\])(:\d+)?$/i,
    isDeclarable: (value) => /^[\w.:[\]-]+$/.test(value),
    expected: "a host",
  },
  hostLabel: {
    option: /^[\w-]+(\.[\w-]+)*$/,
    isDeclarable: (value) => /^[\w.-]*$/.test(value),
    expected: "part of a host name",
  },
  serverPort: {
    option: /^\d{1,5}$/,
    isDeclarable: (value) => /^\d+$/.test(value),
    expected: "a port number",
  },
  serverPath: {
    option: /^(?!(.*\/)?(\.|%2e){1,2}(\/|$))[\w\-.~!$&'()*+,;=:@%/]+$/i,
    isDeclarable: () => true,
    expected: "a path",
  },
  serverRootPath: {
    option: /^(?!(.*\/)?(\.|%2e){1,2}(\/|$))\/[\w\-.~!$&'()*+,;=:@%/]*$/i,
    isDeclarable: (value) => /^(\/|$)/.test(value),
    expected: 'a path that begins with "/"',
  },
};

/** Whether a transport accepts the URL as its `baseUrl`. */
export function isBaseUrl(text: string): boolean {
  return isAbsolute(text) && !/[?#]/.test(text);
}

export function isAbsolute(text: string): boolean {
  return /^https?:\/\//i.test(text) && !/[{}]/.test(text) && URL.canParse(text);
}
