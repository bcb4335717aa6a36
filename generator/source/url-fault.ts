/**
 * The reason why a URL may lead to another host than it shows, such as "contains a backslash". URL parsers treat a
 * backslash as a slash, ignore line breaks, decode percent-encoded hosts and replace full-width letters.
 * @see https://url.spec.whatwg.org/#concept-basic-url-parser
 */
export function findUrlFault(url: string): string | undefined {
  if (/[\\\s\p{Cc}\p{Cf}]/u.test(url)) {
    return "contains a backslash, white space or an invisible character";
  }
  const [, authority] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? [];
  if (authority === undefined || !URL.canParse(url)) return undefined;
  const { username, password, host, hostname } = new URL(url);
  if (username !== "" || password !== "") return "contains a user name or a password";
  const written = authority.replace(/:\d*$/, "").toLowerCase();
  const isSame = written.startsWith("[") || isSameName(written.split("."), hostname.split("."));
  return isSame
    ? undefined
    : `leads to the host ${JSON.stringify(host)}, which differs from the host as written`;
}

/** Labels that are not ASCII have an ASCII form, which starts with `xn--`. */
function isSameName(written: readonly string[], parsed: readonly string[]): boolean {
  const isSameLabel = (label: string, index: number) =>
    label === parsed[index] || (!/^[\0-~]*$/.test(label) && parsed[index]?.startsWith("xn--"));
  return written.length === parsed.length && written.every(isSameLabel);
}
