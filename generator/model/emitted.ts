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
  readonly exports: readonly Import[];
  /** The documents that the workflows come from, as they are shown. */
  readonly sourceNames: readonly string[];
}

export interface Import {
  /** The name under which all of the module is imported. */
  readonly namespace?: string | undefined;
  readonly names?: readonly string[];
  readonly types?: readonly string[];
  /** The module, without extension. */
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
