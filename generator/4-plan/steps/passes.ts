import type { Statement } from "../../model/planned.js";
import type { NodeStatements } from "../flow/flow-statement.js";
import { planDispatch } from "../flow/plan-dispatch.js";
import { structureFlow } from "../flow/structure-flow.js";
import { tidyFlow } from "../flow/tidy-flow.js";
import type { WorkflowContext } from "../values/value-scope.js";
import {
  hoistVariables,
  removeUnreadOutputs,
  variablesToHoist,
} from "../variables/hoist-variables.js";
import { reuseOutputVariables } from "../variables/reuse-output-variables.js";

/**
 * Turns the statements of the nodes into the statements of a function. `docs/architecture.md` says what each pass needs
 * and what it guarantees.
 */
export function runPasses(planned: NodeStatements, context: WorkflowContext): readonly Statement[] {
  const dispatched = planDispatch(planned, context);
  const structured = tidyFlow(structureFlow(dispatched.statements, context.names.labels));
  const reused = removeUnreadOutputs(
    reuseOutputVariables(removeUnreadOutputs(structured), context.names),
  );
  const hoisted = variablesToHoist(reused, context.names);
  return [...dispatched.declarations, ...hoistVariables(reused, hoisted, context)];
}
