import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { createTaskForms } from '../../../api/tasks/forms.ts';
import type { Calendar } from '../../../processes/clock/calendar.ts';
import type { Actor } from '../../../processes/complaint/case.ts';
import type { ActionRow } from '../../../workers/store/cases.ts';
import { recordPause, recordResumption } from '../../../workers/store/clock-moves.ts';
import { completeTask } from '../../../workers/store/complete-task.ts';
import { createDefinitionStore } from '../../../workers/store/definitions.ts';
import { askExtension } from '../../../workers/store/extensions.ts';
import type { TaskRow } from '../../../workers/store/tasks.ts';
import type { TimerRow } from '../../../workers/store/timers.ts';
import { clocksRing } from '../../../workers/verify/timers.ts';
import { until } from '../../support/until.ts';
import { type MovedHouse, openMovedHouse } from './moved-time.ts';

jest.setTimeout(400_000);

/** Weeks without holidays, so that days are easy to count: Monday is day 0. */
const monday = DateTime.now().setZone('Asia/Shanghai').startOf('week').plus({ weeks: 2 });
const at = (offset: number, time = '00:00:00') =>
  DateTime.fromISO(`${monday.plus({ days: offset }).toISODate()}T${time}`, {
    zone: monday.zone,
  }).toJSDate();
const plain = { holidays: [], makeups: [] };
const calendar: Calendar = {
  ...{ id: 'cn', version: 1, zone: 'Asia/Shanghai' },
  years: { [monday.year]: plain, [monday.year + 1]: plain },
};
const office: Actor = { kind: 'staff', userId: 'P-1', role: 'office', unitId: 'U-office' };
const handler: Actor = { kind: 'staff', userId: 'P-2', role: 'unit-handler', unitId: 'U-shizheng' };
/** A net only. */
const jobLimitMs = 120_000;
const hour = 3_600_000;
let house: MovedHouse;

beforeAll(async () => {
  house = await openMovedHouse(calendar);
  await house.moveTo(at(0, '09:00:00'));
}, 120_000);
afterAll(() => house.close());

const overdueActions = (clockId: string) =>
  house.store
    .rows<ActionRow>('actions')
    .countDocuments({ type: 'overdue', 'data.clockId': clockId });
const clockOf = (clockId: string) =>
  until(`the clock ${clockId}`, () => house.stores.clocks.find(clockId));

/** A complaint whose first response is due so many ms from now, its timer armed. */
async function dueIn(milliseconds: number) {
  const { caseId } = await house.submit();
  const clockId = `${caseId}:first-response`;
  const { dueAt, warnAt } = await clockOf(clockId);
  await house.armed(warnAt ?? dueAt);
  await house.moveTo(new Date((warnAt ?? dueAt).getTime() + 1000));
  await house.armed(dueAt);
  await house.moveTo(new Date(dueAt.getTime() - milliseconds));
  return { clockId, dueAt };
}

async function mover(clockId: string, by: Actor) {
  const { caseId, version } = await clockOf(clockId);
  return { caseId, clockId, version, by, at: house.now() };
}

async function decide(decision: 'approved' | 'declined'): Promise<void> {
  const { store, stores } = house;
  const task = await until('the task of the office', () =>
    store.rows<TaskRow>('tasks').findOne({ action: 'decide-extension', state: 'open' }),
  );
  const forms = createTaskForms(createDefinitionStore(store));
  await completeTask(stores, {
    ...{ task, form: await forms.formOf(task), outputs: await forms.outputsOf(task) },
    ...{ fields: { decision }, by: office, idempotencyKey: null, at: house.now() },
  });
}

describe('a clock of 8 working days from Monday that is moved while it runs', () => {
  test('a pause over two ends of days and an extension by 8 move its live timer: old dates pass in silence, the new one rings', async () => {
    const { caseId } = await house.submit();
    const done = `${caseId}:done`;
    const first = await clockOf(`${caseId}:first-response`);
    expect((await clockOf(done)).dueAt).toEqual(at(11));

    await house.moveTo(at(1, '12:00:00'));
    const pausing = await mover(done, office);
    await recordPause(house.stores, pausing, {
      ...{ category: 'citizen-material', reason: '等补正材料', paper: '补正告知书' },
      ...{ from: pausing.at, to: null },
    });
    await house.moveTo(at(3, '09:00:00'));
    expect((await clockOf(done)).status).toBe('running');
    const resuming = await mover(done, office);
    await recordResumption(house.stores, resuming, resuming.at);

    const resumed = await clockOf(done);
    expect(resumed.dueAt).toEqual(at(15));
    await house.armed(resumed.warnAt ?? resumed.dueAt);

    await askExtension(house.stores, await mover(done, handler), {
      ...{ amount: 8, reason: '需要鉴定', paper: '' },
    });
    await decide('approved');
    const extended = await until('the extension', async () => {
      const clock = await clockOf(done);
      return clock.extensions.length === 1 && clock;
    });
    expect(extended.dueAt).toEqual(at(25));
    await house.armed(extended.warnAt ?? extended.dueAt);

    await house.moveTo(at(11, '00:01:00'));
    await house.moveTo(at(15, '00:01:00'));
    expect(await clockOf(done)).toMatchObject({ status: 'running', warnedAt: null });

    await house.moveTo(new Date((extended.warnAt ?? extended.dueAt).getTime() + 1000));
    await until('the warning', async () => (await clockOf(done)).warnedAt !== null);
    await house.armed(extended.dueAt);
    await house.moveTo(at(24, '23:59:50'));
    expect((await clockOf(done)).status).toBe('running');

    await house.moveTo(at(25, '00:00:01'));
    const overdue = await until('the verdict', async () => {
      const clock = await clockOf(done);
      return clock.verdict !== null && clock;
    });
    expect(overdue.verdict).toBe('overdue');
    const log = await house.stores.cases.log(caseId);
    const about = (type: string) =>
      log.filter((one) => one.type === type && 'clockId' in one.data && one.data.clockId === done);
    expect(about('overdue')).toHaveLength(1);
    expect(about('warn')).toHaveLength(1);
    expect(about('grant-extension')).toHaveLength(1);
    const other = await clockOf(first.id);
    expect(other).toMatchObject({ dueAt: first.dueAt, pauses: [], extensions: [] });
  });

  test('more than the rule allows is declined without anybody deciding', async () => {
    const { caseId } = await house.submit();
    const done = `${caseId}:done`;
    await clockOf(done);

    const requestId = await askExtension(house.stores, await mover(done, handler), {
      ...{ amount: 9, reason: '需要鉴定', paper: '' },
    });

    const declined = await until('the answer of the rule', async () => {
      const request = await house.stores.extensionRequests.find(requestId);
      return request?.state === 'declined' && request;
    });
    expect(declined).toMatchObject({ outcome: 'beyond-limit', decidedBy: null });
  });
});

describe('a house whose clock lags two minutes behind the engine', () => {
  test('is asked again every half minute, and rings when its own time has come', async () => {
    const { clockId, dueAt } = await dueIn(60_000);

    await house.advanceEngine(120_000);

    const { instanceKey } = await clockOf(clockId);
    const timers = house.store.rows<TimerRow>('timers');
    const waiting = await until('a timer that waits a moment', () =>
      timers.findOne({ instanceKey, state: 'created', dueAt: { $gt: dueAt } }),
    );
    expect(waiting.dueAt.getTime() - dueAt.getTime()).toBeLessThan(180_000);
    expect(await timers.countDocuments({ instanceKey, state: 'triggered' })).toBeLessThanOrEqual(4);
    expect((await clockOf(clockId)).verdict).toBeNull();

    house.advanceHouse(120_000);
    await house.advanceEngine(31_000);
    house.advanceHouse(31_000);
    await until('the verdict', async () => (await clockOf(clockId)).verdict === 'overdue');
  });
});

describe('an engine whose clock lags an hour behind the house', () => {
  test('rings late, never twice: the verdict says how late it was told, the due date stays', async () => {
    const { clockId, dueAt } = await dueIn(1000);

    house.advanceHouse(hour);
    const { instanceKey } = await clockOf(clockId);
    const timers = house.store.rows<TimerRow>('timers');
    expect(await timers.findOne({ instanceKey, dueAt })).toMatchObject({ state: 'created' });
    expect((await clockOf(clockId)).verdict).toBeNull();

    await house.advanceEngine(2000);
    const rang = await until('the verdict', async () => {
      const clock = await clockOf(clockId);
      return clock.verdict !== null && clock;
    });
    expect(rang).toMatchObject({ verdict: 'overdue', dueAt });
    expect(rang.verdictAt?.getTime()).toBeGreaterThan(dueAt.getTime() + hour - 60_000);
    await house.advanceEngine(hour - 2000);
    expect(await overdueActions(clockId)).toBe(1);
  });
});

describe('a day without the service', () => {
  test('leaves nothing out: what fell due meanwhile rings once when it is back', async () => {
    const { caseId } = await house.submit();
    const clockId = `${caseId}:first-response`;
    const { dueAt, warnAt } = await clockOf(clockId);
    await house.armed(warnAt ?? dueAt);

    await house.moveUnserved(dueAt.getTime() - house.now().getTime() + 8 * hour);

    const rang = await until(
      'the verdict',
      async () => {
        const clock = await clockOf(clockId);
        return clock.verdict !== null && clock;
      },
      jobLimitMs,
    );
    expect(rang).toMatchObject({ verdict: 'overdue', dueAt });
    expect(await overdueActions(clockId)).toBe(1);
  });
});

test('afterwards every clock has its one timer, and none rang early, late or twice', async () => {
  const { store, stores } = house;
  let violations: readonly string[] = [];
  const agreed = until(
    'agreement of clocks and timers',
    async () => {
      const evidence = { store, stores, dataDir: '', now: house.now(), receipts: null };
      const found = await clocksRing.run(evidence);
      violations = found.violations;
      return found.violations.length === 0 && found;
    },
    jobLimitMs,
  );

  await agreed.catch(() => undefined);
  expect(violations).toEqual([]);
});
