/** A subset of a fixed set of facts. A fact takes one bit, because a workflow can have hundreds of nodes and facts. */
export class FactSet {
  readonly #positions: ReadonlyMap<string, bigint>;
  readonly #bits: bigint;

  private constructor(positions: ReadonlyMap<string, bigint>, bits: bigint) {
    this.#positions = positions;
    this.#bits = bits;
  }

  /** The empty subset of these facts. */
  static none(facts: Iterable<string>): FactSet {
    const positions = [...new Set(facts)].map((fact, index) => [fact, BigInt(index)] as const);
    return new FactSet(new Map(positions), 0n);
  }

  has(fact: string): boolean {
    const position = this.#positions.get(fact);
    return position !== undefined && ((this.#bits >> position) & 1n) === 1n;
  }

  with(facts: readonly string[]): FactSet {
    return new FactSet(this.#positions, this.#bits | this.#maskOf(facts));
  }

  without(facts: readonly string[]): FactSet {
    return new FactSet(this.#positions, this.#bits & ~this.#maskOf(facts));
  }

  or(other: FactSet): FactSet {
    return new FactSet(this.#positions, this.#bits | other.#bits);
  }

  and(other: FactSet): FactSet {
    return new FactSet(this.#positions, this.#bits & other.#bits);
  }

  equals(other: FactSet): boolean {
    return this.#bits === other.#bits;
  }

  #maskOf(facts: readonly string[]): bigint {
    return facts.reduce((mask, fact) => {
      const position = this.#positions.get(fact);
      return position === undefined ? mask : mask | (1n << position);
    }, 0n);
  }
}
