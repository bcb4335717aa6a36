import type { Located } from "../../source/located.js";

/** The fields of a Criterion Object before they are linked. */
export interface CriterionText {
  readonly at: Located;
  /** The value of this node is `text`. */
  readonly conditionAt: Located;
  readonly text: string;
  readonly context: Located | undefined;
}
