/** Length of the prefix that satisfies `holds`. The array must be partitioned: no later element may satisfy it. */
export function countLeading<Element>(
  list: readonly Element[],
  holds: (element: Element) => boolean,
): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = list[middle];
    if (element !== undefined && holds(element)) low = middle + 1;
    else high = middle;
  }
  return low;
}
