/** Places of the longest run of numbers that only grow. */
function longestGrowing(numbers: readonly number[]): Set<number> {
  // For each length of a run, the place where the run with the smallest end stands.
  const ends: number[] = [];
  const before: number[] = [];
  for (const [place, number] of numbers.entries()) {
    const length = ends.findIndex((end) => (numbers[end] ?? 0) >= number);
    const at = length < 0 ? ends.length : length;
    before[place] = at === 0 ? -1 : (ends[at - 1] ?? -1);
    ends[at] = place;
  }
  const run = new Set<number>();
  for (let place = ends.at(-1) ?? -1; place >= 0; place = before[place] ?? -1) run.add(place);
  return run;
}

/**
 * Which of the things that are in both versions stand in another order: as few as possible, so that one row moved to
 * the top is one row moved.
 *
 * @param order places in the old version, in the order of the new one
 * @returns places in `order`
 */
export function movedPlaces(order: readonly number[]): ReadonlySet<number> {
  const staying = longestGrowing(order);
  return new Set(order.flatMap((_, place) => (staying.has(place) ? [] : [place])));
}
