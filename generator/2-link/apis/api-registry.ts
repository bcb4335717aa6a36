import type { Diagnostics } from "../../diagnostics/diagnostics.js";
import { unknownName } from "../../diagnostics/nearest-name.js";
import type { Resolve } from "../../model/linked.js";
import type { LinkedOperation } from "../../model/linked-operation.js";
import type { LoadedArazzo, LoadedSource } from "../../model/loaded.js";
import { type LoadedDocument, placeAt } from "../../source/located.js";
import type { Place } from "../../source/source-text.js";
import { listOperations, type OperationEntry } from "./list-operations.js";
import { type QualifiedName, qualify, readQualifiedName } from "./qualified-name.js";
import { readOperationPath } from "./read-operation-path.js";
import { readOperation } from "./read-operations.js";
import type { UnusableSources } from "./unusable-sources.js";

export interface FoundOperation {
  readonly source: LoadedSource;
  readonly operation: LinkedOperation;
}

interface Candidate {
  readonly source: LoadedSource;
  readonly entry: OperationEntry;
}

/** Finds operations in source descriptions. Each operation is read once. */
export class ApiRegistry {
  readonly #resolve: Resolve;
  readonly #unusable: UnusableSources;
  readonly #diagnostics: Diagnostics;
  readonly #entries = new Map<LoadedDocument, readonly OperationEntry[]>();
  readonly #operations = new Map<string, LinkedOperation>();

  constructor(resolve: Resolve, unusable: UnusableSources, diagnostics: Diagnostics) {
    this.#resolve = resolve;
    this.#unusable = unusable;
    this.#diagnostics = diagnostics;
  }

  /** Reports an `operationId` that matches no operation, or more than one. */
  findById(name: string, arazzo: LoadedArazzo, place: Place): FoundOperation | undefined {
    const exact = arazzo.sources.flatMap((source) => this.#candidates(source, name));
    if (exact.length > 0) return this.#choose(name, exact, place);
    const sourceNames = [...arazzo.sources, ...arazzo.unusableSources, ...arazzo.workflowSources];
    const qualified = readQualifiedName(
      name,
      sourceNames.map((source) => source.name),
    );
    if (qualified?.rest.startsWith("#/paths/")) return this.findByPath(name, arazzo, place);
    if (qualified) return this.#findQualified(name, qualified, arazzo, place);
    const unusable = arazzo.unusableSources;
    for (const source of unusable) this.#unusable.reportReasons(source, place);
    if (unusable.length === 0) this.#reportUnknown(name, arazzo.sources, place);
    return undefined;
  }

  hasOperation(source: LoadedSource, operationId: string): boolean {
    return this.#candidates(source, operationId).length > 0;
  }

  /** Reports an `operationPath` that matches no operation. */
  findByPath(text: string, arazzo: LoadedArazzo, place: Place): FoundOperation | undefined {
    const target = readOperationPath(text, arazzo, place, this.#unusable, this.#diagnostics);
    if (!target) return undefined;
    const { source, path, method } = target;
    const entries = this.#entriesOf(source.document);
    const entry = entries.find(
      (each) => each.method === method && (each.path === path || each.path === target.decodedPath),
    );
    if (entry) return this.#use(source, entry);
    const known = entries.map((each) => `${each.method} ${each.path}`);
    const parameters = unknownName(`${method} ${path}`, known);
    this.#diagnostics.report("operation-not-found", place, parameters);
    return undefined;
  }

  #findQualified(
    name: string,
    { sourceName, rest, isStandard }: QualifiedName,
    arazzo: LoadedArazzo,
    place: Place,
  ): FoundOperation | undefined {
    const sources = arazzo.sources.filter((source) => source.name === sourceName);
    const candidates = sources.flatMap((source) => this.#candidates(source, rest));
    if (sources.length === 0) {
      this.#unusable.reportNeeded(sourceName, arazzo, "OpenAPI description", place);
      return undefined;
    }
    if (candidates.length === 0) {
      this.#reportUnknown(rest, sources, place);
      return undefined;
    }
    if (!isStandard) {
      const standard = qualify(sourceName, rest);
      this.#diagnostics.report("qualification-missing", place, { name, standard });
    }
    return this.#choose(rest, candidates, place);
  }

  #candidates(source: LoadedSource, operationId: string): readonly Candidate[] {
    return this.#entriesOf(source.document)
      .filter((entry) => entry.declaredId === operationId)
      .map((entry) => ({ source, entry }));
  }

  /** One operation is not ambiguous, even if several sources declare its file. */
  #choose(
    operationId: string,
    candidates: readonly Candidate[],
    place: Place,
  ): FoundOperation | undefined {
    const [found] = candidates;
    const entries = new Set(candidates.map(({ entry }) => entry));
    if (found && entries.size === 1) return this.#use(found.source, found.entry);
    const sources = [...new Set(candidates.map(({ source }) => source.name))];
    const documents = new Set(candidates.map(({ source }) => source.document));
    if (!found || documents.size > 1) {
      this.#diagnostics.report("operation-ambiguous", place, { operationId, sources });
      return undefined;
    }
    this.#reportRepeated([...entries], found, place);
    return this.#use(found.source, found.entry);
  }

  /** The first operation is called if type errors are warnings. */
  #reportRepeated(
    entries: readonly OperationEntry[],
    { source: { name: source }, entry: { pointer } }: Candidate,
    place: Place,
  ): void {
    const operations = entries.map(({ sentMethod, path }) => `${sentMethod} ${path}`);
    const operationId = entries[0]?.operationId ?? "";
    const related = entries.map(({ at }) => {
      return { message: "it is declared", place: placeAt(at, "operationId") };
    });
    const parameters = { operationId, source, operations, pointer };
    this.#diagnostics.report("operation-id-repeated", place, parameters, related);
  }

  #reportUnknown(name: string, sources: readonly LoadedSource[], place: Place): void {
    const known = sources.flatMap(({ document }) =>
      this.#entriesOf(document).flatMap((entry) => entry.declaredId ?? []),
    );
    this.#diagnostics.report("operation-not-found", place, unknownName(name, known));
  }

  #entriesOf(document: LoadedDocument): readonly OperationEntry[] {
    const entries = this.#entries.get(document) ?? listOperations(document, this.#resolve);
    this.#entries.set(document, entries);
    return entries;
  }

  #use(source: LoadedSource, entry: OperationEntry): FoundOperation {
    const key = [source.name, source.document.source.path, entry.operationId].join("\n");
    const operation =
      this.#operations.get(key) ?? readOperation(entry, this.#resolve, this.#diagnostics);
    this.#operations.set(key, operation);
    return { source, operation };
  }
}
