import type { Place } from "../source/source-text.js";

/** What phase 5 gives: the files, and from which values of the documents their text was made. */
export interface EmittedFile {
  /** Relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
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
