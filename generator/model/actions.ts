import type { LinkedAction, StepTarget, Template, WorkflowTarget } from "./linked.js";

type Targeting = Pick<LinkedAction, "target">;

/** The workflow that an action goes to, or runs before a retry. */
export function workflowOf(action: Targeting): WorkflowTarget | undefined {
  const next = nextOf(action);
  return next?.kind === "workflow" ? next : undefined;
}

/** The step that an action goes to, or runs before a retry. */
export function stepOf(action: Targeting): StepTarget | undefined {
  const next = nextOf(action);
  return next?.kind === "step" ? next : undefined;
}

function nextOf({ target }: Targeting) {
  return target.kind === "retry" ? target.first : target;
}

/** The values that an action passes to a workflow. */
export function templatesOfAction(action: Targeting): readonly Template[] {
  return (workflowOf(action)?.inputs ?? []).map(({ value }) => value);
}
