import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chineseCalendar } from '../../processes/clock/chinese-calendar.ts';
import { clocksRing } from '../../workers/verify/timers.ts';
import { openClock } from '../support/open-clock.ts';
import { until } from '../support/until.ts';
import { type MovedHouse, openMovedHouse } from '../system/complaint/moved-time.ts';
import { type OpenClock, ringTogether } from '../system/complaint/ring-together.ts';

jest.setTimeout(7_200_000);

const count = Number(process.env.CLOCKS ?? 10_000);
const calendar = chineseCalendar();
/** A clock without a complaint's diagram beside it: ten thousand of those would take an hour to arrive. */
const openAlone: OpenClock = async (startAt) => {
  const span = { amount: 24, unit: 'h', warn: { amount: 4, unit: 'h' } } as const;
  const wish = { startAt, kind: 'first-response', ...span } as const;
  return (await openClock(house.stores, calendar, wish, true)).id;
};
/** A bound of our own: 0.12 s a clock, which is what two processors need with as many ladders and points besides. */
const patienceMs = Math.max(600_000, count * 120);
let house: MovedHouse;

beforeAll(async () => {
  house = await openMovedHouse(calendar);
});
afterAll(() => house.close());

describe(`${count} clocks that are due in the same second`, () => {
  test('all ring once, within a bounded time', async () => {
    const { rang, judged, slowestMs } = await ringTogether(house, count, openAlone);

    expect({ rang, judged }).toEqual({ rang: count, judged: count });
    expect(slowestMs).toBeLessThan(patienceMs);
  });

  test('none rang early or twice, and each that runs on has its one timer', async () => {
    const evidence = { ...house, dataDir: '', receipts: null };

    const finding = await until(
      'agreement of clocks and timers',
      async () => {
        const found = await clocksRing.run({ ...evidence, now: house.now() });
        return found.violations.length === 0 && found;
      },
      patienceMs,
    );

    expect(finding.seen).toBeGreaterThan(2 * count);
  });
});
