/** The part of `process` that commands use. Tests replace it. */
export interface Terminal {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** Only for results, such as the report, which other programs may read. */
  readonly stdout: Screen;
  /** For all other messages. */
  readonly stderr: Screen;
  /** Stops a command that otherwise runs until the process ends. */
  readonly signal?: AbortSignal;
  /** 0 on success, 1 if a document has errors, 2 for incorrect usage. */
  exitCode?: NodeJS.Process["exitCode"];
}

export interface Screen {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
  readonly hasColors?: () => boolean;
}

/** An error in the arguments or the config, as a sentence for the user. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
