import type { ValueContext } from "../values/value-scope.js";
import type { FlowGraph } from "./flow-graph.js";

/** What the statements of one workflow are planned from. */
export interface WorkflowContext extends ValueContext {
  readonly graph: FlowGraph;
}
