import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { Calendar } from '../../../processes/clock/calendar.ts';
import { settled } from '../../support/settled.ts';
import { until } from '../../support/until.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(240_000);

const monday = DateTime.now().setZone('Asia/Shanghai').startOf('week').plus({ weeks: 2 });
const at = (offset: number, time = '00:00:00') =>
  DateTime.fromISO(`${monday.plus({ days: offset }).toISODate()}T${time}`, {
    zone: monday.zone,
  }).toJSDate();
let house: MovedHouse;

/** Weeks without holidays, but for the days named (counted from the Monday). */
function calendarWith(version: number, holidays: readonly number[]): Calendar {
  const days = holidays.map((offset) => monday.plus({ days: offset }));
  const covered = [monday.year, monday.plus({ days: 40 }).year].map((year) => [
    String(year),
    {
      holidays: days
        .filter((day) => day.year === year)
        .map((day) => ({ date: day.toFormat('yyyy-LL-dd'), name: '某节' })),
      makeups: [],
    },
  ]);
  return { id: 'cn', version, zone: 'Asia/Shanghai', years: Object.fromEntries(covered) };
}

async function publish(calendar: Calendar) {
  const { id: calendarId, ...days } = calendar;
  const by = { at: house.now(), userId: 'P-denghua' };
  const base = calendar.version - 1;
  const run = { id: `apply-${calendarId}-${calendar.version}`, kind: 'apply' } as const;
  await house.stores.store.transaction(async (tx) => {
    await house.stores.calendars.publish(tx, calendar, by);
    const about = { ...run, calendarId, calendar: days, base, revision: 1 };
    await house.stores.calendarRuns.ask(about, by, tx);
  });
  await until('every open clock to be counted again', async () => {
    const found = await house.stores.calendarRuns.find(run.id);
    return found?.state === 'done';
  });
}

beforeAll(async () => {
  house = await openMovedHouse(calendarWith(1, []));
  await house.moveTo(at(0, '09:00:00'));
});

afterAll(() => house.close());

describe('a calendar that changes under a live timer', () => {
  test('moves it: the old due date passes silently, the clock rings at the new one', async () => {
    const { caseId } = await house.submit();
    const clockId = `${caseId}:done`;
    const before = await until('the clock of the answer', () => house.stores.clocks.find(clockId));
    expect(before.dueAt).toEqual(at(11));
    await house.armed(before.warnAt ?? before.dueAt);

    await publish(calendarWith(2, [8, 9, 10]));

    const moved = await house.stores.clocks.find(clockId);
    expect(moved).toMatchObject({ dueAt: at(16), calendar: { version: 2 }, status: 'running' });
    expect(moved?.warnAt).not.toEqual(before.warnAt);
    await house.armed(moved?.warnAt ?? at(16));

    await house.moveTo(at(11, '00:00:05'));
    const open = await until('the first response to be overdue', async () => {
      const found = await house.stores.cases.find(caseId);
      return found?.clocks.some(({ state }) => state === 'overdue') ? found : null;
    });
    expect(open.clocks.find(({ kind }) => kind === 'done')).toMatchObject({
      state: 'running',
      dueAt: at(16),
    });
    expect((await house.stores.clocks.find(clockId))?.warnedAt ?? null).toBeNull();

    await house.moveTo(at(14, '00:00:05'));
    await until('the warning by the new date', async () => {
      const clock = await house.stores.clocks.find(clockId);
      return clock !== null && clock.warnedAt !== null;
    });
    await house.armed(at(16));
    await house.moveTo(at(16, '00:00:05'));
    const overdue = await until('the overdue verdict', async () => {
      const clock = await house.stores.clocks.find(clockId);
      return clock !== null && clock.verdict !== null && clock;
    });
    expect(overdue.verdict).toBe('overdue');
    expect(overdue.verdictAt?.getTime()).toBeGreaterThanOrEqual(at(16).getTime());
    const log = await house.stores.cases.log(caseId);
    const recounted = log.filter(
      (action) => action.type === 'recount-clock' && action.data.clockId === clockId,
    );
    expect(recounted.map(({ data }) => data)).toEqual([
      expect.objectContaining({ dueBefore: at(11), dueAt: at(16), calendarVersion: 2 }),
    ]);
  });

  test('is what clocks that start afterwards are counted with', async () => {
    const { caseId } = await house.submit();

    const clock = await until('the clock of the answer', () =>
      house.stores.clocks.find(`${caseId}:done`),
    );

    expect(clock.calendar).toEqual({ id: 'cn', version: 2 });
  });

  test('every clock rang once, none early', async () => {
    const { clocksRing } = await import('../../../workers/verify/timers.ts');

    const finding = await settled(clocksRing, house);

    expect(finding.seen).toBeGreaterThan(2);
    expect(finding.violations).toEqual([]);
  });
});
