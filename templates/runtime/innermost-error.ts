/** Finds the original error in an error of the platform. */

/** An error with the properties that Node adds. */
export interface PlatformError extends Error {
  readonly cause?: unknown;
  /** One for each address of a host. */
  readonly errors?: readonly unknown[];
  readonly code?: unknown;
}

/** Node reports only "fetch failed", with the reason in `cause` or `errors`. */
export function innermostError(error: unknown): PlatformError | undefined {
  if (!(error instanceof Error)) return undefined;
  const outer: PlatformError = error;
  return innermostError(outer.errors?.[0] ?? outer.cause) ?? outer;
}
