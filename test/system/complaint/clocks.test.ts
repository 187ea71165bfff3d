import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Calendar } from '../../../processes/clock/calendar.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

/** National Day 2026 laid on coming weeks: Thursday to Wednesday off, worked on the Saturday after. */
const monday = DateTime.now().setZone('Asia/Shanghai').startOf('week').plus({ weeks: 2 });
const day = (offset: number) => monday.plus({ days: offset });
const at = (offset: number, time = '00:00:00') =>
  DateTime.fromISO(`${day(offset).toISODate()}T${time}`, { zone: monday.zone }).toJSDate();
let house: MovedHouse;

function calendarOfTheTest(): Calendar {
  const daysOf = (year: number, offsets: readonly number[]) =>
    offsets
      .map(day)
      .filter((one) => one.year === year)
      .map((one) => ({ date: one.toFormat('yyyy-LL-dd'), name: '国庆节' }));
  const years = [monday.year, day(30).year].map((year) => [
    String(year),
    { holidays: daysOf(year, [3, 4, 5, 6, 7, 8, 9]), makeups: daysOf(year, [12]) },
  ]);
  return { id: 'cn', version: 1, zone: 'Asia/Shanghai', years: Object.fromEntries(years) };
}

beforeAll(async () => {
  house = await openMovedHouse(calendarOfTheTest());
  await house.moveTo(at(0, '09:00:00'));
});

afterAll(() => house.close());

describe('the clocks of a city complaint received on the Monday before National Day', () => {
  test('8 working days leave out the holiday and count the make-up Saturday: warned, overdue, and on the ladder', async () => {
    const { caseId } = await house.submit();
    const done = await until('the clock of the answer', () =>
      house.stores.clocks.find(`${caseId}:done`),
    );

    expect(done.dueAt).toEqual(at(17));
    expect(done.warnAt).toEqual(at(15));
    expect(done.provisional).toBe(false);

    const first = await until('the clock of the first response', () =>
      house.stores.clocks.find(`${caseId}:first-response`),
    );
    expect(first.dueAt.getTime() - first.startAt.getTime()).toBe(24 * 3_600_000);

    await house.armed(done.warnAt ?? done.dueAt);
    await house.moveTo(at(14, '23:59:00'));
    const early = await until('the first response to be overdue', async () => {
      const found = await house.stores.cases.find(caseId);
      return found?.clocks.find(
        ({ kind, state }) => kind === 'first-response' && state === 'overdue',
      )
        ? found
        : null;
    });
    expect(early.clocks.find(({ kind }) => kind === 'done')?.state).toBe('running');

    await house.moveTo(at(15, '00:00:01'));
    const warned = await until('the warning', async () => {
      const clock = await house.stores.clocks.find(`${caseId}:done`);
      return clock !== null && clock.warnedAt !== null && clock;
    });
    expect(warned.verdict).toBeNull();
    await house.armed(done.dueAt);

    await house.moveTo(at(16, '23:59:50'));
    expect((await house.stores.clocks.find(`${caseId}:done`))?.status).toBe('running');

    await house.moveTo(at(17, '00:00:01'));
    const overdue = await until('the overdue verdict', async () => {
      const clock = await house.stores.clocks.find(`${caseId}:done`);
      return clock !== null && clock.verdict !== null && clock;
    });
    expect(overdue).toMatchObject({ status: 'overdue', verdict: 'overdue' });

    const ladder = await until('the first rung to be planned', async () => {
      const found = await house.stores.ladders.find(`${caseId}:done`);
      return found?.nextAt ? found : null;
    });
    expect(ladder).toMatchObject({ rung: 0, nextAt: at(17, '07:00:00') });
    const notices = await house.stores.notices.ofCase(caseId);
    expect(notices.filter(({ kind }) => kind === 'warning').map(({ to }) => to.id)).toContain(
      'intake-clerk',
    );
  });

  test('every clock rang once, none early', async () => {
    const { clocksRing } = await import('../../../workers/verify/timers.ts');

    const finding = await settled(clocksRing, house);

    expect(finding.seen).toBeGreaterThan(3);
    expect(finding.violations).toEqual([]);
  });
});
