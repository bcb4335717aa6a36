/** Equal for all references to the same workflow. */
export function workflowKey(reference: {
  readonly document: string;
  readonly workflowId: string;
}): string {
  return `${reference.document}\n${reference.workflowId}`;
}
