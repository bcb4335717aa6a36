/** What commands see of the process: `process` itself, or what a test gives and collects. */
export interface Terminal {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** For the report alone, which other programs may read. */
  readonly stdout: Screen;
  /** For all else that is said. */
  readonly stderr: Screen;
  /** Ends a command that otherwise goes on until the process is ended. */
  readonly signal?: AbortSignal;
  /** 0 when all is done, 1 when a document has errors, 2 on wrong usage. */
  exitCode?: NodeJS.Process["exitCode"];
}

export interface Screen {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
  readonly hasColors?: () => boolean;
}

/** What is wrong with the arguments or the config, in a sentence. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
