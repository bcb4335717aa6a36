/** A possible line break. */
export interface Break {
  /** Printed if the line is not broken. */
  readonly flat: string;
  /** Printed before the line break. */
  readonly before: string;
  /** Printed at the start of the next line; the rest of that line is aligned after it. */
  readonly after?: "| " | "? " | ": " | ")";
  /** How much deeper the next line is indented than the line in which the group started. */
  readonly level: 0 | 1;
}

/** A line break that prints nothing before it. */
export function lineEnd({
  flat = "",
  level,
}: {
  readonly flat?: string;
  readonly level: 0 | 1;
}): Break {
  return { flat, before: "", level };
}

/** The marks between and after the items of a list. */
export interface ListMarks {
  readonly space?: string;
  readonly separator: string;
  /** Printed after the last item when each item is on its own line. */
  readonly last?: string;
}

/**
 * - `inline`: its line breaks belong to the code around it;
 * - `group`: is broken at all of its line breaks or at none;
 * - `operation`: a group that starts on a new line if it does not fit after a name;
 * - `flat`: is never broken.
 */
export type Layout = "inline" | "group" | "operation" | "flat";
