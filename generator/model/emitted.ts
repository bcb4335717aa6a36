import type { ImportExtension } from "../source/import-extension.js";
import type { SignerPackage } from "../source/signer-package.js";
import type { Place } from "../source/source-text.js";

/** How generated files import. */
export interface ImportOptions {
  /** The end of relative imports. */
  readonly importExtension: ImportExtension;
  /** The package that the runtime imports to sign requests to AWS. */
  readonly signerPackage: SignerPackage;
}

/** What phase 5 gives of a cluster. */
export interface EmittedCluster<File extends EmittedFile = EmittedFile> {
  readonly files: readonly File[];
  /** What the index exports of them. */
  readonly exports: readonly Export[];
  /** The documents that the workflows come from, as they are shown. */
  readonly sourceNames: readonly string[];
}

/** What the index exports of one module. */
export interface Export {
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** The module, relative to the output folder and without extension. */
  readonly from: string;
}

/** A name that a file imports. */
export interface ImportedName {
  readonly name: string;
  /** A namespace stands for all exports of its module. */
  readonly kind: "value" | "type" | "namespace";
  /** The module, relative to the output folder and without extension. */
  readonly from: string;
}

export interface EmittedFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A file, and from which values of the documents its text was made. */
export interface TracedFile extends EmittedFile {
  readonly origins: readonly Origin[];
}

/** The text from `start` up to `end` was made from a part of a document. */
export interface Origin {
  readonly start: number;
  readonly end: number;
  readonly place: Place;
  /** For the key of a property: where its value is. */
  readonly valuePlace: Place | undefined;
}
