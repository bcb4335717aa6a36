import {
  arazzo,
  deviation,
  error,
  info,
  listNames,
  quote,
  replaceName,
  suggestion,
  typeError,
  type UnknownName,
  warning,
} from "../catalogue-entry.js";

const stepDependencies =
  "https://spec.openapis.org/arazzo/v1.1.0.html#step-dependencies-and-execution-order";

/** Messages about dependencies between workflows, and about the order of steps. */
export const workflows = {
  "workflow-circle": error<{ workflowIds: readonly string[] }>({
    message: ({ workflowIds }) =>
      `these workflows depend on each other: ${workflowIds.map(quote).join(" → ")}`,
    why: "None of them can start before another has completed.",
    fix: () => "remove one dependsOn, or call that workflow in a step",
    standard: arazzo("workflow-object"),
  }),
  "workflow-endless": warning<{ workflowIds: readonly string[] }>({
    message: ({ workflowIds }) =>
      `these workflows call each other forever: ${workflowIds.map(quote).join(" → ")}`,
    why: "No request is sent between the calls: only the limit of steps stops them.",
    fix: () => "send a request first, and call the other workflow only if an action selects it",
    standard: arazzo("step-object"),
  }),
  "workflow-not-awaited": warning<{
    workflowId: string;
    /** The name that the document uses for the workflow. */
    name: string;
  }>({
    message: ({ workflowId }) =>
      `the workflow ${quote(workflowId)} is read here, but is neither called nor listed in dependsOn`,
    why: "It is treated as a dependency, so that its values can be read.",
    fix: ({ name }) => `add dependsOn: [${name}]`,
    standard: arazzo("workflow-object"),
  }),
  "call-input-undeclared": warning<UnknownName & { workflowId: string }>({
    message: ({ name, workflowId }) =>
      `the workflow ${quote(workflowId)} has no input ${quote(name)}; the value is not passed`,
    why: "The called workflow cannot read an undeclared input.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("parameter-object"),
  }),
  "call-input-missing": typeError<{
    name: string;
    workflowId: string;
    /** Whether an action without parameters passes on the inputs of its own workflow. */
    isPassedOn: boolean;
  }>({
    message: ({ name, workflowId }) =>
      `the workflow ${quote(workflowId)} requires the input ${quote(name)}`,
    why: "The called workflow cannot run without its required inputs.",
    fix: ({ name, isPassedOn }) =>
      isPassedOn
        ? `add ${quote(name)} to the inputs of this workflow: an action passes on the inputs of its workflow`
        : `add a parameter with name ${quote(name)}`,
    standard: arazzo("parameter-object"),
  }),
  "step-circle": error<{
    stepIds: readonly string[];
    /** True if the first step needs the second because it reads an output, not because of its `dependsOn`. */
    readsOutput: boolean;
  }>({
    message: ({ stepIds }) => `these steps depend on each other: ${stepIds.map(quote).join(" → ")}`,
    why: "None of them can run before another has completed.",
    fix: ({ stepIds: [first = "", second = ""], readsOutput }) =>
      readsOutput
        ? `read no output of ${quote(second)} in ${quote(first)}, which must run before it`
        : `remove ${quote(second)} from the dependsOn of ${quote(first)}`,
    standard: stepDependencies,
  }),
  "dependency-never-met": error<{ stepId: string; dependency: string }>({
    message: ({ stepId, dependency }) =>
      `${quote(stepId)} depends on ${quote(dependency)}, which has not succeeded on any path to it`,
    why: "A step cannot run before the steps that it depends on: it would always stop the workflow with a PrerequisiteError.",
    fix: ({ dependency }) =>
      `remove ${quote(dependency)} from dependsOn, or change the actions that lead past it`,
    standard: stepDependencies,
  }),
  "dependency-skipped": warning<{ action: string; stepId: string; dependency: string }>({
    message: ({ action, stepId, dependency }) =>
      `${quote(action)} leads to ${quote(stepId)}, which depends on ${quote(dependency)}, but that step has not succeeded then`,
    why: "The workflow stops with a PrerequisiteError after this action.",
    fix: ({ stepId, dependency }) =>
      `let the action go to ${quote(dependency)}, or remove it from the dependsOn of ${quote(stepId)}`,
    standard: stepDependencies,
  }),
  "step-not-found": error<UnknownName>({
    message: ({ name }) => `this workflow has no step ${quote(name)}`,
    why: "Only a step of the same workflow can be read, or be the target of an action.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("step-object"),
  }),
  "step-unreachable": warning<{
    /** Consecutive steps. */
    stepIds: readonly string[];
    /** The action that leads past them. */
    action: string;
    /** The step that has the action. */
    after: string;
    hasCriteria: boolean;
  }>({
    message: ({ stepIds, action, after }) => {
      const [steps, are] = stepIds.length === 1 ? ["step", "is"] : ["steps", "are"];
      const cause = `the action ${quote(action)} always applies when ${quote(after)} succeeds`;
      return `the ${steps} ${listNames(stepIds)} ${are} unreachable: ${cause}`;
    },
    why: "An unreachable step never runs, and no code is generated for it.",
    fix: ({ stepIds, hasCriteria }) => {
      const change = hasCriteria ? "change the criteria of" : "add criteria to";
      return `${change} the action, or remove the ${stepIds.length === 1 ? "step" : "steps"}`;
    },
    standard: arazzo("step-object"),
  }),
  "loop-endless": warning<{ stepId: string }>({
    message: ({ stepId }) => `the workflow cannot end after it reaches the step ${quote(stepId)}`,
    why: "Every path from this step leads back to it: only a failed step or the limit of steps stops the loop.",
    fix: () => "add an action that ends the workflow, or add criteria to the goto that leads back",
    standard: arazzo("success-action-object"),
  }),
  "output-replaced": info<{ expression: string }>({
    message: ({ expression }) => `${expression} has only the values of the last round`,
    why: "Each round of a loop replaces the outputs of its steps.",
    fix: () =>
      "remove the action that goes back: take the value of the next round as an input, and return it as an output",
    standard: arazzo("step-object"),
  }),
  "action-type": error<UnknownName>({
    message: ({ name }) => `unknown action type ${quote(name)}`,
    why: "Success and failure actions have a fixed set of types.",
    fix: suggestion,
    replace: replaceName,
    standard: arazzo("success-action-object"),
  }),
  "action-target": error<Record<never, never>>({
    message: () => "the goto has no target",
    why: "A goto needs a step or a workflow to continue with.",
    fix: () => "add stepId or workflowId",
    standard: arazzo("success-action-object"),
  }),
  "action-parameters": error<{
    /** Whether the action ends the workflow, goes to a step, or only retries its own step. */
    kind: "end" | "step" | "retry";
  }>({
    message: ({ kind }) => {
      if (kind === "end") return "an action that ends the workflow takes no parameters";
      return `an action that ${kind === "step" ? "runs" : "only retries"} a step takes no parameters`;
    },
    why: "The parameters of an action are the inputs of the workflow that it runs.",
    fix: () => "remove the parameters",
    standard: arazzo("success-action-object", "1.1.0"),
  }),
  "action-parameter-in": error<{
    /** Whether the parameter is a component. */
    isReused: boolean;
  }>({
    message: () => 'a parameter of an action must not have the field "in"',
    why: "The parameters of an action are inputs of the workflow that it runs.",
    fix: ({ isReused }) =>
      isReused ? "write the name and value of the component here" : 'remove "in"',
    standard: arazzo("success-action-object", "1.1.0"),
  }),
  "retry-on-success": warning<{ stepId: string }>({
    deviation: true,
    message: ({ stepId }) =>
      `retry is not a success action; it is read as a goto to ${quote(stepId)}`,
    why: "The standard defines retry only for failed steps.",
    fix: () => "write type: goto, or add success criteria and move the retry to onFailure",
    standard: arazzo("success-action-object"),
  }),
  "retry-of-itself": deviation<{ stepId: string }>({
    message: ({ stepId }) =>
      `a retry of ${quote(stepId)} whose stepId is the same step is read as a plain retry`,
    why: "By the standard, the step would run twice for each retry.",
    fix: () => "remove stepId",
    standard: arazzo("failure-action-object"),
  }),
  "retry-step-actions": warning<{ stepId: string }>({
    message: ({ stepId }) =>
      `the actions of the step ${quote(stepId)} do not apply when it runs before a retry`,
    why: "Only the step itself runs; then the failed step is retried.",
    fix: () => "use a goto to the step if its actions must apply",
    standard: arazzo("failure-action-object"),
  }),
  "action-unreachable": warning<{
    name: string;
    earlier: string;
    /** Whether the criteria of the earlier action always hold, are the same, or hold in more cases. */
    how: "always" | "equal" | "wider";
  }>({
    message: ({ name, earlier, how }) =>
      how === "always"
        ? `the action ${quote(name)} never applies: ${quote(earlier)} before it always does`
        : `the action ${quote(name)} never applies: if its criteria hold, so do those of ${quote(earlier)} before it`,
    why: "The first action whose criteria are met applies; an action without criteria always applies.",
    fix: ({ name, earlier, how }) => {
      if (how === "equal") return "change the criteria of the action, or remove it";
      return how === "wider"
        ? `move ${quote(name)} before ${quote(earlier)}`
        : `move ${quote(earlier)} to the end of the list, or give it criteria`;
    },
    standard: arazzo("success-action-object"),
  }),
  "action-misplaced": warning<{ name: string; list: "onSuccess" | "onFailure" }>({
    message: ({ name, list }) =>
      list === "onSuccess"
        ? `the action ${quote(name)} never applies: no status that meets its criteria is a success of the step`
        : `the action ${quote(name)} never applies: every status that meets its criteria is a success of the step`,
    why: "The success criteria of a step decide which of its actions can apply.",
    fix: ({ list }) =>
      `move the action to ${list === "onSuccess" ? "onFailure" : "onSuccess"}, or change its criteria`,
    standard: arazzo("step-object"),
  }),
  "failure-repeats-step": warning<{ name: string; repeated: "step" | "workflow" }>({
    message: ({ name, repeated }) =>
      `the action ${quote(name)} repeats the ${repeated} as long as it applies`,
    why: "A goto has no limit of its own: only the limit of steps stops it.",
    fix: ({ repeated }) =>
      repeated === "step"
        ? "write type: retry without stepId, with retryAfter and retryLimit"
        : "write type: retry with retryAfter and retryLimit, or type: end",
    standard: arazzo("failure-action-object"),
  }),
  "retry-never": warning<Record<never, never>>({
    message: () => "with retryLimit: 0 the step is never retried",
    why: "The retry is skipped, and the next action applies.",
    fix: () => "set retryLimit to 1 or more, or remove the action",
    standard: arazzo("failure-action-object"),
  }),
  "action-field-ignored": warning<{ field: string; type: string }>({
    message: ({ field, type }) =>
      `${quote(field)} has no effect in an action of the type ${quote(type)}`,
    why: "The standard defines this field only for other types of actions.",
    fix: () => "remove the field, or change the type of the action",
    standard: arazzo("failure-action-object"),
  }),
  "reserved-outcome": error<{ name: string }>({
    message: ({ name }) => `this action cannot have the reserved name ${quote(name)}`,
    why: "It is the outcome of a successful workflow, so only an end action in onSuccess may have this name.",
    fix: () => "rename the action",
  }),
};
