/** What the generated code checks when it runs. */
export interface CheckSettings {
  /**
   * `read`: the values that workflows read of responses, and the way to them. `deep`: also everything inside of objects
   * and arrays that become outputs or are sent. `read` by default.
   */
  readonly checkResponses?: "read" | "deep" | undefined;
}
