import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { ClockRow } from '../../../../workers/store/clocks.ts';
import { type CalendarHouse, openCalendarHouse, publish, year2027 } from './calendar-house.ts';

jest.setTimeout(60_000);

const startAt = new Date('2026-12-28T10:00+08:00');
let house: CalendarHouse;
beforeAll(async () => {
  house = await openCalendarHouse();
});
afterAll(() => house.stop());

test('a clock that cannot be counted again is set aside with the reason; the others of its page are counted', async () => {
  const others = [
    await house.openClock({ startAt, number: 'HY-1' }),
    await house.openClock({ startAt, number: 'HY-2' }),
  ];
  const broken = await house.openClock({ startAt, number: 'HY-3' });
  const rows = house.deps.store.rows<ClockRow>('clocks');
  await rows.updateOne({ _id: broken.id }, { $set: { amount: 0 } });

  const { looked, runId } = await publish(house, '2027', year2027);
  const run = await house.walked(runId);

  expect([looked, run].map(({ state, seen, total }) => ({ state, seen, total }))).toEqual([
    { state: 'done', seen: 3, total: 3 },
    { state: 'done', seen: 3, total: 3 },
  ]);
  expect([looked.tally.refused, run.tally.refused, run.tally.later]).toEqual([1, 1, 2]);
  for (const { id } of others) expect((await house.deps.clocks.find(id))?.calendar.version).toBe(2);
  expect(await house.deps.clocks.find(broken.id)).toMatchObject({
    dueAt: broken.dueAt,
    calendar: { version: 1 },
  });
  const reviewer = await house.signIn('denghua');
  const listed = await reviewer.get(`/api/v1/calendars/cn/runs/${runId}/items?list=refused`);
  expect(listed.body.items).toEqual([
    expect.objectContaining({ number: 'HY-3', refusal: 'AMOUNT_OUT_OF_RANGE' }),
  ]);
});
