import { isWorkday } from 'chinese-days';

/** One span of working days by a count that shares nothing with the product. */
export interface ListedSpan {
  readonly start: string;
  readonly amount: number;
  readonly lastDay: string;
}

const dayMs = 86_400_000;

/**
 * Every span of 1 to `most` working days from every day of the years 2018 to 2026. Written unlike the product on
 * purpose: a flat list of working days, looked up by place, from another library.
 */
export function* listedSpans(most: number): Generator<ListedSpan> {
  const allDays: string[] = [];
  for (let at = Date.UTC(2018, 0, 1); at < Date.UTC(2027, 4, 1); at += dayMs)
    allDays.push(new Date(at).toISOString().slice(0, 10));
  const workdays = allDays.filter((date) => isWorkday(date));
  for (const start of allDays) {
    if (start > '2026-12-31') return;
    const firstAfter = workdays.findIndex((date) => date > start);
    for (let amount = 1; amount <= most; amount += 1)
      yield { start, amount, lastDay: workdays[firstAfter + amount - 1] ?? '' };
  }
}
