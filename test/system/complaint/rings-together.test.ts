import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chineseCalendar } from '../../../processes/clock/chinese-calendar.ts';
import { clocksRing } from '../../../workers/verify/timers.ts';
import { until } from '../../support/until.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';
import { ofComplaint, ringTogether } from './ring-together.ts';

jest.setTimeout(900_000);

const count = 200;
let house: MovedHouse;

beforeAll(async () => {
  house = await openMovedHouse(chineseCalendar());
}, 120_000);
afterAll(() => house.close());

describe('clocks that are due in the same second', () => {
  test('all ring once, soon', async () => {
    const { rang, judged, slowestMs } = await ringTogether(house, count, ofComplaint(house));

    expect({ rang, judged }).toEqual({ rang: count, judged: count });
    // The bound holds on two cores that other suites share.
    expect(slowestMs).toBeLessThan(60_000);
  });

  test('afterwards every clock has its one timer, and none rang early, late or twice', async () => {
    const { store, stores } = house;
    let violations: readonly string[] = [];
    let seen = 0;
    await until('agreement of clocks and timers', async () => {
      const evidence = { store, stores, dataDir: '', now: house.now(), receipts: null };
      const found = await clocksRing.run(evidence);
      ({ violations, seen } = found);
      return found.violations.length === 0;
    }).catch(() => undefined);

    expect(violations).toEqual([]);
    expect(seen).toBeGreaterThan(2 * count);
  });
});
