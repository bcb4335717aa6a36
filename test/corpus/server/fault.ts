/** Something that is wrong with a request. */
export interface Fault {
  /** Where and what, in names and keywords only, such as `query limit: type`. */
  readonly text: string;
  /** Where it is in what was checked, as a JSON Pointer. */
  readonly pointer?: string;
  /** The value that does not fit; undefined if there is none or another is of no help. */
  readonly sent?: unknown;
  /** A value that would have fitted in its place. */
  readonly better?: unknown;
}

/** The same faults, with their place told from further outside. */
export function within(place: string, faults: readonly Fault[]): readonly Fault[] {
  return faults.map((fault) => ({ ...fault, text: place + fault.text }));
}
