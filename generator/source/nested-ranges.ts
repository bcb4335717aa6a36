import { countLeading } from "./count-leading.js";

/** `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface Nested<Item> {
  readonly item: Item;
  /** The nearest enclosing range. */
  readonly outer: Nested<Item> | undefined;
}

/** Ranges of which any two are disjoint or nested. Of equal ranges, the first one is found. */
export class NestedRanges<Item extends Range> {
  /** Sorted by start, outer ranges first. */
  readonly #byStart: readonly Nested<Item>[];
  /** Sorted by end, inner ranges first. */
  readonly #byEnd: readonly Item[];

  constructor(items: readonly Item[]) {
    const byStart: Nested<Item>[] = [];
    for (const item of items.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      let outer = byStart.at(-1);
      while (outer && !contains(outer.item, item)) outer = outer.outer;
      if (!outer || !contains(item, outer.item)) byStart.push({ item, outer });
    }
    this.#byStart = byStart;
    this.#byEnd = items.toSorted((a, b) => a.end - b.end || b.start - a.start);
  }

  /** The smallest range that contains the given range. */
  smallestAround(range: Range): Item | undefined {
    const count = countLeading(this.#byStart, ({ item }) => item.start <= range.start);
    let found = this.#byStart[count - 1];
    while (found && !contains(found.item, range)) found = found.outer;
    return found?.item;
  }

  /** Of the ranges within the given range, the one that ends first. */
  firstWithin(range: Range): Item | undefined {
    const first = countLeading(this.#byEnd, ({ end }) => end < range.start);
    for (let index = first; index < this.#byEnd.length; index += 1) {
      const item = this.#byEnd[index];
      if (!item || item.end > range.end) return undefined;
      if (contains(range, item)) return item;
    }
    return undefined;
  }
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
