/** What commands see of the process: `process` itself, or texts that a test collects. */
export interface Terminal {
  /** For the report alone, which other programs may read. */
  readonly stdout: Screen;
  /** For all else that is said. */
  readonly stderr: Screen;
  /** 0 when all is done, 1 when a document has errors, 2 on wrong usage. */
  exitCode?: NodeJS.Process["exitCode"];
}

export interface Screen {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
  readonly hasColors?: () => boolean;
}
