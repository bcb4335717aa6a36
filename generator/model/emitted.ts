import type { ImportExtension } from "../source/import-extension.js";
import type { SignerPackage } from "../source/signer-package.js";
import type { Place } from "../source/source-text.js";

/** How generated files import other modules. */
export interface ImportOptions {
  /** The file extension in relative imports. */
  readonly importExtension: ImportExtension;
  /** The package that the runtime imports to sign requests to AWS. */
  readonly signerPackage: SignerPackage;
}

/** The result of phase 5 for a document group. */
export interface EmittedGroup<File extends EmittedFile = EmittedFile> {
  readonly files: readonly File[];
  readonly exports: readonly Export[];
  /** The documents of the workflows, as shown to users. */
  readonly sourceNames: readonly string[];
}

/** The names that the index exports from one module. */
export interface Export {
  readonly values: readonly string[];
  readonly types: readonly string[];
  /** The module, relative to the output folder and without extension. */
  readonly from: string;
}

/** A name that a file imports. */
export interface ImportedName {
  readonly name: string;
  /** A namespace holds all exports of its module. */
  readonly kind: "value" | "type" | "namespace";
  /** The module, relative to the output folder and without extension. */
  readonly from: string;
}

export interface EmittedFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** A file, with the values of the documents that its text was made from. */
export interface TracedFile extends EmittedFile {
  readonly origins: readonly Origin[];
}

/** The text from `start` up to `end` was made from a part of a document. */
export interface Origin {
  readonly start: number;
  readonly end: number;
  readonly place: Place;
  /** For the key of a property, the position of the property's value. */
  readonly valuePlace: Place | undefined;
}
