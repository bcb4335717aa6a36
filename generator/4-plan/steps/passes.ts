import type { Statement } from "../../model/planned.js";
import type { NodeStatements } from "../flow/flow-statement.js";
import { planDispatch } from "../flow/plan-dispatch.js";
import { structureFlow } from "../flow/structure-flow.js";
import { tidyFlow } from "../flow/tidy-flow.js";
import type { WorkflowContext } from "../values/value-scope.js";
import { dropAssertions } from "../variables/drop-assertions.js";
import {
  hoistVariables,
  removeUnreadOutputs,
  variablesToHoist,
} from "../variables/hoist-variables.js";
import { reuseOutputVariables } from "../variables/reuse-output-variables.js";

/**
 * Turns the statements of the nodes into the statements of a function.
 *
 * | pass                   | needs                                         | leaves                                        |
 * | ---------------------- | --------------------------------------------- | --------------------------------------------- |
 * | `planDispatch`         | jumps between nodes                           | a reducible graph: one entry node per loop    |
 * | `structureFlow`        | a reducible graph                             | loops, blocks and labelled jumps, no `goto`   |
 * | `tidyFlow`             | all jumps are `break` or `continue`           | fewer jumps, and only labels that are used    |
 * | `removeUnreadOutputs`  | —                                             | every output is read                          |
 * | `reuseOutputVariables` | final order of statements                     | conditions read outputs instead of responses  |
 * | `removeUnreadOutputs`  | —                                             | every output is read                          |
 * | `dropAssertions`       | final conditions, and the variables to hoist  | no assertion of a value known to be present   |
 * | `hoistVariables`       | final reads                                   | every variable is declared where it is read   |
 */
export function runPasses(planned: NodeStatements, context: WorkflowContext): readonly Statement[] {
  const dispatched = planDispatch(planned, context);
  const structured = tidyFlow(structureFlow(dispatched.statements, context.names.labels));
  const reused = removeUnreadOutputs(reuseOutputVariables(removeUnreadOutputs(structured)));
  const hoisted = variablesToHoist(reused, context.names);
  const asserted = dropAssertions(reused, (variable) => !hoisted.has(variable));
  return [...dispatched.declarations, ...hoistVariables(asserted, hoisted, context)];
}
