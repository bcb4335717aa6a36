import type { Diagnostic } from "../diagnostics/diagnostics.js";
import type { LoadedDocument, Located } from "../source/located.js";
import type { SourceMap } from "../source/location.js";
import type { Place, SourceText } from "../source/source-text.js";
import type { KnownDocuments } from "./find-document.js";
import type { DocumentNames } from "./schema-resources.js";

/** The result of phase 1. */
export interface Loaded extends LoadedEntries {
  readonly read: ReadPlaces;
  readonly diagnostics: readonly Diagnostic[];
}

export interface LoadedEntries {
  readonly groups: readonly DocumentGroup[];
  /** By location: everything that was read or looked for. */
  readonly sources: ReadonlyMap<string, SourceText | Unreadable>;
  /** The absolute URIs that documents have or refer to. */
  readonly uris: ReadonlySet<string>;
}

/** A document that cannot be read. */
export interface Unreadable {
  /** The reason, such as `the file does not exist`. */
  readonly problem: string;
}

/** Arazzo documents and the files they name. No other group names any of these files, so each group compiles on its own. */
export interface DocumentGroup extends KnownDocuments {
  /** The locations of the Arazzo documents that were named by the user, sorted. */
  readonly entries: readonly string[];
  /** The locations of every file that was read or looked for. */
  readonly locations: readonly string[];
  /** The absolute URIs that the documents have or refer to. */
  readonly uris: readonly string[];
  /** The entries, then the Arazzo documents that they name, both sorted by path. */
  readonly arazzoDocuments: readonly LoadedArazzo[];
  /** Every parsed document by its location, including documents of other groups. */
  readonly documents: ReadonlyMap<string, LoadedDocument>;
  readonly names: ReadonlyMap<LoadedDocument, DocumentNames>;
  readonly map: SourceMap;
}

/** Groups are named and printed in the order of their first entries. */
export function byFirstEntry(a: GroupEntries, b: GroupEntries): number {
  const [[first = ""], [second = ""]] = [a.entries, b.entries];
  return first < second ? -1 : 1;
}

type GroupEntries = Pick<DocumentGroup, "entries">;

/** The files and folders that the result depends on. */
export interface ReadPlaces {
  /** The absolute paths and URLs of the Arazzo documents that the user named. */
  readonly documents: readonly string[];
  /** The absolute paths and URLs of everything that was read or looked for. */
  readonly locations: readonly string[];
  /** The absolute paths of the folders that were searched for Arazzo documents. */
  readonly folders: readonly string[];
}

export interface LoadedArazzo {
  readonly document: LoadedDocument;
  /** True if the user named the document; false if only another document names it as a source. */
  readonly isEntry: boolean;
  /** The OpenAPI descriptions among its source descriptions. */
  readonly sources: readonly LoadedSource[];
  /** The Arazzo descriptions among its source descriptions. */
  readonly workflowSources: readonly LoadedSource[];
  readonly unusableSources: readonly UnusableSource[];
  /** The references that lead to a document by its location, although its URI is another. */
  readonly looseReferences: readonly LooseReference[];
}

/** A reference that other tools may not resolve. */
export interface LooseReference {
  /** The `url` or the `$ref`. */
  readonly at: Located;
  /** The absolute URI that the reference resolves to; undefined if there is none. */
  readonly uri: string | undefined;
  readonly document: LoadedDocument;
}

/** An entry of `sourceDescriptions` and the document it names. */
export interface LoadedSource {
  readonly name: string;
  readonly entry: Located;
  readonly document: LoadedDocument;
}

/** An entry of `sourceDescriptions` that cannot be used. It is an error only if a workflow needs it. */
export interface UnusableSource {
  readonly name: string;
  readonly entry: Located;
  readonly reasons: readonly UnusableReason[];
}

export type UnusableReason =
  /** `looked` is the location that was tried. */
  | { readonly kind: "not-readable"; readonly looked: string; readonly problem: string }
  | { readonly kind: "syntax"; readonly place: Place; readonly problem: string }
  /** The document does not have the type that its entry declares. */
  | { readonly kind: "wrong-type"; readonly expected: string };
