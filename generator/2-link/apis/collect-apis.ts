import type { LinkedGroup, LinkedWorkflow } from "../../model/linked.js";
import type { LoadedSource } from "../../model/loaded.js";

/** Groups the called operations by source. */
export function collectApis(
  workflows: readonly LinkedWorkflow[],
): Pick<LinkedGroup, "workflows" | "apis"> {
  const calls = workflows.flatMap(({ steps }) =>
    steps.flatMap(({ call }) => (call.kind === "operation" ? [call] : [])),
  );
  const sources = new Map<string, LoadedSource>();
  for (const { source } of calls) {
    if (!sources.has(keyOf(source))) sources.set(keyOf(source), source);
  }
  const complete = workflows.map((workflow) => ({
    ...workflow,
    steps: workflow.steps.map((step) => {
      const { call } = step;
      if (call.kind !== "operation") return step;
      const source = sources.get(keyOf(call.source)) ?? call.source;
      return { ...step, call: { ...call, source } };
    }),
  }));
  const apis = [...sources].map(([key, source]) => {
    const own = calls.filter((call) => keyOf(call.source) === key);
    return { source, operations: [...new Set(own.map(({ operation }) => operation))] };
  });
  return { workflows: complete, apis };
}

/** One document can declare the same file under two names. */
function keyOf({ name, document }: LoadedSource): string {
  return `${name}\n${document.source.path}`;
}
