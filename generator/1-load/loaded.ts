import type { LoadedDocument, Located } from "../source/located.js";

/** What phase 1 gives: every file that the workflows name, parsed. */
export interface LoadedDescriptions {
  /** The Arazzo documents to compile, in the order of their paths. */
  readonly arazzoDocuments: readonly LoadedArazzo[];
  /** Every file by its absolute path, those reached through `$ref` too. */
  readonly files: ReadonlyMap<string, LoadedDocument>;
}

export interface LoadedArazzo {
  readonly document: LoadedDocument;
  readonly sources: readonly LoadedSource[];
}

/** An entry of `sourceDescriptions` and the document it names. */
export interface LoadedSource {
  readonly name: string;
  readonly entry: Located;
  readonly document: LoadedDocument;
}

/** Where to find sources that are not at their URL: from the URL as written to an absolute path. */
export type SourceMap = ReadonlyMap<string, string>;
