import type { LoadedSource } from "../1-load/loaded.js";
import type { Diagnostics } from "../diagnostics/diagnostics.js";
import { unknownName } from "../diagnostics/nearest-name.js";
import type { LoadedDocument } from "../source/located.js";
import type { Place } from "../source/source-text.js";
import type { LinkedApi, LinkedOperation } from "./linked.js";
import {
  listOperations,
  type OperationEntry,
  type Resolve,
  readOperation,
} from "./read-operations.js";

/** An operation, and the source description it belongs to. */
export interface FoundOperation {
  readonly source: LoadedSource;
  readonly operation: LinkedOperation;
}

/** Finds operations in source descriptions, and remembers which of them are used. */
export class ApiRegistry {
  readonly #resolve: Resolve;
  readonly #diagnostics: Diagnostics;
  readonly #entries = new Map<LoadedDocument, readonly OperationEntry[]>();
  readonly #used = new Map<
    string,
    { source: LoadedSource; operations: Map<string, LinkedOperation> }
  >();

  constructor(resolve: Resolve, diagnostics: Diagnostics) {
    this.#resolve = resolve;
    this.#diagnostics = diagnostics;
  }

  get apis(): readonly LinkedApi[] {
    return [...this.#used.values()].map(({ source, operations }) => ({
      source,
      operations: [...operations.values()],
    }));
  }

  /** The operation that an `operationId` of a step names; reports it if there is none or several. */
  find(name: string, sources: readonly LoadedSource[], place: Place): FoundOperation | undefined {
    const { sourceName, id } =
      /^\$sourceDescriptions\.(?<sourceName>[^.]+)\.(?<id>.+)$/.exec(name)?.groups ?? {};
    const operationId = id ?? name;
    const candidates = sources
      .filter((source) => sourceName === undefined || source.name === sourceName)
      .flatMap((source) =>
        this.#list(source.document)
          .filter((entry) => entry.operationId === operationId)
          .map((entry) => ({ source, entry })),
      );
    const [found] = candidates;
    if (!found) {
      const known = sources.flatMap(({ document }) =>
        this.#list(document).map((entry) => entry.operationId),
      );
      this.#diagnostics.report("operation-not-found", place, unknownName(operationId, known));
      return undefined;
    }
    const names = [...new Set(candidates.map(({ source }) => source.name))];
    if (names.length > 1) {
      const parameters = { operationId, sources: names };
      this.#diagnostics.report("operation-ambiguous", place, parameters);
      return undefined;
    }
    return this.#use(found.source, found.entry);
  }

  #list(document: LoadedDocument): readonly OperationEntry[] {
    const entries = this.#entries.get(document) ?? listOperations(document, this.#resolve);
    this.#entries.set(document, entries);
    return entries;
  }

  #use(source: LoadedSource, entry: OperationEntry): FoundOperation {
    const key = `${source.name}\n${source.document.source.path}`;
    const used = this.#used.get(key) ?? { source, operations: new Map() };
    this.#used.set(key, used);
    const operation = used.operations.get(entry.operationId) ?? readOperation(entry, this.#resolve);
    used.operations.set(entry.operationId, operation);
    return { source: used.source, operation };
  }
}
