/** Random numbers that depend on nothing but a seed. */
export class Random {
  #state: number;

  constructor(seed: string) {
    // FNV-1a.
    this.#state = [...seed].reduce(
      (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619),
      2166136261,
    );
  }

  /** A number from 0 to 1, less than 1. (Mulberry32.) */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    const a = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    const b = a ^ (a + Math.imul(a ^ (a >>> 7), a | 61));
    return ((b ^ (b >>> 14)) >>> 0) / 4294967296;
  }

  /** An integer from 0 to `limit`, less than `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** True in the given share of cases, from 0 to 1. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of the elements; the array must not be empty. */
  pick<Element>(elements: readonly [Element, ...Element[]]): Element;
  pick<Element>(elements: readonly Element[]): Element | undefined;
  pick<Element>(elements: readonly Element[]): Element | undefined {
    return elements[this.below(elements.length)];
  }
}
