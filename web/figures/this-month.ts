import { partsOf } from '../language/instant.ts';

const two = (value: number) => String(value).padStart(2, '0');

/** From the first of the month until today, as days at the institution. */
export function thisMonth(now: Date): { readonly from: string; readonly to: string } {
  const { year, month, day } = partsOf(now);
  const head = `${year}-${two(month)}`;
  return { from: `${head}-01`, to: `${head}-${two(day)}` };
}
