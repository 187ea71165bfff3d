import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { chineseCalendar } from '../../../../processes/clock/chinese-calendar.ts';
import { ringClock } from '../../../../processes/clock/clock.ts';
import { until } from '../../../support/until.ts';
import {
  type CalendarHouse,
  draftWith,
  openCalendarHouse,
  publish,
  year2027,
} from './calendar-house.ts';

// A net only: each test has a database of its own.
jest.setTimeout(60_000);

const at = (local: string) => new Date(`${local}+08:00`);
/** Eight working days from here reach into 2027, which the seed does not cover. */
const startAt = at('2026-12-28T10:00');
let house: CalendarHouse;
beforeEach(async () => {
  house = await openCalendarHouse();
});
afterEach(() => house.stop());

describe('a preview', () => {
  test('says what would move, become firm and be reviewed, and changes nothing', async () => {
    const moving = await house.openClock({ startAt, number: 'HY-1' });
    await house.openClock({ startAt, amount: 24, unit: 'h' });
    const judged = await house.openClock({ startAt: at('2026-12-30T10:00'), amount: 1 });
    const dueAt = at('2027-01-01T00:00');
    await house.deps.store.transaction(async (tx) => {
      const late = { ...judged, warnAt: null };
      await house.deps.clocks.save(tx, ringClock(late, dueAt).clock, judged.version);
    });
    await house.deps.store
      .rows<{ _id: string }>('scores')
      .insertOne({ _id: 'S-1', ...{ clockId: judged.id, points: -0.5 } });
    const caoyu = await house.signIn('caoyu');
    const newYearsEve = { date: '2026-12-31', name: '地方节日' };
    const { holidays = [], makeups = [] } = chineseCalendar().years[2026] ?? {};
    await draftWith(caoyu, '2026', { holidays: [...holidays, newYearsEve], makeups });
    await draftWith(caoyu, '2027', year2027);

    const asked = await caoyu.post('/api/v1/calendars/cn/preview');
    expect([asked.status, asked.body.state]).toEqual([202, 'waiting']);
    await house.walked(asked.body.id);

    const { body: run } = await caoyu.get(`/api/v1/calendars/cn/runs/${asked.body.id}`);
    expect(run).toMatchObject({ state: 'done', stale: null, seen: 3, total: 3 });
    expect(run.tally).toMatchObject({ later: 1, firm: 1, review: 1, demerits: 1, verdicts: 0 });
    const moved = await caoyu.get(`/api/v1/calendars/cn/runs/${asked.body.id}/items?list=moved`);
    expect(moved.body.items).toEqual([
      expect.objectContaining({
        number: 'HY-1',
        dueBefore: moving.dueAt.toISOString(),
        dueAfter: at('2027-01-10T00:00').toISOString(),
        mark: 'firm',
      }),
    ]);
    const review = await caoyu.get(`/api/v1/calendars/cn/runs/${asked.body.id}/items?list=review`);
    expect(review.body.items[0]).toMatchObject({ verdictBefore: 'overdue', verdictAfter: null });
    expect(await house.deps.clocks.find(moving.id)).toEqual(moving);
  });

  test('is stale once the draft was changed, and does not do for publishing', async () => {
    const caoyu = await house.signIn('caoyu');
    await draftWith(caoyu, '2027', year2027);
    const asked = await caoyu.post('/api/v1/calendars/cn/preview');
    await house.walked(asked.body.id);
    const { revision } = await draftWith(caoyu, '2027', { ...year2027, makeups: [] });

    const { body } = await caoyu.get('/api/v1/calendars/cn');
    const reviewer = await house.signIn('denghua');
    const refused = await reviewer
      .post('/api/v1/calendars/cn/publish')
      .set('if-match', `"${revision}"`);

    expect(body.preview.stale).toBe('draft-changed');
    expect(refused.body.code).toBe('PREVIEW_STALE');
  });

  test('can be stopped, and is taken up again by other workers where it was', async () => {
    for (let index = 0; index < 230; index += 1) await house.openClock({ startAt });
    const caoyu = await house.signIn('caoyu');
    await draftWith(caoyu, '2027', year2027);
    const asked = await caoyu.post('/api/v1/calendars/cn/preview');
    const path = `/api/v1/calendars/cn/runs/${asked.body.id}`;

    const first = house.startRuns();
    await until('the preview to be under way', async () => (await caoyu.get(path)).body.seen > 0);
    await first.stop();
    const { body: between } = await caoyu.get(path);
    const run = await house.walked(asked.body.id);

    expect(between.state).not.toBe('stopped');
    expect([run.seen, run.tally.later]).toEqual([230, 230]);

    const again = await caoyu.post('/api/v1/calendars/cn/preview');
    const stopped = await caoyu.post(`/api/v1/calendars/cn/runs/${again.body.id}/stop`);
    expect(stopped.body.state).toBe('stopped');
    const ended = await caoyu.post(`${path}/stop`);
    expect(ended.body.code).toBe('CALENDAR_RUN_ENDED');
  });
});

describe('publishing', () => {
  test('needs a second person and a preview of this very draft; both people are recorded', async () => {
    const caoyu = await house.signIn('caoyu');
    await house.hire(
      'both',
      { role: 'rule-admin', unitId: 'U-office' },
      { role: 'rule-reviewer', unitId: 'U-office' },
    );
    const { revision } = await draftWith(await house.signIn('both'), '2027', year2027);
    const publishBy = async (login: string) =>
      (await house.signIn(login))
        .post('/api/v1/calendars/cn/publish')
        .set('if-match', `"${revision}"`);

    expect((await publishBy('caoyu')).body.code).toBe('ROLE_MISSING');
    expect((await publishBy('both')).body.code).toBe('OWN_CALENDAR_DRAFT');
    expect((await publishBy('denghua')).body.code).toBe('PREVIEW_MISSING');
    const asked = await caoyu.post('/api/v1/calendars/cn/preview');
    await house.walked(asked.body.id);
    const published = await publishBy('denghua');

    expect([published.status, published.body.version, published.body.draft]).toEqual([
      202,
      2,
      null,
    ]);
    expect(published.body.versions[0]).toMatchObject({
      version: 2,
      publishedBy: { id: 'P-denghua' },
      draftedBy: [{ id: 'P-both' }],
    });
    expect((await publishBy('denghua')).body.code).toBe('CALENDAR_DRAFT_UNKNOWN');
  });

  test('counts every open clock again: record, action and word to the engine, each once', async () => {
    const moving = await house.openClock({ startAt });
    const still = await house.openClock({ startAt, amount: 24, unit: 'h' });
    const { published, runId } = await publish(house, '2027', year2027);
    expect(published.status).toBe(202);

    const run = await house.walked(runId);

    expect([run.state, run.seen, run.total]).toEqual(['done', 2, 2]);
    const moved = await house.deps.clocks.find(moving.id);
    expect(moved).toMatchObject({
      dueAt: at('2027-01-09T00:00'),
      provisional: false,
      calendar: { id: 'cn', version: 2 },
    });
    expect((await house.deps.clocks.find(still.id))?.calendar.version).toBe(2);
    const log = await house.deps.cases.log(moving.caseId);
    expect(log.at(-1)).toMatchObject({
      type: 'recount-clock',
      data: { calendarVersion: 2, dueBefore: moving.dueAt, dueAt: at('2027-01-09T00:00') },
    });
    expect(await house.deps.cases.log(still.caseId)).toHaveLength(2);
    const found = await house.deps.cases.find(moving.caseId);
    expect(found?.dueAt).toEqual(at('2027-01-09T00:00'));
    const told = await house.deps.outbox.find(`clock-moved:${moving.id}:cn@2`);
    expect(told?.told).toMatchObject({ name: 'clock-moved', correlationKey: moving.id });
    expect(await house.deps.outbox.find(`clock-moved:${still.id}:cn@2`)).toBeNull();
  });

  test('a run that is walked a second time changes nothing', async () => {
    const moving = await house.openClock({ startAt });
    const { runId } = await publish(house, '2027', year2027);
    await house.walked(runId);
    const before = await house.deps.clocks.find(moving.id);
    const length = (await house.deps.cases.log(moving.caseId)).length;

    await house.deps.store
      .rows<{ _id: string }>('calendar_runs')
      .updateOne(
        { _id: runId },
        { $set: { state: 'waiting', total: null, endedAt: null, leaseUntil: new Date(0) } },
      );
    await house.walked(runId);

    expect(await house.deps.clocks.find(moving.id)).toEqual(before);
    expect(await house.deps.cases.log(moving.caseId)).toHaveLength(length);
  });

  test('does not move a clock into the past: it is listed, and moved only when somebody decides', async () => {
    const [left, decided] = [
      await house.openClock({ startAt }),
      await house.openClock({ startAt }),
    ];
    // Counted when the days since were still days of rest.
    const longer = { startAt: at('2026-11-02T10:00'), dueAt: at('2099-12-24T00:00') };
    for (const clock of [left, decided])
      await house.deps.store.transaction((tx) =>
        house.deps.clocks.save(tx, { ...clock, ...longer }, 1),
      );

    const { looked, runId } = await publish(house, '2027', year2027);
    const run = await house.walked(runId);

    expect([looked.tally.undecided, run.tally.undecided]).toEqual([2, 2]);
    expect((await house.deps.clocks.find(left.id))?.calendar.version).toBe(1);
    const reviewer = await house.signIn('denghua');
    const decide = (clockId: string, what: string) =>
      reviewer
        .post(`/api/v1/calendars/cn/runs/${runId}/items/${encodeURIComponent(clockId)}`)
        .send({ what, reason: '按新日历执行' });
    expect((await decide(decided.id, 'move')).body.decision).toMatchObject({ what: 'move' });
    expect((await decide(decided.id, 'keep')).body.code).toBe('CLOCK_DECIDED');
    expect((await decide(left.id, 'keep')).status).toBe(200);
    expect((await house.deps.clocks.find(decided.id))?.dueAt).toEqual(at('2026-11-13T00:00'));
    expect((await house.deps.clocks.find(left.id))?.dueAt).toEqual(longer.dueAt);
    const log = await house.deps.cases.log(decided.caseId);
    expect(log.at(-1)?.by).toMatchObject({ kind: 'staff', userId: 'P-denghua' });
  });
});
