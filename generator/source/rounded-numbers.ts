/** Numbers that JavaScript would change: integers with too many digits, and numbers that are too large. */

interface WrittenNumber {
  readonly text: string;
  readonly offset: number;
}

/** Finds such numbers in JSON, in a condition or in a query. Digits in strings and in names do not count. */
export function roundedNumbersIn(text: string): readonly WrittenNumber[] {
  const tokens = text.matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"'()[\]{},:=<>!&|]+/gs);
  return [...tokens].flatMap(({ 0: token, index }) => {
    const isNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(token);
    return isNumber && isRounded(Number(token), token) ? { text: token, offset: index } : [];
  });
}

/** @param written the number in the document; a large integer that is written in any other way counts as rounded */
export function isRounded(value: number, written: string): boolean {
  if (!Number.isFinite(value)) return true;
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return false;
  return decimalOf(written) !== decimalOf(String(value));
}

/** The significant digits and the exponent, so that equal numbers have equal results. */
function decimalOf(written: string): string | undefined {
  if (/^0[xo][\da-f]+$/.test(written)) return decimalOf(String(BigInt(written)));
  const [, whole, fraction = "", exponent = "0"] =
    /^[-+]?(\d+)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(written) ?? [];
  if (whole === undefined) return undefined;
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  const shift = digits.length - significant.length - fraction.length;
  return `${significant}e${Number(exponent) + shift}`;
}
