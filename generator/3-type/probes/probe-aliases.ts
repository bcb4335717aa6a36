/** Gives every type that is asked about an alias of its own, the same one for the same text. */
export class ProbeAliases {
  readonly #aliases = new Map<string, string>();

  add(text: string): string {
    const known = this.#aliases.get(text);
    if (known !== undefined) return known;
    const alias = `probe${this.#aliases.size}`;
    this.#aliases.set(text, alias);
    return alias;
  }

  /** Each alias and its text. */
  get all(): readonly (readonly [string, string])[] {
    return [...this.#aliases].map(([text, alias]) => [alias, text]);
  }
}
