import type { LoadedDocument, Located } from "../source/located.js";
import type { SourceMap } from "../source/location.js";
import type { Place, SourceText } from "../source/source-text.js";

/** What phase 1 gives. */
export interface Loaded<Known extends Cluster> {
  /** What is to be compiled. */
  readonly clusters: readonly LoadedCluster[];
  /** Those of the clusters known before that nothing has changed of; their documents are not parsed. */
  readonly unchanged: readonly Unchanged<Known>[];
  readonly read: ReadPlaces;
}

/** A cluster that has not changed, and its files by their paths. */
export interface Unchanged<Known extends Cluster> {
  readonly cluster: Known;
  readonly texts: ReadonlyMap<string, SourceText>;
}

/** Documents and what they name: no file of it is named in another cluster, so that each is compiled by itself. */
export interface Cluster {
  /** The locations of the Arazzo documents that were given, sorted. */
  readonly entries: readonly string[];
  /** What was read, or looked for, at each location: the digest of the text, or why there is none. */
  readonly digests: Readonly<Record<string, string>>;
}

/** A cluster with every file parsed. */
export interface LoadedCluster extends Cluster {
  /** The Arazzo documents to compile in the order of their paths, then those that they name. */
  readonly arazzoDocuments: readonly LoadedArazzo[];
  /** Every document by its location, those reached through `$ref` too, and those of other clusters. */
  readonly files: ReadonlyMap<string, LoadedDocument>;
  readonly map: SourceMap;
}

/** Where a change can make another result. */
export interface ReadPlaces {
  /** The absolute paths and URLs of all that was read or looked for. */
  readonly locations: readonly string[];
  /** The absolute paths of the folders in which Arazzo documents were searched. */
  readonly folders: readonly string[];
}

export interface LoadedArazzo {
  readonly document: LoadedDocument;
  /** Whether it was given; otherwise another document names it as a source. */
  readonly isEntry: boolean;
  /** The OpenAPI descriptions among its source descriptions. */
  readonly sources: readonly LoadedSource[];
  /** The Arazzo descriptions among its source descriptions. */
  readonly workflowSources: readonly LoadedSource[];
  readonly unusableSources: readonly UnusableSource[];
}

/** An entry of `sourceDescriptions` and the document it names. */
export interface LoadedSource {
  readonly name: string;
  readonly entry: Located;
  readonly document: LoadedDocument;
}

/** An entry of `sourceDescriptions` that cannot be read: a fault only if something needs it. */
export interface UnusableSource {
  readonly name: string;
  readonly entry: Located;
  readonly reasons: readonly UnusableReason[];
}

export type UnusableReason =
  /** `looked` is where it was looked for. */
  | { readonly kind: "not-readable"; readonly looked: string; readonly problem: string }
  | { readonly kind: "syntax"; readonly place: Place; readonly problem: string }
  /** It is not what its `type` says. */
  | { readonly kind: "wrong-type"; readonly expected: string };
