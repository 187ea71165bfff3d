import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duePeriods, rhythms } from '../../processes/figures/rhythm.ts';
import { runDue, type Schedule } from '../../workers/schedules/run-period.ts';
import type { PeriodStore } from '../../workers/store/periods.ts';
import { local, zone } from './build-facts.ts';

const ends = (rhythm: (typeof rhythms)[number], after: string | null, now: string, inZone = zone) =>
  duePeriods(rhythm, after === null ? null : new Date(after), { now: new Date(now), zone: inZone });
const shown = (periods: readonly { since: Date; until: Date }[]) =>
  periods.map(({ since, until }) => [since.toISOString(), until.toISOString()]);

/** The ledger of periods, kept in memory. */
function openLedger(): PeriodStore {
  const done = new Set<Date>();
  const taken = new Map<number, Date>();
  return {
    newest: async () => [...done].sort((a, b) => b.getTime() - a.getTime())[0] ?? null,
    takeOnce: async (_schedule, { since, until }) => {
      if (taken.has(since.getTime())) return false;
      taken.set(since.getTime(), until);
      return true;
    },
    done: async (_schedule, since) => {
      const until = taken.get(since.getTime());
      if (until !== undefined) done.add(until);
    },
  };
}

function openDaily() {
  const ran: Date[] = [];
  const schedule: Schedule = {
    name: 'daily-report',
    duePeriods: (after, now) => duePeriods('daily', after, { now, zone }),
    run: async ({ until }) => {
      ran.push(until);
    },
  };
  return { ran, schedule };
}

describe('a daily report', () => {
  test('is due at 17:00 of the institution, not before', () => {
    const yesterday = '2026-10-01T09:00:00Z';

    expect(ends('daily', yesterday, '2026-10-02T08:59:59.999Z')).toEqual([]);
    expect(shown(ends('daily', yesterday, '2026-10-02T09:00:00Z'))).toEqual([
      [yesterday, '2026-10-02T09:00:00.000Z'].map((iso) => new Date(iso).toISOString()),
    ]);
  });

  test('comes on rest days too: every day of National Day has one', () => {
    const days = ends('daily', '2026-09-30T09:00:00Z', '2026-10-08T10:00:00Z');

    expect(days).toHaveLength(8);
  });

  test('stays at 17:00 where the clocks are put back', () => {
    const days = ends('daily', '2026-10-30T21:00:00Z', '2026-11-02T22:00:00Z', 'America/New_York');

    expect(shown(days).map(([, until]) => until)).toEqual([
      '2026-10-31T21:00:00.000Z',
      '2026-11-01T22:00:00.000Z',
      '2026-11-02T22:00:00.000Z',
    ]);
  });
});

describe('the other rhythms', () => {
  test('a week ends as Monday begins, a month with its last day, a quarter with its third month', () => {
    const now = '2026-10-05T02:00:00Z';
    const last = (rhythm: (typeof rhythms)[number]) => ends(rhythm, null, now);

    expect(last('weekly')).toEqual([
      { since: local('2026-09-28T00:00'), until: local('2026-10-05T00:00') },
    ]);
    expect(last('monthly')).toEqual([
      { since: local('2026-09-01T00:00'), until: local('2026-10-01T00:00') },
    ]);
    expect(last('quarterly')).toEqual([
      { since: local('2026-07-01T00:00'), until: local('2026-10-01T00:00') },
    ]);
  });

  test('leave no gap and no overlap, however long nobody looked', () => {
    const instant = fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...rhythms), instant, fc.nat(100), (rhythm, start, days) => {
        const first = duePeriods(rhythm, null, { now: new Date(start), zone })[0]?.until ?? null;
        const now = new Date(start + days * 86_400_000);
        const due = duePeriods(rhythm, first, { now, zone });
        for (const [index, { since, until }] of due.entries()) {
          expect(since).toEqual(index === 0 ? first : due[index - 1]?.until);
          expect(until.getTime()).toBeLessThanOrEqual(now.getTime());
        }
      }),
    );
  });
});

describe('a run by the calendar', () => {
  test('makes up for each day missed, once, in order', async () => {
    const { ran, schedule } = openDaily();
    const ledger = openLedger();

    await runDue(ledger, schedule, local('2026-10-01T18:00'));
    await runDue(ledger, schedule, local('2026-10-01T18:01'));
    await runDue(ledger, schedule, local('2026-10-04T18:00'));
    await runDue(ledger, schedule, local('2026-10-04T18:01'));

    expect(ran).toEqual([1, 2, 3, 4].map((day) => local(`2026-10-0${day}T17:00`)));
  });

  test('is done once though two processes wake for it', async () => {
    const { ran, schedule } = openDaily();
    const ledger = openLedger();

    await Promise.all([
      runDue(ledger, schedule, local('2026-10-01T18:00')),
      runDue(ledger, schedule, local('2026-10-01T18:00')),
    ]);

    expect(ran).toHaveLength(1);
  });

  test('leaves later periods alone while an earlier one is not done', async () => {
    const { ran, schedule } = openDaily();
    const ledger = openLedger();
    await runDue(ledger, schedule, local('2026-10-01T18:00'));
    const second = { since: local('2026-10-01T17:00'), until: local('2026-10-02T17:00') };
    await ledger.takeOnce('daily-report', second, new Date(), 0);

    expect(await runDue(ledger, schedule, local('2026-10-03T18:00'))).toBe(false);
    expect(ran).toHaveLength(1);
  });
});
