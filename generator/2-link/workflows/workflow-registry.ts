import { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { WorkflowReference } from "../../model/linked.js";
import type { LoadedArazzo } from "../../model/loaded.js";
import { child, itemsOf, rootOf, textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { qualify, readQualifiedName } from "../apis/qualified-name.js";
import { reportUnusableSource } from "../apis/report-unusable-source.js";
import type { FoundWorkflow } from "./scope.js";

/** Finds workflows in this and other documents, and remembers which of them are reached. */
export class WorkflowRegistry {
  readonly #documents: ReadonlyMap<string, LoadedArazzo>;
  readonly #diagnostics: Diagnostics;
  readonly #reached = new Map<string, FoundWorkflow>();

  constructor(documents: readonly LoadedArazzo[], diagnostics: Diagnostics) {
    this.#documents = new Map(documents.map((each) => [each.document.source.path, each]));
    this.#diagnostics = diagnostics;
  }

  /** Those that were found so far, in the order of finding; it grows while it is walked through. */
  get reached(): ReadonlyMap<string, FoundWorkflow> {
    return this.#reached;
  }

  documentOf({ document }: WorkflowReference): LoadedArazzo | undefined {
    return this.#documents.get(document);
  }

  /** The workflow that a `workflowId` or a `dependsOn` names; reports it if there is none. */
  find(name: string, from: LoadedArazzo, place: Place): FoundWorkflow | undefined {
    const found = this.#findNamed(name, from, place, this.#diagnostics);
    if (found) this.reach(found);
    return found;
  }

  /** Like `find`, but neither reports nor reaches anything. */
  peek(name: string, from: LoadedArazzo): FoundWorkflow | undefined {
    const nowhere = { source: from.document.source, start: 0, end: 0 };
    return this.#findNamed(name, from, nowhere, new Diagnostics());
  }

  lookUp({ document, workflowId }: WorkflowReference): FoundWorkflow | undefined {
    return this.#workflowsIn(document).find((each) => each.reference.workflowId === workflowId);
  }

  /** Has a workflow linked, if it is not yet. */
  reach(workflow: FoundWorkflow): void {
    const key = keyOf(workflow.reference);
    if (!this.#reached.has(key)) this.#reached.set(key, workflow);
  }

  #findNamed(
    name: string,
    from: LoadedArazzo,
    place: Place,
    diagnostics: Diagnostics,
  ): FoundWorkflow | undefined {
    const local = workflowsOf(from);
    const exact = local.find(({ reference }) => reference.workflowId === name);
    if (exact) return exact;
    const allSources = [...from.workflowSources, ...from.unusableSources, ...from.sources];
    const qualified = readQualifiedName(
      name,
      allSources.map((source) => source.name),
    );
    if (qualified) return this.#findQualified(name, qualified, from, place, diagnostics);
    const others = from.workflowSources.flatMap((source) =>
      this.#workflowsIn(source.document.source.path)
        .filter(({ reference }) => reference.workflowId === name)
        .map((found) => ({ source, found })),
    );
    const [only] = others;
    if (only && others.length === 1) {
      const standard = qualify(only.source.name, name);
      diagnostics.report("qualification-missing", place, { name, standard });
      return only.found;
    }
    const sources = others.map(({ source }) => source.name);
    if (only) diagnostics.report("workflow-ambiguous", place, { workflowId: name, sources });
    else reportUnknown(name, local, place, diagnostics);
    return undefined;
  }

  #findQualified(
    name: string,
    { sourceName, rest, isStandard }: NonNullable<ReturnType<typeof readQualifiedName>>,
    from: LoadedArazzo,
    place: Place,
    diagnostics: Diagnostics,
  ): FoundWorkflow | undefined {
    const source = from.workflowSources.find((each) => each.name === sourceName);
    if (!source) {
      const known = from.workflowSources.map((each) => each.name);
      reportUnusableSource(sourceName, from, "Arazzo description", known, place, diagnostics);
      return undefined;
    }
    const workflows = this.#workflowsIn(source.document.source.path);
    const [, token] = /^#\/workflows\/([^/]+)$/.exec(rest) ?? [];
    const workflowId =
      token === undefined ? rest : (workflows[Number(token)]?.reference.workflowId ?? token);
    const found = workflows.find(({ reference }) => reference.workflowId === workflowId);
    if (!found) reportUnknown(workflowId, workflows, place, diagnostics);
    if (found && (!isStandard || token !== undefined)) {
      const standard = qualify(sourceName, workflowId);
      diagnostics.report("qualification-missing", place, { name, standard });
    }
    return found;
  }

  #workflowsIn(path: string): readonly FoundWorkflow[] {
    const arazzo = this.#documents.get(path);
    return arazzo ? workflowsOf(arazzo) : [];
  }
}

function reportUnknown(
  name: string,
  known: readonly FoundWorkflow[],
  place: Place,
  diagnostics: Diagnostics,
): void {
  const names = known.map(({ reference }) => reference.workflowId);
  diagnostics.report("workflow-not-found", place, unknownName(name, names));
}

export function keyOf({ document, workflowId }: WorkflowReference): string {
  return `${document}\n${workflowId}`;
}

/** The Workflow Objects of a document that have a `workflowId`. */
export function workflowsOf(arazzo: LoadedArazzo): readonly FoundWorkflow[] {
  return readWorkflows(arazzo).filter(({ reference }) => reference.workflowId !== "");
}

/** The Workflow Objects of a document that no name leads to: they have none, or that of another. */
export function namelessWorkflowsOf(arazzo: LoadedArazzo): readonly FoundWorkflow[] {
  const workflows = readWorkflows(arazzo);
  const ids = workflows.map(({ reference }) => reference.workflowId);
  return workflows.filter((_, index) => ids[index] === "" || ids.indexOf(ids[index] ?? "") < index);
}

function readWorkflows({ document }: LoadedArazzo): readonly FoundWorkflow[] {
  const list = child(rootOf(document), "workflows");
  return (list ? itemsOf(list) : []).map((at) => {
    const workflowId = textAt(at, "workflowId") ?? "";
    return { reference: { document: document.source.path, workflowId }, at };
  });
}
