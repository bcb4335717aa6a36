/** A place where a line may end. */
export interface Break {
  /** What stands there if the line does not end. */
  readonly flat: string;
  /** What stands there before the end of the line. */
  readonly before: string;
  /** What the next line starts with; what stands in that line is aligned behind it. */
  readonly after?: "| " | "? " | ": " | ")";
  /** How much deeper the next line starts than the one in which the group did. */
  readonly level: 0 | 1;
}

/** A place where a line ends with nothing but what came before. */
export function lineEnd({
  flat = "",
  level,
}: {
  readonly flat?: string;
  readonly level: 0 | 1;
}): Break {
  return { flat, before: "", level };
}

/** What stands between and behind the items of a list. */
export interface ListMarks {
  readonly space?: string;
  readonly separator: string;
  /** What follows the last item when each is in a line of its own. */
  readonly last?: string;
}

/**
 * - `inline`: its places to end a line are those of the code that it stands in;
 * - `group`: ends its line at all of its places or at none;
 * - `operation`: a group that starts in a line of its own if it does not fit behind a name;
 * - `flat`: never ends its line.
 */
export type Layout = "inline" | "group" | "operation" | "flat";
