import type { Located } from "../../source/located.js";

/** A Criterion Object's fields, before their meaning is read. */
export interface CriterionText {
  readonly at: Located;
  /** Where the condition stands; its value is `text`. */
  readonly conditionAt: Located;
  readonly text: string;
  readonly context: Located | undefined;
}
