/**
 * Checks the variables in the URL of a server. A value such as `attacker.example/#` would send requests and
 * their credentials to another host.
 */

/**
 * Checks a value and returns it as a string.
 * @param factory the function that takes the option
 * @param declared values that the description lists, which are accepted unchecked
 * @throws TypeError if the value is not valid in that part of the URL
 */
export type ServerVariable = (
  factory: string,
  option: string,
  value: string,
  declared?: readonly string[],
) => string;

/** A part of the host, such as a region. */
export const hostLabel: ServerVariable = (...given) =>
  check(
    /^[\w-]+(\.[\w-]+)*$/,
    "letters, digits, hyphens and underscores, with single dots between them",
    ...given,
  );

/** The whole host, with or without a port. */
export const serverHost: ServerVariable = (...given) =>
  check(
    /^([\w-]+(\.[\w-]+)*|\[[\da-f:.]+\])(:\d+)?$/i,
    'a host, such as "api.example.com"',
    ...given,
  );

export const serverPort: ServerVariable = (...given) =>
  check(/^\d{1,5}$/, "a port number", ...given);

export const serverScheme: ServerVariable = (...given) =>
  check(/^https?$/i, '"http" or "https"', ...given);

/** A part of the path, or the whole path. */
export const serverPath: ServerVariable = (...given) =>
  check(
    /^(?!(.*\/)?(\.|%2e){1,2}(\/|$))[\w\-.~!$&'()*+,;=:@%/]+$/i,
    'a percent-encoded path without "." or ".." as a segment',
    ...given,
  );

/** The whole path, directly after the host. */
export const serverRootPath: ServerVariable = (...given) => {
  check(/^\//, 'a path that begins with "/"', ...given);
  return serverPath(...given);
};

function check(
  rule: RegExp,
  description: string,
  ...[factory, option, value, declared = []]: Parameters<ServerVariable>
): string {
  // Callers in JavaScript may pass an object that converts to another string each time.
  const text = String(value);
  if (rule.test(text) || declared.includes(text)) return text;
  throw new TypeError(`${factory}: ${option} must be ${description}`);
}
