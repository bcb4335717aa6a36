/** A subset of a fixed set of facts. A fact takes one bit, because a workflow can have hundreds of nodes and facts. */
export class FactSet {
  readonly #masks: ReadonlyMap<string, bigint>;
  readonly #bits: bigint;

  private constructor(masks: ReadonlyMap<string, bigint>, bits: bigint) {
    this.#masks = masks;
    this.#bits = bits;
  }

  /** The empty subset of these facts. */
  static none(facts: Iterable<string>): FactSet {
    const masks = [...new Set(facts)].map((fact, index) => [fact, 1n << BigInt(index)] as const);
    return new FactSet(new Map(masks), 0n);
  }

  has(fact: string): boolean {
    return (this.#bits & this.#maskOf([fact])) !== 0n;
  }

  with(facts: readonly string[]): FactSet {
    return new FactSet(this.#masks, this.#bits | this.#maskOf(facts));
  }

  without(facts: readonly string[]): FactSet {
    return new FactSet(this.#masks, this.#bits & ~this.#maskOf(facts));
  }

  or(other: FactSet): FactSet {
    return new FactSet(this.#masks, this.#bits | other.#bits);
  }

  and(other: FactSet): FactSet {
    return new FactSet(this.#masks, this.#bits & other.#bits);
  }

  equals(other: FactSet): boolean {
    return this.#bits === other.#bits;
  }

  #maskOf(facts: readonly string[]): bigint {
    return facts.reduce((mask, fact) => mask | (this.#masks.get(fact) ?? 0n), 0n);
  }
}
