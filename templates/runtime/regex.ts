/** Regular expressions as criteria. */

import { absentValue, type Filled, failCriterion, writtenWith } from "./criterion.js";
import type { Step } from "./run.js";
import { toText } from "./values.js";

/**
 * Searches a string, a scalar as a string, or JSON for the pattern. `undefined` and `null` never match; they are reported
 * to `onStep`.
 */
export function matches(step: Step, value: unknown, pattern: RegExp | Filled<RegExp>): boolean {
  const filled = "written" in pattern ? pattern : { written: pattern.source, condition: pattern };
  if ("problem" in filled) return failCriterion(step, filled.written, filled.problem);
  if (value === undefined || value === null) {
    return failCriterion(step, filled.written, "the context has no value");
  }
  try {
    return filled.condition.test(toText(value));
  } catch {
    // Such as a value that is nested too deeply.
    return failCriterion(step, filled.written, "the evaluation failed");
  }
}

/** A template of a pattern in which the text of each value matches itself. */
export function patternWith(flags: string) {
  return (strings: TemplateStringsArray, ...values: readonly unknown[]): Filled<RegExp> => {
    const written = writtenWith(strings);
    if (values.includes(undefined)) return { written, problem: absentValue };
    const source = strings.reduce(
      (text, string, index) => text + escaped(toText(values[index - 1])) + string,
    );
    try {
      return { written, condition: new RegExp(source, flags) };
    } catch {
      // Such as the end of a range that is before its start.
      return { written, problem: "a value in it cannot stand in this place" };
    }
  };
}

/**
 * Escapes every character that means something in a pattern, also within `[]` and after `\1`, with and without the flag
 * `u`, like `RegExp.escape` of ES2025.
 */
function escaped(text: string): string {
  return text.replace(
    /^[0-9A-Za-z]|[\^$\\.*+?()[\]{}|/]|[,\-=<>#&!%:;@~'`"\s]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (character) => {
      if (/[\^$\\.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
      const code = character.charCodeAt(0).toString(16);
      return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
    },
  );
}
