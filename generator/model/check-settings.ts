/** What the generated code checks when it runs. */
export interface CheckSettings {
  /**
   * `read` checks what workflows read of responses; `deep` also checks everything in the objects and arrays that become
   * outputs or are sent. `read` by default.
   */
  readonly checkResponses?: "read" | "deep" | undefined;
  /** Whether workflows check the kinds of their inputs before the first request; true by default. */
  readonly checkInputs?: boolean | undefined;
}
