import type { LinkedCluster, LinkedRequestBody, LinkedWorkflow } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { LoadedSource } from "../../model/loaded.js";

/**
 * The operations that the workflows call, by their sources. An operation also accepts each media type
 * that a step sends without a declaration; nothing is known of the values of such a type.
 */
export function collectApis(
  workflows: readonly LinkedWorkflow[],
): Pick<LinkedCluster, "workflows" | "apis"> {
  const calls = workflows.flatMap(({ steps }) =>
    steps.flatMap(({ call }) => (call.kind === "operation" ? [call] : [])),
  );
  const operations = new Map<LinkedOperation, LinkedOperation>();
  const sources = new Map<string, LoadedSource>();
  for (const { source, operation, requestBody } of calls) {
    const known = operations.get(operation) ?? operation;
    operations.set(operation, requestBody ? withBody(known, requestBody) : known);
    if (!sources.has(keyOf(source))) sources.set(keyOf(source), source);
  }
  const complete = workflows.map((workflow) => ({
    ...workflow,
    steps: workflow.steps.map((step) => {
      const { call } = step;
      if (call.kind !== "operation") return step;
      const source = sources.get(keyOf(call.source)) ?? call.source;
      const operation = operations.get(call.operation) ?? call.operation;
      return { ...step, call: { ...call, source, operation } };
    }),
  }));
  const apis = [...sources].map(([key, source]) => {
    const own = calls.filter((call) => keyOf(call.source) === key);
    const called = new Set(own.map(({ operation }) => operations.get(operation) ?? operation));
    return { source, operations: [...called] };
  });
  return { workflows: complete, apis };
}

/** Two documents can use one source under the same name, and a document one source under two. */
function keyOf({ name, document }: LoadedSource): string {
  return `${name}\n${document.source.path}`;
}

function withBody(
  operation: LinkedOperation,
  { declaredContentType }: LinkedRequestBody,
): LinkedOperation {
  const { at = operation.at, required = false, content } = operation.requestBody ?? {};
  if (content?.has(declaredContentType)) return operation;
  const widened = new Map([...(content ?? []), [declaredContentType, undefined] as const]);
  return { ...operation, requestBody: { at, required, content: widened } };
}
