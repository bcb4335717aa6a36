import type { DocumentGroup } from "./loaded.js";
import type { ApiName, WorkflowName } from "./typed.js";

/** The APIs and workflows of a group, by the names that the documents give them. */
export interface NameRequest extends Pick<DocumentGroup, "entries"> {
  readonly apis: readonly ApiRequest[];
  readonly workflows: readonly WorkflowRequest[];
}

export interface ApiRequest {
  readonly source: { readonly name: string };
}

export interface WorkflowRequest {
  readonly reference: { readonly workflowId: string };
}

/** The names that the generated code gives to APIs and workflows. Throws for one that was not requested. */
export interface Names {
  readonly ofApi: (api: ApiRequest) => ApiName;
  readonly ofWorkflow: (workflow: WorkflowRequest) => WorkflowName;
}
