import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import type { LinkedWorkflow } from "../../model/linked.js";
import type { LoadedArazzo } from "../../model/loaded.js";
import {
  child,
  entriesOf,
  itemsOf,
  keyPlaceOf,
  type Located,
  placeAt,
  placeOf,
  rootOf,
  textAt,
} from "../../source/located.js";

/**
 * Reports inputs, outputs of steps and source descriptions that nothing in the document uses. A name that any text of the
 * document mentions counts as used. In a document with errors, a misspelt name may leave another unused, so nothing is reported.
 */
export function reportUnused(
  { document, sources, workflowSources }: LoadedArazzo,
  linked: readonly LinkedWorkflow[],
  diagnostics: Diagnostics,
): void {
  const root = rootOf(document);
  if (diagnostics.hasFaultWithin(placeOf(root))) return;
  const shared = namesIn(child(root, "components"));
  const ofAll = namesIn(root);
  for (const workflow of itemsOf(child(root, "workflows"))) {
    const own = namesIn(workflow);
    const isUsed = (...names: readonly string[]) =>
      names.some((name) => own.has(name) || shared.has(name));
    const workflowId = textAt(workflow, "workflowId") ?? "";
    for (const [name, at] of entriesOf(child(workflow, "inputs", "properties"))) {
      const isRead = isUsed(`inputs.${name}`, allInputs);
      if (isRead || ofAll.has(`workflows.${workflowId}.inputs.${name}`)) continue;
      report("input", name, at, diagnostics);
    }
    for (const step of itemsOf(child(workflow, "steps"))) {
      const stepId = `steps.${textAt(step, "stepId") ?? ""}`;
      for (const [name, at] of entriesOf(child(step, "outputs"))) {
        if (isUsed(`${stepId}.outputs.${name}`, `${stepId}.${name}`, `outputs.${name}`)) continue;
        report("output", name, at, diagnostics);
      }
    }
  }
  const reached = new Set(
    linked.flatMap(({ reference, steps }) => [
      reference.document,
      ...steps.flatMap(({ call }) => (call.kind === "operation" ? [call.source.entry.value] : [])),
    ]),
  );
  for (const { name, entry, document: source } of [...sources, ...workflowSources]) {
    const isReached = reached.has(entry.value) || reached.has(source.source.path);
    if (isReached || ofAll.has(`sourceDescriptions.${name}`)) continue;
    const place = placeAt(entry, "name");
    diagnostics.report("unused", place, { what: "source description", name });
  }
}

function report(what: string, name: string, at: Located, diagnostics: Diagnostics): void {
  // Other names are not found in texts.
  if (/^[\w-]+$/.test(name)) diagnostics.report("unused", keyPlaceOf(at), { what, name });
}

/** Stands for all inputs, the context of a selector that names one of them. */
const allInputs = "$inputs";

const mention = /\b(?:inputs|outputs|steps|workflows|sourceDescriptions)\b[\w.-]*/g;

/** The names that texts mention, with or without `$`, such as `steps.a`, `steps.a.outputs` and `steps.a.outputs.b`. */
function namesIn(at: Located | undefined): ReadonlySet<string> {
  const names = new Set<string>();
  const text = JSON.stringify(at?.value) ?? "";
  if (/"\{?\$inputs\}?"/.test(text)) names.add(allInputs);
  for (const [mentioned] of text.matchAll(mention)) {
    const parts = mentioned.split(".").slice(0, 8);
    for (const index of parts.keys()) names.add(parts.slice(0, index + 1).join("."));
  }
  return names;
}
