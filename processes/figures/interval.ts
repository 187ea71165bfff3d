/** 97.5 % point of the normal distribution: intervals hold in 95 of 100 cases. */
const z = 1.959_963_984_540_054;

/** Where a rate may really lie, given how few cases it was seen in. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of `n` in `of`, at 95 %. Unlike the plain one it stays within 0 and 1 and is honest about small
 * numbers (Wilson 1927; recommended by Brown, Cai and DasGupta 2001). Nothing seen: anything is possible.
 */
export function wilson(n: number, of: number): Interval {
  if (of <= 0) return { low: 0, high: 1 };
  const rate = n / of;
  const z2 = z * z;
  const centre = rate + z2 / (2 * of);
  const reach = z * Math.sqrt((rate * (1 - rate) + z2 / (4 * of)) / of);
  const scale = 1 + z2 / of;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return {
    low: n === 0 ? 0 : within((centre - reach) / scale),
    high: n === of ? 1 : within((centre + reach) / scale),
  };
}
