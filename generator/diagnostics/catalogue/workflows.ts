import { arazzo, entry, quote, suggestion, type UnknownName } from "../catalogue-entry.js";

/** Messages on workflows that need each other, and the order of their steps. */
export const workflows = {
  "workflow-circle": entry<{ workflowIds: readonly string[] }>({
    severity: "error",
    message: ({ workflowIds }) =>
      `these workflows need each other: ${workflowIds.map(quote).join(" → ")}`,
    why: "None of them could ever start.",
    fix: () => "remove one dependsOn, or let a step run that workflow",
    standard: arazzo("workflow-object"),
  }),
  "workflow-endless": entry<{ workflowIds: readonly string[] }>({
    severity: "warning",
    message: ({ workflowIds }) =>
      `these workflows run each other without an end: ${workflowIds.map(quote).join(" → ")}`,
    why: "No request comes before the next round: all that can stop them is the limit of steps.",
    fix: () =>
      "send a request first, and run the other workflow only after an action has decided it",
    standard: arazzo("step-object"),
  }),
  "workflow-not-awaited": entry<{ workflowId: string }>({
    severity: "warning",
    message: ({ workflowId }) =>
      `the workflow ${quote(workflowId)} is read here, but neither called nor depended on`,
    why: "It is taken as a dependency, so that there is something to read.",
    fix: ({ workflowId }) => `add dependsOn: [${workflowId}]`,
    standard: arazzo("workflow-object"),
  }),
  "call-input-undeclared": entry<UnknownName & { workflowId: string }>({
    severity: "warning",
    message: ({ name, workflowId }) =>
      `the workflow ${quote(workflowId)} has no input ${quote(name)}; it is not passed on`,
    why: "The workflow could not read it.",
    fix: suggestion,
    standard: arazzo("parameter-object"),
  }),
  "call-input-missing": entry<{ name: string; workflowId: string }>({
    severity: "error",
    isTypeError: true,
    message: ({ name, workflowId }) =>
      `the workflow ${quote(workflowId)} requires the input ${quote(name)}`,
    why: "The workflow could not run without it.",
    fix: ({ name }) => `add a parameter with name ${quote(name)}`,
    standard: arazzo("parameter-object"),
  }),
  "step-not-found": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `this workflow has no step ${quote(name)}`,
    why: "Nothing can be read from it and nothing can go to it.",
    fix: suggestion,
    standard: arazzo("step-object"),
  }),
  "step-unreachable": entry<{ stepId: string }>({
    severity: "warning",
    message: ({ stepId }) => `no path leads to the step ${quote(stepId)}`,
    why: "It never runs, and no code is generated for it.",
    fix: () => "let an action go to it, or remove it",
    standard: arazzo("step-object"),
  }),
  "loop-endless": entry<{ stepId: string }>({
    severity: "warning",
    message: ({ stepId }) =>
      `the workflow cannot end after it has come to the step ${quote(stepId)}`,
    why: "Every path from there leads back: only a failed step or the limit of steps can stop it.",
    fix: () => "add an action that ends it, or criteria to the goto that leads back",
    standard: arazzo("success-action-object"),
  }),
  "action-type": entry<UnknownName>({
    severity: "error",
    message: ({ name }) => `there is no action of the type ${quote(name)} here`,
    why: "What should happen is unknown.",
    fix: suggestion,
    standard: arazzo("success-action-object"),
  }),
  "action-target": entry<Record<never, never>>({
    severity: "error",
    message: () => "the goto says neither a step nor a workflow to go to",
    why: "There is nowhere to go.",
    fix: () => "add stepId or workflowId",
    standard: arazzo("success-action-object"),
  }),
  "retry-on-success": entry<{ stepId: string }>({
    severity: "warning",
    message: ({ stepId }) => `retry is no success action; it is read as a goto to ${quote(stepId)}`,
    why: "The standard knows retry only for a step that failed.",
    fix: () => "write type: goto, or criteria that make the step fail and a retry under onFailure",
    standard: arazzo("success-action-object"),
  }),
  "retry-of-itself": entry<{ stepId: string }>({
    severity: "info",
    deviation: true,
    message: ({ stepId }) =>
      `a retry of ${quote(stepId)} that names itself is read as a plain retry`,
    why: "The standard would run the step once more before each retry.",
    fix: () => "remove stepId",
    standard: arazzo("failure-action-object"),
  }),
  "retry-step-actions": entry<{ stepId: string }>({
    severity: "warning",
    message: ({ stepId }) =>
      `the actions of the step ${quote(stepId)} do not apply when it runs before a retry`,
    why: "Only the step itself runs; then the step that failed is tried again.",
    fix: () => "goto the step instead, if its actions are to decide what comes next",
    standard: arazzo("failure-action-object"),
  }),
  "retry-never": entry<Record<never, never>>({
    severity: "warning",
    message: () => "with a retryLimit of 0 the step is never tried again",
    why: "The next action decides at once.",
    fix: () => "allow at least one retry, or remove the action",
    standard: arazzo("failure-action-object"),
  }),
  "action-field-ignored": entry<{ field: string; type: string }>({
    severity: "warning",
    message: ({ field, type }) =>
      `${quote(field)} has no effect in an action of the type ${quote(type)}`,
    why: "The standard gives it a meaning in actions of other types only.",
    fix: () => "remove it, or change the type",
    standard: arazzo("failure-action-object"),
  }),
  "reserved-outcome": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) =>
      `an action that ends the workflow otherwise cannot be called ${quote(name)}`,
    why: "It is the outcome of a workflow that has succeeded by itself; only an end under onSuccess can share it.",
    fix: () => "rename the action",
  }),
};
