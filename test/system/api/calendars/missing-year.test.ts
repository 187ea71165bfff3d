import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { alarmMissingYear } from '../../../../workers/schedules/missing-year.ts';
import { type CalendarHouse, openCalendarHouse, publish, year2027 } from './calendar-house.ts';

jest.setTimeout(60_000);

const at = (local: string) => new Date(`${local}+08:00`);
let house: CalendarHouse;
beforeAll(async () => {
  house = await openCalendarHouse();
});
afterAll(() => house.stop());

const alarm = (day: string) =>
  alarmMissingYear(house.deps, { since: new Date(0), until: at(`${day}T00:00`) });
const told = async () =>
  (await house.deps.notices.forGroups(['rule-admin', 'system-admin'], 100)).map(
    ({ to, kind, params }) => [to.id, kind, params.year],
  );

describe('a calendar that lacks the coming year', () => {
  test('is told of from September on, once a month to those who can mend it', async () => {
    await alarm('2026-08-31');
    expect(await told()).toEqual([]);

    await alarm('2026-09-01');
    await alarm('2026-09-02');

    expect((await told()).toSorted()).toEqual([
      ['rule-admin', 'calendar-year-missing', 2027],
      ['system-admin', 'calendar-year-missing', 2027],
    ]);
    await alarm('2026-10-01');
    expect(await told()).toHaveLength(4);
  });

  test('is told of no more once the year is published', async () => {
    const { runId } = await publish(house, '2027', year2027);
    await house.walked(runId);

    await alarm('2026-12-01');

    expect(await told()).toHaveLength(4);
    const caoyu = await house.signIn('caoyu');
    const { body } = await caoyu.get('/api/v1/calendars');
    expect(body.items[0].years).toContain('2027');
  });
});
