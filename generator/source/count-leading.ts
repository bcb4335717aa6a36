/** How many elements at the start of a list something holds of; it must hold of none behind them. */
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
