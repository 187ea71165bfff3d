/**
 * The stretch of a day that a line in hours is about, `08:30–24:00` by local time; null for a line that counts days.
 * Its ends are ISO 8601 with their offset; midnight is the end of the day before.
 */
export function hoursOf({
  from,
  to,
}: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): string | null {
  if (from === undefined || to === undefined) return null;
  const [begin, end] = [from.slice(11, 16), to.slice(11, 16)];
  return `${begin}–${end === '00:00' ? '24:00' : end}`;
}
