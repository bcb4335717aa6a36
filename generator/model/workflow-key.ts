/** The same text for all references to the same workflow: its document's path and its id. */
export function workflowKey(reference: {
  readonly document: string;
  readonly workflowId: string;
}): string {
  return `${reference.document}\n${reference.workflowId}`;
}
