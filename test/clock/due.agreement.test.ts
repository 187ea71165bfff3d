import { expect, test } from '@jest/globals';
import { isWorkday } from 'chinese-days';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { computeDue } from '../../processes/clock/due.ts';

// Written unlike the product on purpose: a flat list of working days, looked up by place, from another library.
const allDays: string[] = [];
for (let at = Date.UTC(2018, 0, 1); at < Date.UTC(2027, 4, 1); at += 86_400_000) {
  allDays.push(new Date(at).toISOString().slice(0, 10));
}
const workdays = allDays.filter((date) => isWorkday(date));
const timesOfDay = ['00:00:00.000', '08:30:00.000', '12:34:56.789', '23:59:59.999'];

test('every span of 1 to 40 working days from every day of 2018–2026 ends where a count of listed days ends', () => {
  const calendar = chineseCalendar();
  const disagreements: string[] = [];
  let compared = 0;
  for (const [index, start] of allDays.entries()) {
    if (start > '2026-12-31') break;
    const startAt = new Date(`${start}T${timesOfDay[index % timesOfDay.length]}+08:00`);
    const firstAfter = workdays.findIndex((date) => date > start);
    for (let amount = 1; amount <= 40; amount += 1) {
      const lastDay = workdays[firstAfter + amount - 1];
      const dueAt = new Date(`${lastDay}T24:00:00+08:00`);
      const due = computeDue({ startAt, amount, unit: 'wd', calendar });
      compared += 1;
      const agrees =
        due.lastDay === lastDay &&
        due.dueAt.getTime() === dueAt.getTime() &&
        due.provisional === due.lastDay > '2026-12-31';
      if (!agrees) disagreements.push(`${start} + ${amount} wd: ${due.lastDay}, not ${lastDay}`);
    }
  }

  expect(disagreements).toEqual([]);
  expect(compared).toBe(3287 * 40);
});
