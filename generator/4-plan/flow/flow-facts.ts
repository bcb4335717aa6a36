import type { LinkedAction } from "../../model/linked.js";
import type { FactSet } from "./fact-set.js";

/** The facts that hold at a point of a workflow. */
export interface FlowFacts {
  /** The steps that have succeeded on every path to the point. */
  readonly hasRun: FactSet;
  /** The steps that have succeeded on some path to the point. */
  readonly mayHaveRun: FactSet;
  /** The values that every path has found to be present, by `presenceOf`. */
  readonly present: FactSet;
}

/** The facts at a node. */
export interface NodeFacts {
  readonly before: FlowFacts;
  /** After the request. */
  readonly sent: FlowFacts;
  /** After a success, when the outputs have their values. */
  readonly succeeded: FlowFacts;
  readonly actions: ReadonlyMap<LinkedAction, ActionFacts>;
  /** Where no action applies to a success, or one that leads to the same node. */
  readonly fallenThrough: FlowFacts;
}

/** The facts at an action. */
export interface ActionFacts extends FactsAround {
  /** The same facts, with those about the response. */
  readonly answered: FactsAround;
}

interface FactsAround {
  /** Before the criteria of the action. */
  readonly reached: FlowFacts;
  readonly applied: FlowFacts;
  readonly notApplied: FlowFacts;
}
