import type { Diagnostic } from "../diagnostics/diagnostics.js";
import type { ImportExtension } from "../source/import-extension.js";
import type { SignerPackage } from "../source/signer-package.js";
import type { Place } from "../source/source-text.js";
import type { LinkedGroup } from "./linked.js";
import type { DocumentGroup } from "./loaded.js";

/** How generated files import other modules. */
export interface ImportOptions {
  /** The file extension in relative imports. */
  readonly importExtension: ImportExtension;
  /** The package that the runtime imports to sign requests to AWS. */
  readonly signerPackage: SignerPackage;
}

/** {@link ImportOptions} without defaults. */
export interface ImportSettings {
  /** The extension of relative imports in the generated files; `js` by default. */
  readonly importExtension?: ImportExtension | undefined;
  /** The package that the generated code imports to sign requests to AWS; `@aws-sdk/signature-v4` by default. */
  readonly signerPackage?: SignerPackage | undefined;
}

export function importOptionsOf({
  importExtension = "js",
  signerPackage = "@aws-sdk/signature-v4",
}: ImportSettings): ImportOptions {
  return { importExtension, signerPackage };
}

/** The result of phase 5. */
export interface Emitted {
  readonly groups: readonly TracedGroup[];
  /** The runtime files that the groups import. */
  readonly runtime: readonly EmittedFile[];
}

export interface EmittedGroup extends Pick<DocumentGroup, "entries"> {
  readonly files: readonly EmittedFile[];
  readonly exports: readonly Export[];
  /** The documents of the workflows, as shown to users. */
  readonly sourceNames: readonly string[];
  readonly counts: Counts;
}

export interface TracedGroup extends EmittedGroup {
  readonly linked: LinkedGroup;
  readonly files: readonly TracedFile[];
}

/** The files of a document group and everything that was reported about it. */
export interface CompiledGroup extends EmittedGroup {
  readonly diagnostics: readonly Diagnostic[];
}

/** The result of phase 6. */
export interface VerifiedGroup extends CompiledGroup {
  readonly linked: LinkedGroup;
}

export interface Counts {
  readonly workflows: number;
  /** The operations of the APIs that the workflows use. */
  readonly operations: number;
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
