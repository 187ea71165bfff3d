import { expect, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { computeDue } from '../../processes/clock/due.ts';
import { listedSpans } from '../support/listed-days.ts';

const timesOfDay = ['00:00:00.000', '08:30:00.000', '12:34:56.789', '23:59:59.999'];

test('every span of 1 to 40 working days from every day of 2018–2026 ends where a count of listed days ends', () => {
  const calendar = chineseCalendar();
  const disagreements: string[] = [];
  let compared = 0;
  for (const { start, amount, lastDay } of listedSpans(40)) {
    const startAt = new Date(`${start}T${timesOfDay[compared % timesOfDay.length]}+08:00`);
    const dueAt = new Date(`${lastDay}T24:00:00+08:00`);
    const due = computeDue({ startAt, amount, unit: 'wd', calendar });
    compared += 1;
    const agrees =
      due.lastDay === lastDay &&
      due.dueAt.getTime() === dueAt.getTime() &&
      due.provisional === due.lastDay > '2026-12-31';
    if (!agrees) disagreements.push(`${start} + ${amount} wd: ${due.lastDay}, not ${lastDay}`);
  }

  expect(disagreements).toEqual([]);
  expect(compared).toBe(3287 * 40);
});
