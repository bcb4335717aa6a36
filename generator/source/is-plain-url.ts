/**
 * Whether a URL means the same to all who read it: parsers of URLs ignore white space and control characters in some
 * places, and take a backslash for a slash.
 */
export function isPlainUrl(url: string): boolean {
  return !/[\\\s\p{Cc}]/u.test(url);
}
