import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { WorkflowReference } from "../../model/linked.js";
import type { LoadedArazzo, LoadedSource } from "../../model/loaded.js";
import { child, itemsOf, type Located, rootOf, textAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { type QualifiedName, qualify, readQualifiedName } from "../apis/qualified-name.js";
import type { UnusableSources } from "../apis/unusable-sources.js";

/** A Workflow Object, its name and its document. */
export interface FoundWorkflow {
  readonly reference: WorkflowReference;
  readonly at: Located;
  readonly arazzo: LoadedArazzo;
}

/** Finds workflows by the names that documents use for them. */
export class WorkflowRegistry {
  readonly #documents: ReadonlyMap<string, LoadedArazzo>;
  readonly #unusable: UnusableSources;
  readonly #diagnostics: Diagnostics;

  constructor(
    documents: readonly LoadedArazzo[],
    unusable: UnusableSources,
    diagnostics: Diagnostics,
  ) {
    this.#documents = new Map(documents.map((each) => [each.document.source.path, each]));
    this.#unusable = unusable;
    this.#diagnostics = diagnostics;
  }

  lookUp({ document, workflowId }: WorkflowReference): FoundWorkflow | undefined {
    return this.#workflowsIn(document).find((each) => each.reference.workflowId === workflowId);
  }

  /** The workflows of another document. */
  ofSource({ document }: LoadedSource): readonly FoundWorkflow[] {
    return this.#workflowsIn(document.source.path);
  }

  /** The workflow that a `workflowId` or an entry of `dependsOn` names; reports an unknown name. */
  find(name: string, from: LoadedArazzo, place: Place): FoundWorkflow | undefined {
    const local = workflowsOf(from);
    const exact = local.find(({ reference }) => reference.workflowId === name);
    if (exact) return exact;
    const allSources = [...from.workflowSources, ...from.unusableSources, ...from.sources];
    const qualified = readQualifiedName(
      name,
      allSources.map((source) => source.name),
    );
    if (qualified) return this.#findQualified(name, qualified, from, place);
    const others = from.workflowSources.flatMap((source) =>
      this.#workflowsIn(source.document.source.path)
        .filter(({ reference }) => reference.workflowId === name)
        .map((found) => ({ source, found })),
    );
    const [only] = others;
    if (only && others.length === 1) {
      const standard = qualify(only.source.name, name);
      this.#diagnostics.report("qualification-missing", place, { name, standard });
      return only.found;
    }
    const sources = others.map(({ source }) => source.name);
    if (only) this.#diagnostics.report("workflow-ambiguous", place, { workflowId: name, sources });
    else this.#reportUnknown(name, local, place);
    return undefined;
  }

  #findQualified(
    name: string,
    { sourceName, rest, isStandard }: QualifiedName,
    from: LoadedArazzo,
    place: Place,
  ): FoundWorkflow | undefined {
    const source = from.workflowSources.find((each) => each.name === sourceName);
    if (!source) {
      this.#unusable.reportNeeded(sourceName, from, "Arazzo description", place);
      return undefined;
    }
    const workflows = this.#workflowsIn(source.document.source.path);
    const [, token] = /^#\/workflows\/([^/]+)$/.exec(rest) ?? [];
    const workflowId =
      token === undefined ? rest : (workflows[Number(token)]?.reference.workflowId ?? token);
    const found = workflows.find(({ reference }) => reference.workflowId === workflowId);
    if (!found) this.#reportUnknown(workflowId, workflows, place);
    if (found && (!isStandard || token !== undefined)) {
      const standard = qualify(sourceName, workflowId);
      this.#diagnostics.report("qualification-missing", place, { name, standard });
    }
    return found;
  }

  #reportUnknown(name: string, known: readonly FoundWorkflow[], place: Place): void {
    const names = known.map(({ reference }) => reference.workflowId);
    this.#diagnostics.report("workflow-not-found", place, unknownName(name, names));
  }

  #workflowsIn(path: string): readonly FoundWorkflow[] {
    const arazzo = this.#documents.get(path);
    return arazzo ? workflowsOf(arazzo) : [];
  }
}

/** The Workflow Objects of a document that have a `workflowId`. */
export function workflowsOf(arazzo: LoadedArazzo): readonly FoundWorkflow[] {
  return readWorkflows(arazzo).filter(({ reference }) => reference.workflowId !== "");
}

/** The Workflow Objects without a `workflowId`, or with the `workflowId` of an earlier workflow. */
export function uncallableWorkflowsOf(arazzo: LoadedArazzo): readonly FoundWorkflow[] {
  const workflows = readWorkflows(arazzo);
  const ids = workflows.map(({ reference }) => reference.workflowId);
  return workflows.filter((_, index) => ids[index] === "" || ids.indexOf(ids[index] ?? "") < index);
}

function readWorkflows(arazzo: LoadedArazzo): readonly FoundWorkflow[] {
  const { document } = arazzo;
  return itemsOf(child(rootOf(document), "workflows")).map((at) => {
    const workflowId = textAt(at, "workflowId") ?? "";
    return { reference: { document: document.source.path, workflowId }, at, arazzo };
  });
}
