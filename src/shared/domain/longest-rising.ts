/**
 * The indexes of a longest strictly rising subsequence, in order: of a list that was put into another order, as many as can
 * have stayed where they were. O(n log n).
 */
export function longestRising(values: readonly number[]): number[] {
  /** `tails[k]`: the index of the smallest value that ends a rising run of k + 1. */
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const run: number[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) run.push(at);
  return run.toReversed();
}
