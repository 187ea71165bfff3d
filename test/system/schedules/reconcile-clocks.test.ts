import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startMongo } from '../../../engine/launch/mongo.mjs';
import { lookAtClocks, reconcileClocks } from '../../../workers/schedules/reconcile-clocks.ts';
import { runDue } from '../../../workers/schedules/run-period.ts';
import { connectStore, type Store } from '../../../workers/store/connect.ts';
import { ensureIndexes } from '../../../workers/store/indexes.ts';
import { createInstanceStore, type InstanceRow } from '../../../workers/store/instances.ts';
import { createPeriodStore } from '../../../workers/store/periods.ts';
import { createStallStore } from '../../../workers/store/stalls.ts';
import { createStores } from '../../../workers/store/stores.ts';
import { createTimerStore, type TimerRow } from '../../../workers/store/timers.ts';
import { at, buildClock } from '../../clock/build-clock.ts';
import { createKeptLog } from '../../support/quiet-logger.ts';

let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'huiying-reconcile-'));
  const mongo = await startMongo({ dataDir, cacheGb: 0.25, expires: false });
  store = await connectStore(mongo.uri);
  await ensureIndexes(store);
  close = async () => {
    await store.close();
    await mongo.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}, 60_000);
afterAll(() => close());

const tuesday = at('2026-11-17T02:00');
const minutes = (count: number) => new Date(tuesday.getTime() + count * 60_000);

function depsAt(now: Date) {
  return {
    ...createStores(store),
    timers: createTimerStore(store),
    instances: createInstanceStore(store),
    stalls: createStallStore(store),
    now: () => now,
    logger: createKeptLog(),
  };
}

const blankInstance = {
  ...{ partition: 1, bpmnProcessId: 'clock', processDefinitionKey: '1', version: 1 },
  ...{ parentKey: null, businessKey: null, caseId: null, clockId: null, endElementId: null },
  ...{ elements: {}, tokens: {}, startedAt: tuesday, endedAt: null, position: 1 },
};

/** A running clock with its instance and a timer for `dueAt`; null for a timer that is not there. */
async function openClock(
  id: string,
  given: { state?: InstanceRow['state']; dueAt?: Date | null } = {},
) {
  const { state = 'active', dueAt = at('2026-11-19T00:00') } = given;
  const stores = createStores(store);
  const clock = buildClock({ id, caseId: id }, { instanceKey: `i-${id}` });
  await stores.store.transaction((tx) => stores.clocks.startOnce(tx, clock));
  await store.rows<InstanceRow>('instances').insertOne({ ...blankInstance, _id: `i-${id}`, state });
  if (dueAt === null) return;
  await store.rows<TimerRow>('timers').insertOne({
    ...{ _id: `t-${id}`, partition: 1, instanceKey: `i-${id}`, elementInstanceKey: null },
    ...{ elementId: 'Event_Due', dueAt, state: 'created', triggeredAt: null, position: 1 },
  });
}

const wordsTo = async (clockId: string) =>
  (await store.rows('outbox').find({ 'told.correlationKey': clockId }).toArray()).map(
    ({ told }) => told.name,
  );
const findings = () => createStores(store).clockFindings.newest(100);

describe('the nightly comparison of clocks and timers', () => {
  test('mends what it finds twice, some time apart, and nothing that agrees', async () => {
    await openClock('right');
    await openClock('wrong', { dueAt: at('2026-11-20T00:00') });
    await openClock('ended', { state: 'terminated', dueAt: null });
    await store.rows<InstanceRow>('instances').insertOne({
      ...{ ...blankInstance, _id: 'i-stranger', state: 'active' },
    });
    await store.rows<TimerRow>('timers').insertOne({
      ...{ _id: 't-stranger', partition: 1, instanceKey: 'i-stranger', elementInstanceKey: null },
      ...{
        elementId: 'Event_Due',
        dueAt: tuesday,
        state: 'created',
        triggeredAt: null,
        position: 1,
      },
    });

    await lookAtClocks(depsAt(tuesday));
    expect((await findings()).map(({ _id }) => _id).sort()).toEqual([
      'extra:t-stranger',
      'missing:ended',
      'wrong-time:wrong',
    ]);
    expect(await wordsTo('wrong')).toEqual([]);

    await lookAtClocks(depsAt(minutes(10)));
    expect(await wordsTo('right')).toEqual([]);
    expect(await wordsTo('wrong')).toEqual(['clock-moved']);
    expect(await wordsTo('ended')).toEqual(['clock-started']);
    expect((await createStores(store).clocks.find('ended'))?.instanceKey).toBeNull();
    expect(await createStores(store).clockFindings.countOpen()).toEqual({
      ...{ missing: 1, 'wrong-time': 1, extra: 1 },
    });
  });

  test('what is in order again is gone, and kept to be read', async () => {
    await store
      .rows<TimerRow>('timers')
      .updateOne({ _id: 't-wrong' }, { $set: { dueAt: at('2026-11-19T00:00') } });

    await lookAtClocks(depsAt(minutes(20)));

    const wrong = (await findings()).find(({ kind }) => kind === 'wrong-time');
    expect(wrong).toMatchObject({ clockId: 'wrong', mends: 1, goneAt: minutes(20) });
  });

  test('a clock is mended three times at most: then it is only shown', async () => {
    for (const later of [30, 40, 50, 60]) await lookAtClocks(depsAt(minutes(later)));

    expect(await wordsTo('ended')).toHaveLength(3);
  });
});

describe('the schedule', () => {
  test('looks at night, and again while something stands', async () => {
    await store.rows('clock_findings').deleteMany({});
    const looked = async (since: Date, until: Date) => {
      await reconcileClocks(depsAt(until), { since, until });
      return (await findings()).length > 0;
    };

    expect(await looked(at('2026-11-17T12:00'), at('2026-11-17T12:10'))).toBe(false);
    expect(await looked(at('2026-11-18T01:50'), at('2026-11-18T02:00'))).toBe(true);
    const before = (await findings())[0]?.lastSeenAt;
    await looked(at('2026-11-18T02:00'), at('2026-11-18T02:10'));
    expect((await findings())[0]?.lastSeenAt.getTime()).toBeGreaterThan(before?.getTime() ?? 0);
  });

  test('two hosts with different clocks run no period twice and lose none', async () => {
    const ran: string[] = [];
    const periods = createPeriodStore(store);
    const everyMs = 3_600_000;
    const schedule = {
      ...{ name: 'of-two-hosts', everyMs },
      run: async ({ since, until }: { since: Date; until: Date }) => {
        ran.push(`${since.toISOString()} ${until.toISOString()}`);
      },
    };
    for (let hour = 0; hour < 24; hour += 1) {
      const now = at('2026-11-17T00:30').getTime() + hour * everyMs;
      // The hosts wake together, as their database lets them: an hour ahead, as it is, an hour behind.
      const clocks = [everyMs, 0, -everyMs].map((off) => new Date(now + off));
      await Promise.all(clocks.map((clock) => runDue(periods, schedule, clock)));
    }
    // Any of the three may have been first in the last round; who wakes next does what it left.
    await runDue(periods, schedule, at('2026-11-18T00:30'));

    expect(new Set(ran).size).toBe(ran.length);
    const bounds = ran
      .map((one) => one.split(' '))
      .sort(([, a = ''], [, b = '']) => (a < b ? -1 : 1));
    for (const [index, [since]] of bounds.entries())
      if (index > 0) expect(since).toBe(bounds[index - 1]?.[1]);
    expect(bounds.at(-1)?.[1]).toBe(at('2026-11-18T00:00').toISOString());
  });

  test('a period taken by a host that is an hour ahead is left to it; one left lying is taken by somebody else', async () => {
    const periods = createPeriodStore(store);
    const period = { since: at('2026-11-17T00:00'), until: at('2026-11-17T01:00') };
    const take = (clock: Date, patienceMs: number) =>
      periods.takeOnce('in-hand', period, clock, patienceMs);

    expect(await take(at('2026-11-17T01:00'), 600_000)).toBe(true);
    expect(await take(at('2026-11-17T02:00'), 600_000)).toBe(false);
    expect(await take(at('2026-11-17T00:00'), -1000)).toBe(true);
    await periods.done('in-hand', period.since, at('2026-11-17T01:00'));
    expect(await take(at('2026-11-17T02:00'), -1000)).toBe(false);
  });
});
