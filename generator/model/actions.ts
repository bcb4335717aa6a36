import type { LinkedAction, Template, WorkflowTarget } from "./linked.js";

/** The workflow that an action goes to, or runs before a retry. */
export function workflowOf({ target }: Pick<LinkedAction, "target">): WorkflowTarget | undefined {
  const first = target.kind === "retry" ? target.first : target;
  return first?.kind === "workflow" ? first : undefined;
}

/** The values that an action passes to a workflow. */
export function templatesOfAction(action: Pick<LinkedAction, "target">): readonly Template[] {
  return (workflowOf(action)?.inputs ?? []).map(({ value }) => value);
}
