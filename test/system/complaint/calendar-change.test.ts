import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { isoDateOf, localDay } from '../../../processes/clock/day.ts';
import { reconcileTimers } from '../../../processes/clock/reconcile.ts';
import type { ActionRow } from '../../../workers/store/cases.ts';
import type { ClockRow } from '../../../workers/store/clocks.ts';
import type { Store } from '../../../workers/store/connect.ts';
import type { TimerRow } from '../../../workers/store/timers.ts';
import { submitComplaint } from '../../support/citizen-client.ts';
import type { DeskClient } from '../../support/desk-client.ts';
import { type Installation, openInstallation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { verifySettled } from '../../support/verify.ts';

jest.setTimeout(400_000);

const complaints = 100;
const receipts: string[] = [];
let house: Installation;
let store: Store;
let admin: DeskClient;
let reviewer: DeskClient;

const days = z.array(z.object({ date: z.string(), name: z.string() }));
const content = z.object({
  name: z.string(),
  officeHours: z.null(),
  years: z.record(z.string(), z.object({ holidays: days, makeups: days })),
});
const run = z.object({
  id: z.string(),
  state: z.string(),
  seen: z.number(),
  total: z.number().nullable(),
  tally: z.record(z.string(), z.number()),
});
const draft = z.object({ draft: z.object({ revision: z.number(), content }) });

beforeAll(async () => {
  house = await openInstallation({ COMPLAINTS_PER_HOUR: '100000', CALENDAR_REST: '0' });
  store = await house.openStore();
  [admin, reviewer] = [await house.signIn('caoyu'), await house.signIn('denghua')];
});

afterAll(async () => {
  await store.close();
  await house.close();
});

const clocks = () => store.rows<ClockRow>('clocks');
const openTimers = () => store.rows<TimerRow>('timers').find({ state: 'created' }).toArray();

/** What the engine would wake at another time than the records say. */
async function discrepancies() {
  const records = await clocks().find({ status: 'running' }).toArray();
  const timers = (await openTimers())
    .filter(({ elementId }) => elementId === 'Event_Due')
    .map(({ _id: key, instanceKey, dueAt }) => ({ key, instanceKey: instanceKey ?? '', dueAt }));
  const running = records.map(({ _id: id, ...rest }) => ({ id, ...rest }));
  return reconcileTimers(running, timers, { now: new Date(), grace: 0 });
}

const readRun = async (id: string) => run.parse((await admin.get(`/calendars/cn/runs/${id}`)).body);

/** Starts the workers anew; with a name they die at that point. */
async function restartWorkers(failpoint: string): Promise<void> {
  await house.kill('workers');
  house.env.FAILPOINT = failpoint;
  await house.start('workers');
}

describe('a calendar published while two hundred clocks run', () => {
  let revision = 0;
  let applyId = '';
  let before: ClockRow[] = [];

  test('each clock is armed in the engine', async () => {
    const keys = Array.from({ length: complaints }, (_, index) => `calendar-${index}`);
    for (let from = 0; from < complaints; from += 10) {
      const sent = await Promise.all(
        keys.slice(from, from + 10).map((key) => submitComplaint(house.baseUrl, key)),
      );
      receipts.push(...sent.map((receipt) => receipt?.number ?? ''));
    }
    await until(
      'two hundred clocks with their timers',
      async () =>
        (await clocks().countDocuments({ instanceKey: { $ne: null } })) === 2 * complaints,
      120_000,
    );
    await until('timers as the records say', async () => (await discrepancies()).length === 0);
    before = await clocks().find({ kind: 'done' }).sort({ _id: 1 }).toArray();
    expect(before).toHaveLength(complaints);
  });

  test('the preview shows its progress and what would move', async () => {
    const dueAt = before[0]?.dueAt ?? new Date();
    const lastDay = isoDateOf(localDay(new Date(dueAt.getTime() - 1), 'Asia/Shanghai'));
    const opened = draft.parse((await admin.post('/calendars/cn/draft', undefined)).body).draft;
    const year = lastDay.slice(0, 4);
    const listed = opened.content.years[year] ?? { holidays: [], makeups: [] };
    const holidays = [...listed.holidays, { date: lastDay, name: '地方节日' }];
    const years = { ...opened.content.years, [year]: { ...listed, holidays } };
    const written = await admin.put(
      '/calendars/cn/draft',
      { ...opened.content, years },
      { 'if-match': `"${opened.revision}"` },
    );
    revision = draft.parse(written.body).draft.revision;

    const asked = run.parse((await admin.post('/calendars/cn/preview', undefined)).body);
    const done = await until('the preview', async () => {
      const found = await readRun(asked.id);
      return found.state === 'done' && found;
    });

    expect(done.total).toBe(2 * complaints);
    expect(done.seen).toBe(2 * complaints);
    expect(done.tally).toMatchObject({ later: complaints, earlier: 0, undecided: 0 });
    expect(await clocks().countDocuments({ 'calendar.version': 1 })).toBe(2 * complaints);
  });

  test('workers that die in the middle of applying it leave nothing half done', async () => {
    await restartWorkers('calendar-apply:clock');
    const published = await reviewer.post('/calendars/cn/publish', undefined, {
      'if-match': `"${revision}"`,
    });
    expect(published.status).toBe(202);
    applyId = 'apply-cn-2';
    const between = await until('the workers to die behind the first clock', async () => {
      const found = await readRun(applyId);
      return found.seen > 0 && found;
    });

    expect(between.state).toBe('running');
    expect(between.seen).toBeLessThan(2 * complaints);
    expect(await clocks().countDocuments({ 'calendar.version': 2 })).toBe(between.seen);
  });

  test('others take it up: every clock is moved, once, and the engine wakes at the new dates', async () => {
    await restartWorkers('');
    const done = await until(
      'the run to be done',
      async () => {
        const found = await readRun(applyId);
        return found.state === 'done' && found;
      },
      180_000,
    );

    expect([done.seen, done.total]).toEqual([2 * complaints, 2 * complaints]);
    expect(done.tally).toMatchObject({ later: complaints, undecided: 0 });
    const after = await clocks().find({ kind: 'done' }).sort({ _id: 1 }).toArray();
    expect(after.every(({ calendar }) => calendar.version === 2)).toBe(true);
    expect(
      after.filter((one, index) => one.dueAt > (before[index]?.dueAt ?? one.dueAt)),
    ).toHaveLength(complaints);
    const actions = await store
      .rows<ActionRow>('actions')
      .find({ type: 'recount-clock' })
      .toArray();
    expect(new Set(actions.map(({ caseId }) => caseId)).size).toBe(complaints);
    expect(actions).toHaveLength(complaints);
    const found = await until('timers as the records say', async () => {
      const wrong = await discrepancies();
      return wrong.length === 0 && { wrong };
    });
    expect(found.wrong).toEqual([]);
  });

  test('applying it again changes nothing', async () => {
    const versions = async () =>
      (await clocks().find({}).sort({ _id: 1 }).toArray()).map(({ _id, version, dueAt }) => ({
        _id,
        version,
        dueAt,
      }));
    const earlier = await versions();

    await store.rows<{ _id: string }>('calendar_runs').updateOne(
      { _id: applyId },
      {
        $set: {
          ...{ state: 'waiting', phase: 'open', cursor: null, total: null, endedAt: null },
          leaseUntil: new Date(0),
        },
      },
    );
    await until('the run to be done again', async () => (await readRun(applyId)).state === 'done');

    expect(await versions()).toEqual(earlier);
    expect(await store.rows('actions').countDocuments({ type: 'recount-clock' })).toBe(complaints);
  });

  test('afterwards every invariant holds', async () => {
    const { violations } = await verifySettled(house, receipts);

    expect(violations).toEqual([]);
  });
});
